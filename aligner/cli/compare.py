"""`aligner compare`: the main job."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

from aligner.cli.declared import argument, option
from aligner.cli.process import EXIT_FOUND, EXIT_SKIPPED
from aligner.cli.shared import (
    Config,
    EncoderName,
    Lines,
    ModeName,
    Quiet,
    Verbose,
    progress_bar,
    report_skipped,
    settings_for,
    stdout,
)
from aligner.errors import SettingsError
from aligner.records import Severity


def compare(
    paths: Annotated[list[Path] | None, argument("cli.compare.paths")] = None,
    zh: Annotated[list[Path] | None, option("cli.option.zh", "--zh", show_default=False)] = None,
    en: Annotated[list[Path] | None, option("cli.option.en", "--en", show_default=False)] = None,
    out: Annotated[Path, option("cli.compare.out", "--out", "-o", file=False)] = Path("aligner-report"),
    mode: ModeName = None,
    encoder: EncoderName = None,
    min_confidence: Annotated[float | None, option("cli.option.min-confidence", least=0, most=1)] = None,
    with_notes: Annotated[bool | None, option("cli.option.with-notes", "--with-notes")] = None,
    glossary: Annotated[str | None, option("cli.option.glossary")] = None,
    source: Annotated[str | None, option("cli.option.source", metavar="zh|en")] = None,
    alignment: Annotated[Path | None, option("read.alignment.option", folder=False)] = None,
    lines: Lines = False,
    fail_on: Annotated[str, option("cli.option.fail-on", metavar="minor|major|critical")] = "",
    config: Config = None,
    coverage: Annotated[bool, option("cli.compare.coverage", "--coverage")] = False,
    open_page: Annotated[bool, option("cli.compare.open", "--open")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Told in the catalogue: see `declared.COMMANDS`."""
    given = [*(paths or []), *(zh or []), *(en or [])]
    if not given:
        raise SettingsError("cli.compare.nothing-given")
    threshold = _severity(fail_on)
    from aligner.pipeline import compare_accounts
    from aligner.report import write_all
    from aligner.report.terminal import show

    settings = settings_for(
        given,
        config,
        mode,
        read={"lines": lines or None},
        embed={"encoder": encoder},
        comparable={"min_confidence": min_confidence, "with_notes": with_notes},
        compare={"glossary": glossary},
        report={"source": source},
    )
    with progress_bar(quiet, verbose) as progress:
        comparison = compare_accounts(
            paths or [], settings, zh=zh or [], en=en or [], alignment=alignment, progress=progress
        )
        progress("progress.write", 0, 1)
        written = write_all(comparison, out, settings.report)
    if not quiet:
        show(comparison, stdout(), written, paragraphs=coverage)
    report_skipped(comparison.skipped)
    if open_page:
        webbrowser.open((out / "report.html").resolve().as_uri())
    if threshold and any(f.severity.rank >= threshold.rank for f in comparison.flags):
        sys.exit(EXIT_FOUND)
    if comparison.skipped:
        sys.exit(EXIT_SKIPPED)


def _severity(name: str) -> Severity | None:
    if not name:
        return None
    if name not in set(Severity):
        raise SettingsError("settings.choice", key="--fail-on", value=name, choices=", ".join(Severity))
    return Severity(name)
