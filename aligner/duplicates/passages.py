"""From hits to repeats of passages: their ends are moved to those of sentences, and they are joined across edits.

Everything here is in symbols of `Folded`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from aligner.arrays import Ints
from aligner.duplicates.adjacent import BRIDGE, adjacent
from aligner.duplicates.aligning import Hits
from aligner.duplicates.ruler import Ruler

# A hit that ends so close to the end of a sentence on both sides is made to end there: an edit near the end hides the
# last symbols, and a chance match (好/好) adds some. In letters; an ideograph counts as three.
SNAP = 21
PART = (
    0.5  # a hit no longer than this (1 is the shortest repeat asked for) that begins and ends in sentences is a phrase
)
# What makes two places a repeat, by how many of their four ends are ends of sentences: pairs of least length (1 is the
# shortest repeat asked for) and least share of equal symbols. Whole sentences are copies even if short and edited (with
# 15 % of the characters changed .85 are equal, .72 in an unlucky short one). What begins and ends inside sentences is a
# set phrase or a name, unless it is long or nearly exact ("one of the most powerful weapons in the Navy's arsenal").
ENOUGH = {
    4: ((1.0, 0.72), (4.0, 0.66)),
    3: ((1.0, 0.75), (4.0, 0.66)),
    2: ((1.3, 0.97), (1.6, 0.8), (4.0, 0.7)),
    1: ((1.6, 0.97), (2.5, 0.8), (5.0, 0.7)),
    0: ((1.6, 0.97), (3.0, 0.8), (5.0, 0.7)),
}


@dataclass(frozen=True, slots=True)
class Repeat:
    """The symbols `[a_start, a_end)` recur at `[b_start, b_end)`, `matches` of them equal; a comes before b."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    matches: float

    @property
    def identity(self) -> float:
        return self.matches / max(self.a_end - self.a_start, self.b_end - self.b_start)


def rows_of(repeats: Sequence[Repeat]) -> Ints:
    """int64 `(n, 5)`: the four ends and the matches of each."""
    rows = [(r.a_start, r.a_end, r.b_start, r.b_end, r.matches) for r in repeats]
    return np.array(rows, dtype=np.int64).reshape(-1, 5)


def long_enough(repeats: Sequence[Repeat], pieces: Sequence[Repeat], ruler: Ruler) -> list[Repeat]:
    """The repeats that are long and similar enough, and those of the joined `pieces` that are so by themselves.

    Otherwise two edited paragraphs would be lost if they were joined across a third that is new, and fall short then.
    """
    joined = set(pieces).difference(repeats)
    every = [*repeats, *(p for p in pieces if p in joined)]
    return [every[k] for k in np.flatnonzero(_told(rows_of(every), ruler)).tolist()]


def _told(rows: Ints, ruler: Ruler) -> npt.NDArray[np.bool_]:
    """bool `(n,)`: whether the two places of each row are long and alike enough, see `ENOUGH`."""
    a_start, a_end, b_start, b_end, matches = rows.T
    ends = ruler.at_sentence(rows[:, :4]).sum(axis=1)
    length = np.minimum(ruler.length(a_start, a_end), ruler.length(b_start, b_end))
    identity = matches / np.maximum(a_end - a_start, b_end - b_start)
    told = np.zeros(len(rows), dtype=bool)
    for count, ways in ENOUGH.items():
        for least, alike in ways:
            told |= (ends == count) & (length >= least) & (identity >= alike)
    return told


