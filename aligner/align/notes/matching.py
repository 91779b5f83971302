"""Pairs the notes of two texts: the best pairing in order, by place, number and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.align.notes.listing import Note
from aligner.align.parallel.texts import Side
from aligner.arrays import Bools, Floats32, Ints
from aligner.embed.adding import row_lengths
from aligner.records import Alignment

# Log odds that two notes correspond, by the places of their references: in linked sentences, one or two beads apart
# (a reference may move into the next sentence), farther apart, or unknown. Swept on 249 notes planted in five novels,
# of which a tenth (three tenths) was left out on either side (benchmarks/notes.py). SAME_PLACE: precision 1.000 from 1
# to 3, recall .944 at 1, .968 at 2, .984 at 3. NO_PLACE: precision .996 (.979) and recall .863 (.871) at -1; .996
# (.962) and .940 (.939) at 1; .992 (.930) and .980 (.982) at 3. Numbers say little: they shift if a note is left out.
SAME_PLACE, NEAR_PLACE, OTHER_PLACE, NO_PLACE = 3.0, -3.0, -6.0, 1.0
NEAR = 2  # beads
SAME_NUMBER = 0.5
HEADINGS = 6.0  # both are headings (Notes, 注释)

# Log odds by the cosine of the two notes' vectors, fitted on 1,362 linked passages of the academic and MAC-Dev gold
# against five random ones each (24.3 cos - 6.1, plus log 5). Bounded, more tightly for two brief notes: that these have
# nothing in common says little.
SLOPE, OFFSET = 24.0, -4.5
LEAST_SAID, MOST_SAID = -8.0, 6.0
LEAST_BRIEF, BRIEF = -2.5, {"zh": 10, "en": 25}  # characters that are not spaces: 同前引书。 Op. cit., p. 12.

STRIP = 256  # notes compared at once
_UP, _LEFT = 1, 2


@dataclass(frozen=True, slots=True)
class NotePair:
    """Two notes that correspond, by their numbers, and the probability that they do."""

    zh: int
    en: int
    score: float


@dataclass(frozen=True)
class _NoteSide:
    """Notes of one side as arrays: `vectors` float32 `(n, dim)`, rows of length 1; `beads`, `labels` int64 `(n,)`, -1
    for none; `headings`, `signed`, `brief` bool `(n,)`.
    """

    vectors: Floats32
    beads: Ints
    labels: Ints
    headings: Bools
    signed: Bools
    brief: Bools


def match_notes(
    alignment: Alignment, zh: Sequence[Note], en: Sequence[Note], zh_side: Side, en_side: Side
) -> list[NotePair]:
    """The pairs, in order of the Chinese notes. `zh_side`, `en_side`: the sentences of all notes, note by note.

    Notes are paired in order first. What is left is paired across that order if the references are in the same bead:
    the notes of a chapter that moved.
    """
    names = {label: k for k, label in enumerate(dict.fromkeys(note.label for note in (*zh, *en) if note.label))}
    bead_of_zh = {i: k for k, bead in enumerate(alignment.beads) for i in bead.zh}
    bead_of_en = {j: k for k, bead in enumerate(alignment.beads) for j in bead.en}
    left = _arrays(zh, zh_side, bead_of_zh, names, BRIEF["zh"])
    right = _arrays(en, en_side, bead_of_en, names, BRIEF["en"])
    odds = _odds(left, right)
    pairs = _in_order(odds)
    rest_zh = sorted(set(range(len(zh))) - {i for i, _ in pairs})
    rest_en = sorted(set(range(len(en))) - {j for _, j in pairs})
    if rest_zh and rest_en:
        moved = odds[np.ix_(rest_zh, rest_en)]
        beads = left.beads[rest_zh][:, None], right.beads[rest_en][None]
        moved = np.where((beads[0] == beads[1]) & (beads[0] >= 0), moved, OTHER_PLACE)
        pairs += [(rest_zh[i], rest_en[j]) for i, j in _in_order(moved)]
    return [NotePair(i, j, float(1 / (1 + np.exp(-odds[i, j])))) for i, j in sorted(pairs)]


def _arrays(notes: Sequence[Note], side: Side, bead_of: dict[int, int], names: dict[str, int], brief: int) -> _NoteSide:
    starts = np.cumsum([0, *(len(note.sentences) for note in notes)])[:-1]
    sums = np.add.reduceat(side.sums, starts)
    lengths = row_lengths(sums)
    return _NoteSide(
        np.asarray(sums / np.maximum(lengths, np.finfo(np.float32).tiny)[:, None], dtype=np.float32),
        np.array([-1 if n.reference is None else bead_of.get(n.reference, -1) for n in notes]),
        np.array([names.get(n.label, -1) for n in notes]),
        np.array([n.heading for n in notes]),
        np.array([n.signed for n in notes]),
        np.add.reduceat(side.lengths, starts) <= brief,
    )


def _odds(zh: _NoteSide, en: _NoteSide) -> Floats32:
    """float32 `(n_zh, n_en)`: log-odds that two notes correspond."""
    odds = np.empty((len(zh.vectors), len(en.vectors)), np.float32)
    for first in range(0, len(odds), STRIP):  # for ten thousand notes a side, intermediate arrays would take gigabytes
        rows = slice(first, first + STRIP)
        part = _NoteSide(
            zh.vectors[rows], zh.beads[rows], zh.labels[rows], zh.headings[rows], zh.signed[rows], zh.brief[rows]
        )
        odds[rows] = _odds_of_strip(part, en)
    return odds


def _odds_of_strip(zh: _NoteSide, en: _NoteSide) -> Floats32:
    least = np.where(zh.brief[:, None] & en.brief[None], LEAST_BRIEF, LEAST_SAID)
    said = np.clip(SLOPE * (zh.vectors @ en.vectors.T) + OFFSET, least, MOST_SAID)
    far = np.abs(zh.beads[:, None] - en.beads[None])
    known = (zh.beads >= 0)[:, None] & (en.beads >= 0)[None]
    placed = np.where(far == 0, SAME_PLACE, np.where(far <= NEAR, NEAR_PLACE, OTHER_PLACE))
    same = (zh.labels[:, None] == en.labels[None]) & (zh.labels >= 0)[:, None]
    prior = np.where(known, placed, NO_PLACE) + SAME_NUMBER * same
    # A note of the translator never corresponds to one of the author.
    other = (zh.headings[:, None] != en.headings[None]) | (zh.signed[:, None] != en.signed[None])
    odds = np.where(other, OTHER_PLACE, np.where(zh.headings[:, None], HEADINGS, prior))
    return np.asarray(odds + said, dtype=np.float32)


def _in_order(odds: Floats32) -> list[tuple[int, int]]:
    """The pairs (row, column), both rising, with the highest sum of log odds; each with log odds above 0."""
    rows, columns = odds.shape
    steps = np.zeros((rows + 1, columns + 1), np.uint8)
    best = np.zeros(columns + 1, np.float32)
    for i in range(rows):
        paired = best[:-1] + odds[i]
        above = best
        best = best.copy()
        best[1:] = np.maximum.accumulate(np.maximum(above[1:], paired))
        steps[i + 1, 1:] = np.where(best[1:] == best[:-1], _LEFT, np.where(best[1:] == above[1:], _UP, 0))
    pairs, i, j = [], rows, columns
    while i and j:
        if steps[i, j] == _LEFT:
            j -= 1
        elif steps[i, j] == _UP:
            i -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
