"""`aligner duplicates`: what repeats, in texts of one language or both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from aligner.cli.process import EXIT_FOUND, EXIT_SKIPPED
from aligner.cli.shared import (
    Config,
    EncoderName,
    Lines,
    Quiet,
    Verbose,
    check_choice,
    progress_bar,
    report_skipped,
    settings_for,
    stdout,
)
from aligner.messages import say, tell
from aligner.records import Comparison, Document, DuplicateGroup, RepeatKind
from aligner.report.lines import shown
from aligner.settings import Settings

if TYPE_CHECKING:
    from aligner.duplicates.cleaning import Thinned

KEEP = ("best", "first", "longest", "ask")
FAIL_ON = (RepeatKind.EXACT, RepeatKind.EDITED, RepeatKind.RETOLD)
PAGE = ".html"  # beside the lists
SHOWN = 20  # groups in the terminal; the file has all
# Up to so many sentences of one language, retold passages are looked for unasked: about two minutes' work. With the
# extra `ann` (faiss) the limit is higher, since only likely pairs are compared.
RETOLD_MOST, RETOLD_MOST_CODED = 50_000, 100_000
QUOTED = 160  # characters of a copy that are shown


def duplicates(
    paths: Annotated[list[Path], typer.Argument(help=say("duplicates.cli.paths"), show_default=False)],
    out: Annotated[Path | None, typer.Option("-o", "--out", help=say("duplicates.cli.out"), dir_okay=False)] = None,
    write_clean: Annotated[
        Path | None, typer.Option("--write-clean", help=say("duplicates.cli.write-clean"), file_okay=False)
    ] = None,
    keep: Annotated[str | None, typer.Option("--keep", help=say("duplicates.cli.keep"), metavar="|".join(KEEP))] = None,
    min_zh: Annotated[int | None, typer.Option(help=say("duplicates.cli.min-zh"), min=5)] = None,
    min_en: Annotated[int | None, typer.Option(help=say("duplicates.cli.min-en"), min=15)] = None,
    retold: Annotated[bool | None, typer.Option("--retold/--no-retold", help=say("duplicates.cli.retold"))] = None,
    encoder: EncoderName = None,
    lines: Lines = False,
    fail_on: Annotated[str, typer.Option(help=say("duplicates.cli.fail-on"), metavar="|".join(FAIL_ON))] = "",
    config: Config = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Filled from the catalogue: see `register`."""
    check_choice("--keep", keep, KEEP)
    check_choice("--fail-on", fail_on, FAIL_ON)
    from aligner.duplicates import find_duplicates
    from aligner.duplicates.cleaning import clean_files, thin_out
    from aligner.embed import load_encoder
    from aligner.loading import load_documents
    from aligner.pipeline import embed_documents
    from aligner.read import texts_of
    from aligner.report.files import write_files
    from aligner.report.listing import check_suffix, render
    from aligner.report.repeats import listing
    from aligner.signature import sign
    from aligner.workers import cores

    settings = settings_for(
        paths,
        config,
        read={"lines": lines or None},
        embed={"encoder": encoder},
        duplicates={
            "min_zh": min_zh,
            "min_en": min_en,
            "retold": retold,
            "keep": None if keep == "ask" else keep,
            "across_documents": True,
        },
    )
    if out is not None:
        check_suffix(out, PAGE)
    given = texts_of(paths)
    with progress_bar(quiet, verbose) as progress:
        documents, skipped = load_documents(paths, settings, progress=progress, processes=cores())
        left_out = ""
        if retold is None and settings.duplicates.retold:
            settings, left_out = _without_long_search(settings, documents)
        model = load_encoder(settings.embed.encoder, settings.embed) if settings.duplicates.retold else None
        vectors = embed_documents(documents, model, progress) if model else {}
        groups = find_duplicates(documents, vectors, settings.duplicates, progress, processes=cores())
    found = Comparison(tuple(documents), (), (), groups, sign(model, settings, documents), skipped=tuple(skipped))
    console = stdout()
    decided: frozenset[int] | None = None
    if keep == "ask":
        found, decided = _ask(found, console)
    if not quiet:
        _show(found, console)
        if left_out:
            console.print(left_out, soft_wrap=True, markup=False)
    if write_clean is not None:
        thinned = thin_out(found.duplicates, documents, decided)
        write_files(clean_files(documents, thinned, write_clean), given)
        if not quiet:
            _tell_cleaned(thinned, write_clean, console)
    if out is not None:
        write_files({out: _page(found) if out.suffix.lower() == PAGE else render(listing(found), out)}, given)
        if not quiet:
            console.print(say("duplicates.cli.written", path=out), soft_wrap=True, markup=False)
    report_skipped(skipped)
    if fail_on and any(FAIL_ON.index(g.kind) <= FAIL_ON.index(RepeatKind(fail_on)) for g in _copies(found)):
        raise typer.Exit(EXIT_FOUND)
    if skipped:
        raise typer.Exit(EXIT_SKIPPED)


