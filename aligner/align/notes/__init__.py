"""Links the footnotes and endnotes of a translation: note with note, and sentence with sentence inside them.

This is done after the text has been aligned: the beads of the text stay as they are, those of the notes follow them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aligner.align.notes.listing import Note, read_notes
from aligner.align.notes.matching import NotePair, match_notes
from aligner.align.parallel.beads import align_sides
from aligner.align.parallel.model import Model, load_model
from aligner.align.parallel.texts import Side, read_side
from aligner.align.parallel.words import word_encoder
from aligner.align.passages import find_passages
from aligner.embed import Encoder, Vectors
from aligner.records import Alignment, Bead
from aligner.settings import ParallelSettings

__all__ = ["link_notes"]


def link_notes(
    alignment: Alignment,
    zh_vectors: Vectors | None,
    en_vectors: Vectors | None,
    encoder: Encoder,
    settings: ParallelSettings,
) -> Alignment:
    """A parallel alignment with every sentence of the notes in one more bead; others come back as they are, and one
    that holds notes.

    `zh_vectors`, `en_vectors`: a row for every sentence of the documents, or None: made where they are needed. A
    bead's score is the probability that the notes correspond times that of the bead within them.
    """
    if alignment.mode != "parallel" or not settings.with_notes:
        return alignment
    zh, en = read_notes(alignment.zh), read_notes(alignment.en)
    if (not zh and not en) or _hold_notes(alignment, zh, en):
        return alignment
    beads = [*_linked(alignment, zh, en, zh_vectors, en_vectors, encoder, settings.max_sentences)] if zh and en else []
    held_zh, held_en = {i for b in beads for i in b.zh}, {j for b in beads for j in b.en}
    beads += [Bead((i,), (), 1.0) for note in zh for i in note.sentences if i not in held_zh]
    beads += [Bead((), (j,), 1.0) for note in en for j in note.sentences if j not in held_en]
    together = replace(alignment, beads=(*alignment.beads, *beads))
    return replace(together, passages=find_passages(together))


def _hold_notes(alignment: Alignment, zh: Sequence[Note], en: Sequence[Note]) -> bool:
    """Whether beads contain notes already, as an alignment that a person corrected may do."""
    own = {i for note in zh for i in note.sentences}, {j for note in en for j in note.sentences}
    return any(not own[0].isdisjoint(b.zh) or not own[1].isdisjoint(b.en) for b in alignment.beads)


def _linked(
    alignment: Alignment,
    zh: Sequence[Note],
    en: Sequence[Note],
    zh_vectors: Vectors | None,
    en_vectors: Vectors | None,
    encoder: Encoder,
    max_sentences: int,
) -> Iterator[Bead]:
    """The beads of notes that correspond."""
    words, model = word_encoder(encoder), load_model()
    numbers = [i for note in zh for i in note.sentences], [j for note in en for j in note.sentences]
    left = read_side(alignment.zh, numbers[0], zh_vectors, encoder, words)
    right = read_side(alignment.en, numbers[1], en_vectors, encoder, words)
    rows_zh = {i: k for k, i in enumerate(numbers[0])}
    rows_en = {j: k for k, j in enumerate(numbers[1])}
    for pair in match_notes(alignment, zh, en, left, right):
        zh_rows, en_rows = [rows_zh[i] for i in zh[pair.zh].sentences], [rows_en[j] for j in en[pair.en].sentences]
        for bead in _within(pair, left.part(zh_rows), right.part(en_rows), max_sentences, model):
            own = tuple(numbers[0][zh_rows[i]] for i in bead.zh), tuple(numbers[1][en_rows[j]] for j in bead.en)
            yield replace(bead, zh=own[0], en=own[1])


def _within(pair: NotePair, zh: Side, en: Side, max_sentences: int, model: Model) -> list[Bead]:
    """The beads of two corresponding notes, at least one of them a link."""
    if len(zh) + len(en) == 2:
        return [Bead((0,), (0,), pair.score)]
    beads = align_sides(zh, en, max_sentences, model)
    if not any(bead.linked for bead in beads) and len(zh) + len(en) <= max_sentences:
        return [Bead(tuple(range(len(zh))), tuple(range(len(en))), pair.score)]
    return [replace(b, score=b.score * pair.score) if b.linked else b for b in beads]
