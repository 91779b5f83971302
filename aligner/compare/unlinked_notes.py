"""Notes of a translation that one side alone has: told as such, and lightly.

An edition leaves notes out, and a translator adds his own, with better right than either may touch the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from aligner.compare.citations import is_signed
from aligner.compare.flags import short
from aligner.records import (
    Alignment,
    Document,
    Evidence,
    Flag,
    FlagKind,
    Message,
    Place,
    Role,
    Sentence,
    Severity,
    Span,
)
from aligner.segment.lexicon import Lexicon

_CONFIDENCE = 0.7


def unlinked_note_flags(alignment: Alignment) -> Iterator[Flag]:
    """Minor flags: of whole notes, of sentences of notes that correspond, or one where a side has no notes at all.

    A note that is signed by its translator or editor goes untold, and so does the line above the notes.
    """
    if alignment.mode == "parallel":
        yield from _of_side(alignment.zh, alignment.en, {i for b in alignment.beads if not b.en for i in b.zh})
        yield from _of_side(alignment.en, alignment.zh, {j for b in alignment.beads if not b.zh for j in b.en})


def _of_side(document: Document, other: Document, alone: set[int]) -> Iterator[Flag]:
    """`alone`: sentences in null beads."""
    lacking = [note for note in _notes(document) if any(s.index in alone for s in note)]
    if len(lacking) > 1 and all(s.role is not Role.NOTE for s in other.sentences):
        yield _flag(document, lacking[0], "notes", count=len(lacking))
        return
    for note in lacking:
        if all(s.index in alone for s in note):
            yield _flag(document, note, "note")
            continue
        for sentence in note:
            if sentence.index in alone:
                yield _flag(document, [sentence], "in-note")


def _notes(document: Document) -> Iterator[list[Sentence]]:
    """The paragraphs of the notes, but for headings and signed ones."""
    headings = Lexicon.load().notes_heading
    noted = (s for s in document.sentences if s.role is Role.NOTE)
    for _, paragraph in groupby(noted, key=lambda s: s.paragraph):
        note = list(paragraph)
        text = document.slice(_place(document, note).span)
        if not headings.match(text) and not is_signed(text):
            yield note


def _place(document: Document, sentences: Sequence[Sentence]) -> Place:
    return Place(document.name, Span(sentences[0].span.start, sentences[-1].span.end))


def _flag(document: Document, sentences: Sequence[Sentence], what: str, count: int = 1) -> Flag:
    place = _place(document, sentences)
    text = document.slice(place.span)
    message = Message(f"compare.unlinked.{what}-{document.lang}", (("text", short(text)), ("n", str(count))))
    if document.lang == "zh":
        return Flag(FlagKind.OMISSION, Severity.MINOR, _CONFIDENCE, (place,), (), Evidence(text, ""), message)
    return Flag(FlagKind.ADDITION, Severity.MINOR, _CONFIDENCE, (), (place,), Evidence("", text), message)
