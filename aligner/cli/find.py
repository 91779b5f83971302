"""`aligner find`: search in both languages with words of either."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from aligner.cli.process import EXIT_SKIPPED
from aligner.cli.shared import EncoderName, Quiet, Verbose, progress_bar, report_skipped, stdout
from aligner.errors import SettingsError
from aligner.messages import say

# A best score below this, and no word or date of the question met: nothing speaks of it. In the sample corpus, seven
# questions about other matters reach .17, nine about what it tells .42 and more.
FAR = 0.25

if TYPE_CHECKING:
    from aligner.find import Hit


def find(
    query: Annotated[str, typer.Argument(help=say("find.query"), show_default=False)],
    paths: Annotated[list[Path], typer.Argument(help=say("find.paths"), show_default=False)],
    output: Annotated[Path | None, typer.Option("--output", "-o", help=say("find.output"), dir_okay=False)] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", help=say("find.limit"), min=1)] = 5,
    encoder: EncoderName = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Filled from the catalogue: see `register`."""
    several = query == "-"
    if not query.strip():
        raise SettingsError("find.empty-query")
    from aligner import find as search
    from aligner.embed import load_encoder
    from aligner.embed.store import cache_folder
    from aligner.report.listing import check_suffix, render

    if output is not None:
        check_suffix(output)
    loaded = load_encoder(encoder or "embedded")
    with progress_bar(quiet, verbose) as progress:
        index = search.open_index(paths, loaded, cache_folder() / "index", progress, processes=None)
    answers: list[tuple[str, list[Hit]]] = []
    for question in _questions() if several else (query,):
        hits = search.find(question, index, loaded, limit)
        answers.append((question, hits))
        if not quiet:
            if several:
                stdout().print(Text(say("find.question", question=question), style="bold reverse"))
            _show(hits, stdout())
            sys.stdout.flush()  # a program that asks through a pipe waits for each answer
    skipped = index.skipped()
    index.close()
    if output is not None:
        from aligner.read import texts_of
        from aligner.report.files import write_files
        from aligner.report.hits import listing

        write_files({output: render(listing(answers), output)}, texts_of(paths))
    report_skipped(skipped)
    if skipped:
        raise typer.Exit(EXIT_SKIPPED)


def _questions() -> Iterator[str]:
    """Questions typed one after the other, up to an empty line; or the lines that are piped in."""
    if sys.stdin.isatty():
        with suppress(ImportError):  # not on Windows, whose terminal does it itself
            import readline  # noqa: F401 (so that the arrow keys bring back what was asked)
        while question := _ask():
            yield question
        return
    asked = False
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            question = line.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            raise SettingsError("find.not-utf-8", line=number) from None
        if question:
            asked = True
            yield question
    if not asked:
        raise SettingsError("find.empty-query")


def _ask() -> str:
    try:
        return input(say("find.ask") + " ").strip()
    except EOFError:
        return ""


def _show(hits: list[Hit], console: Console) -> None:
    """Hits of both languages, best first. The words that answer are marked; the sentences around are dim."""
    from aligner.report.hits import told
    from aligner.report.view import flowing

    if not any(h.shared or h.highlights or h.score >= FAR for h in hits):
        console.print(say("find.nothing-near"), style="bold yellow", soft_wrap=True)
    for lang in ("zh", "en"):
        own = [h for h in hits if h.lang == lang]
        console.print(say(f"find.heading-{lang}", count=len(own)), style="bold")
        for hit in own:
            where = say(
                "find.where", document=hit.document, start=hit.span.start, end=hit.span.end, score=f"{hit.score:.2f}"
            )
            console.print(Text(where, style="cyan"))
            if hit.shared:
                console.print(Text("  " + say("find.shared", values=", ".join(map(told, hit.shared))), style="green"))
            around = [Text(flowing(part.strip(), hit.lang), style="dim") for part in (hit.before, hit.after)]
            parts = [around[0], _marked(hit), around[1]]
            console.print(Text("" if lang == "zh" else " ").join(p for p in parts if p.plain))
            console.print()


def _marked(hit: Hit) -> Text:
    """The passage, line breaks inside it closed, with the words that answer marked."""
    from aligner.report.view import flowing_between

    cuts = sorted({0, len(hit.text), *(at for h in hit.highlights for at in (h.start, h.end))})
    text = Text()
    for (start, end), piece in zip(pairwise(cuts), flowing_between(hit.text, hit.lang, cuts), strict=True):
        marked = any(h.start <= start and end <= h.end for h in hit.highlights)
        text.append(piece, style="bold underline" if marked else "")
    return text


def register(app: typer.Typer) -> None:
    app.command("find", help=say("find.help"))(find)
