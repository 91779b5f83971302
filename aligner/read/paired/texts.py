"""Paired rows as two texts and the alignment between them, so that every report can show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aligner.read.paired.rows import PairedText
from aligner.records import Alignment, Bead, Document, Flag, Lang, Message, Place, Role, Sentence, Span


def as_alignment(pairs: PairedText) -> Alignment:
    """A text of each language with one sentence a row, called `FILE#zh` and `FILE#en`, and a bead a row.

    A row with one empty side is a bead with one side. A score that the file gives stands; else it is 1.
    """
    zh = _text(pairs.name, "zh", [row.zh for row in pairs.rows])
    en = _text(pairs.name, "en", [row.en for row in pairs.rows])
    beads = []
    for i, row in enumerate(pairs.rows):
        sides = (i,) if row.zh.strip() else (), (i,) if row.en.strip() else ()
        if sides[0] and sides[1]:
            beads.append(Bead(*sides, 1.0 if row.score is None else row.score))
        else:
            beads += [Bead((i,), (), 1.0), Bead((), (i,), 1.0)]
    links = sum(bead.linked for bead in beads)
    why = Message("read.alignment.why", (("path", pairs.name), ("links", str(links))))
    return Alignment(zh, en, tuple(beads), "parallel", why=why, given=True)


def place_flags(found: Iterable[Sequence[Flag]], alignment: Alignment) -> list[list[Flag]]:
    """Flags by row, whose places name rows as documents, with places in the two texts."""
    zh, en = alignment.zh, alignment.en

    def placed(document: Document, places: Iterable[Place]) -> tuple[Place, ...]:
        starts = ((at, document.sentences[int(at.document)].span.start) for at in places)
        return tuple(Place(document.name, at.span.shifted(start)) for at, start in starts)

    return [[replace(f, zh=placed(zh, f.zh), en=placed(en, f.en), pair=0) for f in flags] for flags in found]


def _text(name: str, lang: Lang, cells: Iterable[str]) -> Document:
    text, sentences = [], []
    at = 0
    for i, cell in enumerate(cells):
        sentences.append(Sentence(i, Span(at, at + len(cell)), i, Role.BODY, lang))
        text.append(f"{cell}\n")
        at += len(cell) + 1
    return Document(f"{name}#{lang}", lang, "".join(text), tuple(sentences), fixed=True)