def _without_long_search(settings: Settings, documents: Sequence[Document]) -> tuple[Settings, str]:
    """The settings, without retold passages if these would take too long; and the line that says so, or ""."""
    from aligner.embed.neighbours import faiss_installed

    most = RETOLD_MOST_CODED if faiss_installed() else RETOLD_MOST
    sentences = max(sum(s.lang == lang for d in documents for s in d.sentences) for lang in ("zh", "en"))
    if sentences <= most:
        return settings, ""
    key = "duplicates.cli.left-out" if faiss_installed() else "duplicates.cli.left-out-ann"
    limited = replace(settings, duplicates=replace(settings.duplicates, retold=False))
    return limited, say(key, n=f"{sentences:,}", most=f"{most:,}")


def _page(found: Comparison) -> bytes:
    """The page of `aligner compare` with the repeats alone."""
    from aligner.report.html import write
    from aligner.settings import ReportSettings

    return write(found, ReportSettings())[PAGE]


def _tell_cleaned(thinned: Thinned, folder: Path, console: Console) -> None:
    """What was taken out, and how many copies stay for which reason."""
    removed, stays = len(thinned.removed), Counter(s.reason for s in thinned.stays)
    lines = [say("duplicates.cli.cleaned", n=f"{removed:,}")]
    if stays:
        lines.append(say("duplicates.cli.stays", n=f"{stays.total():,}"))
        lines += [f"  {n:>6,}  " + say(f"duplicates.stays.{reason}") for reason, n in stays.most_common()]
    lines.append(say("duplicates.cli.clean-folder", path=folder))
    console.print("\n".join(lines), soft_wrap=True, markup=False, highlight=False)


def _copies(found: Comparison) -> list[DuplicateGroup]:
    return [g for g in found.duplicates if g.kind is not RepeatKind.FURNITURE]


def _show(found: Comparison, console: Console) -> None:
    """How many groups there are, and the largest."""
    from aligner.report.repeats_terminal import repeat_lines

    groups, furniture = _copies(found), len(found.duplicates) - len(_copies(found))
    if not groups:
        console.print(say("duplicates.cli.none", n=len(found.documents)))
    else:
        console.print(say("duplicates.cli.found", n=len(groups)), style="bold")
        for k, group in enumerate(groups[:SHOWN], start=1):
            for line in repeat_lines(found, k, group, console.width):
                console.print(line, soft_wrap=True)
    if len(groups) > SHOWN:
        console.print(say("duplicates.cli.more", n=len(groups) - SHOWN))
    if furniture:
        console.print(say("duplicates.cli.furniture", n=furniture), soft_wrap=True)


def _short(text: str, length: int) -> str:
    flat = shown(" ".join(text.split()))
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def _ask(found: Comparison, console: Console) -> tuple[Comparison, frozenset[int]]:
    """Ask for each group which copy to keep; the groups with the answers, and which of them may lose their others."""
    from aligner.report.repeats_terminal import where

    groups, decided = list(found.duplicates), set()
    for k, group in enumerate(groups):
        if group.kind is RepeatKind.FURNITURE:
            continue
        console.print(
            say("duplicates.ask.group", k=k + 1, n=len(_copies(found)), kind=say(f"duplicates.kind.{group.kind}"))
        )
        for number, member in enumerate(group.members, start=1):
            at = where(found, member, console.width // 3)
            console.print(
                Text(f"  {number}  {at}  ", style="bold").append(_short(found.text(member), QUOTED), "not bold")
            )
        _show_differences(found, group, console)
        answer = _answer(group)
        if answer:
            groups[k] = replace(group, keep=answer - 1)
            decided.add(k)
    return replace(found, duplicates=tuple(groups)), frozenset(decided)


def _answer(group: DuplicateGroup) -> int:
    """The number of the copy to keep; 0: keep all."""
    question = say("duplicates.ask.question", why=tell(group.why))
    while True:
        answer: str = typer.prompt(question, default=str(group.keep + 1)).strip()
        if answer.isdecimal() and int(answer) <= len(group.members):
            return int(answer)
        typer.echo(say("duplicates.ask.again", most=len(group.members)))


def _show_differences(found: Comparison, group: DuplicateGroup, console: Console) -> None:
    from aligner.duplicates import differences

    if group.kind is not RepeatKind.EDITED:
        return
    first = found.text(group.members[0])
    for member in group.members[1:3]:
        other = found.text(member)
        for d in differences(first, other)[:8]:
            line = Text("     ").append(_short(first[d.a.start : d.a.end], 30), "red strike").append(" ")
            console.print(line.append(_short(other[d.b.start : d.b.end], 30), "green"))


def register(app: typer.Typer) -> None:
    app.command("duplicates", help=say("duplicates.cli.help"))(duplicates)
