"""`aligner align`: one Chinese and one English text, aligned into one file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.shared import (
    Config,
    EncoderName,
    Lines,
    ModeName,
    Quiet,
    ReviewFile,
    Verbose,
    WithoutNotes,
    progress_bar,
    review_for,
    settings_for,
    stderr,
)
from aligner.errors import InputError
from aligner.messages import say, tell, ui_language
from aligner.records import Comparison, Document, Skipped
from aligner.settings import ReadSettings


def align(
    zh: Annotated[Path, typer.Argument(help=say("align.zh"), show_default=False)],
    en: Annotated[Path | None, typer.Argument(help=say("align.en"), show_default=False)] = None,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help=say("align.output"), dir_okay=False)],
    mode: ModeName = None,
    encoder: EncoderName = None,
    max_sentences: Annotated[int | None, typer.Option(help=say("align.max-sentences"), min=4, max=16)] = None,
    without_notes: WithoutNotes = False,
    source: Annotated[str | None, typer.Option(help=say("cli.option.source"), metavar="zh|en")] = None,
    review: ReviewFile = None,
    lines: Lines = False,
    config: Config = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Filled from the catalogue: see `register`."""
    from aligner.align import align as align_documents
    from aligner.align.notes import link_notes
    from aligner.embed import load_encoder
    from aligner.report import check_path, write
    from aligner.report.view import notes_told, why_told
    from aligner.review.decisions import decide
    from aligner.signature import sign

    check_path(output)
    given = [zh, en] if en else [zh]
    settings = settings_for(
        given,
        config,
        mode,
        read={"lines": lines or None},
        embed={"encoder": encoder},
        parallel={"max_sentences": max_sentences, "with_notes": False if without_notes else None},
        report={"source": source},
    )
    decided = review_for(given, review)
    with progress_bar(quiet, verbose) as progress:
        progress("progress.read", 0, 1)
        (a, b), skipped = _documents(zh, en, settings.read)
        progress("progress.embed", 0, 1)
        loaded = load_encoder(settings.embed.encoder, settings.embed)
        progress("progress.align", 0, 1)
        alignment = align_documents(a, b, None, None, loaded, settings)
        decisions = decide(decided, (a, b))
        alignment = link_notes(decisions.settle_text(alignment), None, None, loaded, settings.parallel)
        alignment = decisions.settle(alignment)
        progress("progress.write", 0, 1)
        signature = sign(loaded, settings, (a, b))
        found = Comparison(
            (a, b),
            (alignment,),
            flags=(),
            duplicates=(),
            signature=signature,
            skipped=tuple(skipped),
            review=decisions.told,
            unsought=frozenset({"flags", "duplicates"}),
        )
        spare = [*given, *([decided.path] if decided else [])]
        written = write(found, output, settings.report, spare=spare)
    if not quiet:
        stderr().print(
            say(
                "align.done",
                links=sum(1 for _ in alignment.links()),
                zh=len(alignment.unlinked_zh),
                en=len(alignment.unlinked_en),
                moved=sum(bead.moved for bead in alignment.beads),
                mode=say(f"report.mode-word.{alignment.mode}"),
                why=why_told(alignment, ui_language()),
                paths=", ".join(map(str, written)),
            ),
            markup=False,
        )
        if found.review:
            stderr().print(tell(found.review), markup=False)
        if notes := notes_told(alignment, ui_language()):
            stderr().print(notes, markup=False)


def _documents(zh: Path, en: Path | None, settings: ReadSettings) -> tuple[tuple[Document, Document], list[Skipped]]:
    """The Chinese and the English document, and the files that were skipped; `zh` alone holds both languages.

    Two texts that are given in the other order (English first) are exchanged. Raises InputError.
    """
    from aligner.read import read_texts
    from aligner.segment import segment
    from aligner.segment.bilingual import halves
    from aligner.segment.script import Tongue, tongue_of

    if en is None:
        texts, skipped = read_texts([zh], settings=settings)
        both = halves(texts[0]) if len(texts) == 1 else None
        if both is None:
            raise InputError("align.one-language", path=zh)
    else:
        texts, skipped = read_texts([], zh=[zh], en=[en], settings=settings)
        for path, lang in ((zh, "zh"), (en, "en")):
            count = sum(text.lang == lang for text in texts)
            if count != 1:
                raise InputError("align.one-each", path=path, count=count)
        first, second = texts
        if (tongue_of(first.text), tongue_of(second.text)) == (Tongue.EN, Tongue.ZH):
            first, second = replace(second, lang="zh"), replace(first, lang="en")
        both = first, second
    return (segment(both[0], lines=settings.lines), segment(both[1], lines=settings.lines)), skipped


def register(app: typer.Typer) -> None:
    app.command("align", help=say("align.help"))(align)
