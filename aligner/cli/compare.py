"""`aligner compare`: the main job."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from aligner import own_files
from aligner.cli.process import EXIT_FOUND, EXIT_SKIPPED
from aligner.cli.shared import (
    Config,
    EncoderName,
    Lines,
    ModeName,
    Quiet,
    ReviewFile,
    Verbose,
    WithoutNotes,
    any_as_grave,
    check_choice,
    own_file_beside,
    progress_bar,
    report_skipped,
    review_for,
    settings_for,
    stdout,
)
from aligner.errors import SettingsError
from aligner.messages import say
from aligner.records import Severity


def compare(
    paths: Annotated[list[Path] | None, typer.Argument(help=say("cli.compare.paths"), show_default=False)] = None,
    zh: Annotated[list[Path] | None, typer.Option("--zh", help=say("cli.option.zh"), show_default=False)] = None,
    en: Annotated[list[Path] | None, typer.Option("--en", help=say("cli.option.en"), show_default=False)] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help=say("cli.compare.out"), file_okay=False)] = Path(
        "aligner-report"
    ),
    also: Annotated[
        list[str] | None, typer.Option("--also", help=say("cli.compare.also"), metavar="xlsx|docx|xlf|...")
    ] = None,
    mode: ModeName = None,
    encoder: EncoderName = None,
    min_confidence: Annotated[float | None, typer.Option(help=say("cli.option.min-confidence"), min=0, max=1)] = None,
    with_notes: Annotated[bool | None, typer.Option("--with-notes", help=say("cli.option.with-notes"))] = None,
    without_notes: WithoutNotes = False,
    glossary: Annotated[str | None, typer.Option(help=say("cli.option.glossary"))] = None,
    source: Annotated[str | None, typer.Option(help=say("cli.option.source"), metavar="zh|en")] = None,
    alignment: Annotated[Path | None, typer.Option(help=say("read.alignment.option"), dir_okay=False)] = None,
    review: ReviewFile = None,
    lines: Lines = False,
    fail_on: Annotated[str, typer.Option(help=say("cli.option.fail-on"), metavar="minor|major|critical")] = "",
    config: Config = None,
    coverage: Annotated[bool, typer.Option("--coverage", help=say("cli.compare.coverage"))] = False,
    open_page: Annotated[bool, typer.Option("--open", help=say("cli.compare.open"))] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Filled from the catalogue: see `register`."""
    given = [*(paths or []), *(zh or []), *(en or [])]
    if not given:
        raise SettingsError("cli.compare.nothing-given")
    check_choice("--fail-on", fail_on, Severity)
    from aligner.pipeline import compare_accounts
    from aligner.read import texts_of
    from aligner.report import named, write_all
    from aligner.report.formats import check_folder
    from aligner.report.terminal import show

    check_folder(out)
    for suffix in also or ():
        named(suffix)  # a mistyped one is told before the work
    settings = settings_for(
        given,
        config,
        mode,
        read={"lines": lines or None},
        embed={"encoder": encoder},
        parallel={"with_notes": False if without_notes else None},
        comparable={"min_confidence": min_confidence, "with_notes": with_notes},
        compare={"glossary": glossary, "accepted": own_file_beside(given, own_files.ACCEPTED)},
        report={"source": source},
    )
    decided = review_for(given, review)
    spare = [*texts_of(given), *([alignment] if alignment else []), *([decided.path] if decided else [])]
    with progress_bar(quiet, verbose) as progress:
        comparison = compare_accounts(
            paths or [], settings, zh=zh or [], en=en or [], alignment=alignment, review=decided, progress=progress
        )
        progress("progress.write", 0, 1)
        written = write_all(comparison, out, settings.report, also=also or (), spare=spare)
    if not quiet:
        show(comparison, stdout(), written, paragraphs=coverage)
    report_skipped(comparison.skipped)
    if open_page:
        webbrowser.open((out / "report.html").resolve().as_uri())
    if any_as_grave(comparison.flags, fail_on):
        raise typer.Exit(EXIT_FOUND)
    if comparison.skipped:
        raise typer.Exit(EXIT_SKIPPED)


def register(app: typer.Typer) -> None:
    app.command("compare", help=say("cli.compare.help"))(compare)
