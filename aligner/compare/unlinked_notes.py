"""Notes of a translation that one side alone has: told as such, and lightly.

An edition leaves notes out, and a translator adds his own, with better right than either may touch the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

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
from aligner.segment.labels import is_signed
from aligner.segment.lexicon import Lexicon

_CONFIDENCE = 0.7
MOST = 0.5  # share of a side's notes: an edition without them is told in one line


def unlinked_note_flags(alignment: Alignment) -> Iterator[Flag]:
    """Minor flags: of whole notes (one of them all where they are most notes of their side), and of sentences of notes
    that correspond.

    A note that is signed by its translator or editor goes untold, and so does the line above the notes.
    """
    if alignment.mode == "parallel":
        yield from _of_side(alignment.zh, {i for b in alignment.beads if not b.en for i in b.zh})
        yield from _of_side(alignment.en, {j for b in alignment.beads if not b.zh for j in b.en})


def _of_side(document: Document, alone: set[int]) -> Iterator[Flag]:
    """`alone`: sentences in null beads."""
    notes = list(_notes(document))
    lacking = [note for note in notes if all(s.index in alone for s in note)]
    if len(lacking) > max(1, MOST * len(notes)):
        yield _flag(document, lacking[0], "notes", count=len(lacking), of=len(notes))
    else:
        yield from (_flag(document, note, "note") for note in lacking)
    for note in notes:
        if not all(s.index in alone for s in note):
            yield from (_flag(document, [sentence], "in-note") for sentence in note if sentence.index in alone)


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


def _flag(document: Document, sentences: Sequence[Sentence], what: str, count: int = 1, of: int = 1) -> Flag:
    place = _place(document, sentences)
    text = document.slice(place.span)
    message = Message(
        f"compare.unlinked.{what}-{document.lang}", (("text", short(text)), ("n", str(count)), ("all", str(of)))
    )
    if document.lang == "zh":
        return Flag(FlagKind.OMISSION, Severity.MINOR, _CONFIDENCE, (place,), (), Evidence(text, ""), message)
    return Flag(FlagKind.ADDITION, Severity.MINOR, _CONFIDENCE, (), (place,), Evidence("", text), message)