def pieces_of(hits: Hits, ruler: Ruler) -> list[Repeat]:
    """The hits, snapped to sentences, without those that are phrases inside them."""
    if not len(hits):
        return []
    a_start, a_end, b_start, b_end, matches = (hits[:, k].astype(np.int64) for k in range(5))
    # Places that run into each other (a chapter that stands twice, the second copy right behind the first) are cut
    # where the second begins.
    over = np.maximum(0, a_end - b_start)
    a_end, b_end, matches = a_end - over, b_end - over, matches - over
    starts_a, starts_b = _snapped(a_start, b_start, ruler, inward=1)
    ends_a, ends_b = _snapped(a_end, b_end, ruler, inward=-1)
    meets = ends_a > starts_b
    ends_a, starts_b = np.where(meets, a_end, ends_a), np.where(meets, b_start, starts_b)
    # What is cut off was alike for the most part, what is added is not.
    matches = matches - np.maximum(0, np.minimum(starts_a - a_start, starts_b - b_start))
    matches -= np.maximum(0, np.minimum(a_end - ends_a, b_end - ends_b))
    sound = (starts_a < ends_a) & (starts_b < ends_b) & (matches > 0)
    rows = np.stack((starts_a, ends_a, starts_b, ends_b, matches), axis=1)[sound]
    rows = rows[_substantial(rows, ruler)]
    kept = _told(rows, ruler)
    kept[adjacent(rows, ruler)] = True
    return [Repeat(*row) for row in rows[kept].tolist()]


def _snapped(a: Ints, b: Ints, ruler: Ruler, inward: Literal[1, -1]) -> tuple[Ints, Ints]:
    """`a` and `b`, moved to the nearest starts of sentences if these are near, on the same side and about equally far;
    or inwards, if the same words follow there: a heading that three chapters share ends before "The keeper ..." and "He
    was the keeper ...".
    """
    to_a, to_b = ruler.nearest_start(a), ruler.nearest_start(b)
    by_a, by_b = to_a - a, to_b - b
    together = (by_a * by_b > 0) & (np.abs(by_a - by_b) <= 3) & _near(a, to_a, b, to_b, ruler)
    in_a, in_b = ruler.start_beside(a, inward), ruler.start_beside(b, inward)
    alike = ~together & _near(a, in_a, b, in_b, ruler) & ruler.same_words(in_a, in_b, inward)
    alike &= (in_a != a) & (in_b != b)
    return np.select([together, alike], [to_a, in_a], a), np.select([together, alike], [to_b, in_b], b)


def _near(a: Ints, to_a: Ints, b: Ints, to_b: Ints, ruler: Ruler) -> npt.NDArray[np.bool_]:
    near: npt.NDArray[np.bool_] = np.maximum(ruler.distance(a, to_a), ruler.distance(b, to_b)) <= SNAP
    return near


def _substantial(rows: Ints, ruler: Ruler) -> npt.NDArray[np.bool_]:
    ends = ruler.at_sentence(rows[:, :4]).sum(axis=1)
    identity = rows[:, 4] / np.maximum(rows[:, 1] - rows[:, 0], rows[:, 3] - rows[:, 2])
    substantial: npt.NDArray[np.bool_] = (ends >= 3) | (ruler.length(rows[:, 0], rows[:, 1]) >= PART)
    substantial &= identity >= 0.5
    return substantial


def join_in_order(pieces: Iterable[Repeat], ruler: Ruler) -> list[Repeat]:
    """Join a piece to one before it if the gap is small on both sides, and no longer than either piece."""
    joined: list[Repeat] = []
    for r in sorted(pieces, key=lambda r: (r.a_start, r.b_start)):
        for k in range(len(joined) - 1, max(-1, len(joined) - 9), -1):
            last = joined[k]
            if _follows(r, last, ruler):
                over = max(0, last.a_end - r.a_start, last.b_end - r.b_start)
                matches = last.matches + max(0, r.matches - over)
                joined[k] = Repeat(last.a_start, r.a_end, last.b_start, r.b_end, matches)
                break
        else:
            joined.append(r)
    return joined


def _follows(r: Repeat, last: Repeat, ruler: Ruler) -> bool:
    """Whether `r` continues where `last` ended, on both sides."""
    gap_a, gap_b = r.a_start - last.a_end, r.b_start - last.b_end
    if min(gap_a, gap_b) < -10 or r.a_end > last.b_start or r.a_end <= last.a_end or r.b_end <= last.b_end:
        return False
    if ruler.crosses(last.a_start, r.a_start) or ruler.crosses(last.b_start, r.b_start):
        return False
    shorter = min(ruler.letters(last.a_start, last.a_end), ruler.letters(r.a_start, r.a_end))
    widest = max(ruler.letters(last.a_end, r.a_start), ruler.letters(last.b_end, r.b_start))
    return bool(widest <= min(BRIDGE, shorter))
