"""`aligner check`: what differs in pairs that are aligned already."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aligner import own_files
from aligner.cli.process import EXIT_FOUND
from aligner.cli.shared import (
    Config,
    EncoderName,
    Quiet,
    ReviewFile,
    any_as_grave,
    check_choice,
    own_file_beside,
    progress_bar,
    review_for,
    settings_for,
    stderr,
    stdout,
)
from aligner.messages import say, tell
from aligner.records import Flag, Severity

if TYPE_CHECKING:
    from aligner.compare.pairs import Checked


def check(
    file: Annotated[Path, typer.Argument(help=say("compare.cli.check.file"), show_default=False, dir_okay=False)],
    scores: Annotated[bool, typer.Option("--scores", help=say("compare.cli.check.scores"))] = False,
    fail_on: Annotated[str, typer.Option(help=say("cli.option.fail-on"), metavar="minor|major|critical")] = "",
    min_severity: Annotated[
        str | None, typer.Option(help=say("compare.cli.check.min-severity"), metavar="neutral|minor|major|critical")
    ] = None,
    off: Annotated[list[str] | None, typer.Option("--off", help=say("compare.cli.check.off"))] = None,
    glossary: Annotated[str | None, typer.Option(help=say("cli.option.glossary"))] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=say("compare.cli.check.output"), dir_okay=False)
    ] = None,
    review: ReviewFile = None,
    accept: Annotated[bool, typer.Option("--accept", help=say("compare.cli.check.accept"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("compare.cli.check.json"))] = False,
    encoder: EncoderName = None,
    config: Config = None,
    quiet: Quiet = False,
) -> None:
    """Filled from the catalogue: see `register`."""
    check_choice("--fail-on", fail_on, Severity)
    from aligner.checking import check_pairs
    from aligner.compare.accepted import accept_flags
    from aligner.read.paired import read_pairs
    from aligner.report import check_path, write
    from aligner.report.checked import show_checked, summary
    from aligner.report.files import write_files
    from aligner.report.listing import check_suffix, render
    from aligner.report.ranked_rows import listing

    if output:
        (check_suffix if scores else check_path)(output)
    settings = settings_for(
        [file],
        config,
        embed={"encoder": encoder},
        compare={
            "off": tuple(off) if off else None,
            "min_severity": min_severity,
            "glossary": glossary,
            "accepted": None if accept else own_file_beside([file], own_files.ACCEPTED),
        },
    )
    decided = review_for([file], review)
    pairs = read_pairs(file)
    with progress_bar(quiet) as progress:
        found, comparison = check_pairs(pairs, settings, review=decided, progress=progress)
    if accept:
        path = file.with_name(own_files.ACCEPTED)
        n = accept_flags([flag for checked in found for flag in checked.flags], path)
        stderr().print(say("compare.cli.check.accepted", n=n, path=path), markup=False)
        return
    spare = [file, *([decided.path] if decided else [])]
    records = list(_records(found, scores=scores))
    written: tuple[Path, ...] = ()
    if output and scores:
        written = write_files({output: render(listing(pairs.rows, found, records), output)}, spare)
    elif output:
        written = write(comparison, output, settings.report, spare=spare)
    flags = [checked.flags for checked in found]
    console = stdout()
    if console.is_terminal and not as_json and (output or not scores):
        show_checked([(row.zh, row.en) for row in pairs.rows], flags, console, left_out=pairs.left_out)
    else:
        if as_json or not output:
            typer.echo(b"".join(map(_line, records)), nl=False)
        if not quiet:
            stderr().print(summary(flags, pairs.left_out), markup=False)
    if not quiet:
        told = [tell(comparison.review)] if comparison.review else []
        for line in (*told, *(say("compare.cli.check.written", path=path) for path in written)):
            stderr().print(line, markup=False)
    if any_as_grave((flag for row in flags for flag in row), fail_on):
        raise typer.Exit(EXIT_FOUND)


def _records(found: Sequence[Checked], *, scores: bool) -> Iterator[dict[str, Any]]:
    for row, checked in enumerate(found):
        yield from (flag_record(row, flag) for flag in checked.flags)
        if scores:
            yield {"row": row, "type": "pair", "divergence": round(checked.divergence, 4)}


def flag_record(row: int, flag: Flag) -> dict[str, Any]:
    """A flag as docs/formats.md describes it. Places in other rows (inconsistency) are named by the message only."""
    return {
        "row": row,
        "kind": flag.kind.value,
        "severity": flag.severity.value,
        "confidence": round(flag.confidence, 4),
        "zh_spans": [[p.span.start, p.span.end] for p in flag.zh if p.document == str(row)],
        "en_spans": [[p.span.start, p.span.end] for p in flag.en if p.document == str(row)],
        "evidence": {"zh": flag.evidence.zh, "en": flag.evidence.en},
        "message": tell(flag.message, "en"),
        "message_zh": tell(flag.message, "zh"),
    }


def _line(record: dict[str, Any]) -> bytes:
    # A lone surrogate has no UTF-8 form; \udXXX in JSON stands for the same character.
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def register(app: typer.Typer) -> None:
    app.command("check", help=say("compare.cli.check.help"))(check)
