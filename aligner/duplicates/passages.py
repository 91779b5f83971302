"""Hits become repeats of passages: cut and stretched to where sentences begin, joined across edits and new order.

Everything here is in symbols of `Folded`; `Repeat` is one pair of places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aligner.duplicates.aligning import Hits
from aligner.duplicates.folding import Folded
from aligner.duplicates.sets import DisjointSets
from aligner.records import Document
from aligner.settings import DuplicateSettings

# A hit that ends this close to where a sentence ends on both sides ends there: an edit near the end of a copy hides the
# last symbols, and a chance match (好/好) adds some. In letters; an ideograph counts as three.
SNAP = 21
# Parts of one repeat may be this far apart, in letters (an ideograph counts as three): a sentence put in or left out.
BRIDGE = 150
# Parts in another order belong to one repeat when they cover this share of both places: all but a few short sentences.
COVERED = 0.8
# How far apart sentences in new order are looked for, in letters: 40 long sentences.
REORDER_REACH = 9000
LOOK_AHEAD = 16  # pieces behind one that are tried: others that begin in the same place stand between
# What a pair of places must show to be a repeat, by how many of its four ends are ends of sentences: (length in
# shortest repeats asked for, share of symbols alike). Whole sentences are copies even when short and edited (15 % of
# characters changed leave .85, and .72 in an unlucky short one); what begins and ends inside sentences on both sides is
# a set phrase or a name unless it is long or nearly exact ("one of the most powerful weapons in the Navy's arsenal").
ENOUGH = {
    4: ((1.0, 0.72), (4.0, 0.66)),
    3: ((1.0, 0.75), (4.0, 0.66)),
    2: ((1.3, 0.97), (1.6, 0.8), (4.0, 0.7)),
    1: ((1.6, 0.97), (2.5, 0.8), (5.0, 0.7)),
    0: ((1.6, 0.97), (3.0, 0.8), (5.0, 0.7)),
}


@dataclass(frozen=True, slots=True)
class Repeat:
    """Symbols `[a_start, a_end)` stand again at `[b_start, b_end)`, `matches` of them alike; a before b."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    matches: int

    @property
    def identity(self) -> float:
        return self.matches / max(self.a_end - self.a_start, self.b_end - self.b_start)


class Ruler:
    """Measures stretches of symbols and knows where sentences begin."""

    def __init__(self, folded: Folded, documents: Sequence[Document], settings: DuplicateSettings) -> None:
        self._wide = np.concatenate(([0], np.cumsum(folded.wide, dtype=np.int32)))
        self._settings = settings
        self.starts = _sentence_starts(folded, documents)

    def letters(self, start: int, end: int) -> int:
        """Length in letters; an ideograph counts as three."""
        return (end - start) + 2 * int(self._wide[end] - self._wide[start])

    def length(self, start: int, end: int) -> float:
        """Length in shortest repeats asked for: 1.0 is `min_zh` ideographs, or `min_en` characters of English."""
        wide = int(self._wide[end] - self._wide[start])
        # Five letters make six characters of English text, a space included.
        narrow = (end - start - wide) * 1.2
        return wide / self._settings.min_zh + narrow / self._settings.min_en

    def at_sentence(self, symbol: int) -> bool:
        """Whether a sentence begins here (or one ended just before)."""
        at = int(np.searchsorted(self.starts, symbol))
        return at < len(self.starts) and int(self.starts[at]) == symbol


def _sentence_starts(folded: Folded, documents: Sequence[Document]) -> npt.NDArray[np.int64]:
    """Symbols that begin a sentence, and the boundaries of documents; sorted."""
    found = []
    for d, document in enumerate(documents):
        first, end = int(folded.starts[d]), int(folded.starts[d + 1]) - 1
        begins = np.array([s.span.start for s in document.sentences], dtype=np.int32)
        found.append(first + np.searchsorted(folded.offsets[first:end], begins))
        found.append(np.array([first, end]))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def gather_repeats(hits: Hits, ruler: Ruler) -> list[Repeat]:
    """The repeats that are long and alike enough, none of them a part of another's place pair."""
    pieces = [piece for row in hits.tolist() if (piece := snapped(_apart(Repeat(*row[:5])), ruler))]
    joined = join_parts(pieces, ruler)
    return [r for r in joined if _is_repeat(r, ruler)]


def _is_repeat(r: Repeat, ruler: Ruler) -> bool:
    ends = sum(ruler.at_sentence(x) for x in (r.a_start, r.a_end, r.b_start, r.b_end))
    length = min(ruler.length(r.a_start, r.a_end), ruler.length(r.b_start, r.b_end))
    return any(length >= least and r.identity >= identity for least, identity in ENOUGH[ends])


def _apart(r: Repeat) -> Repeat:
    """A repeat whose places run into each other (a refrain, 4,909 characters twice) is cut where the second begins."""
    over = r.a_end - r.b_start
    if over <= 0:
        return r
    return replace(r, a_end=r.a_end - over, b_end=max(r.b_start, r.b_end - over), matches=max(0, r.matches - over))


def snapped(r: Repeat, ruler: Ruler) -> Repeat | None:
    """`r` with its ends moved to the nearest sentence boundary where both sides have one; None if nothing is left."""
    a_start, b_start = _snap_both(r.a_start, r.b_start, ruler)
    a_end, b_end = _snap_both(r.a_end, r.b_end, ruler)
    if a_end > b_start:  # stretched into each other
        a_end, b_start = r.a_end, r.b_start
    if a_start >= a_end or b_start >= b_end:
        return None
    # What is cut off was alike for the most part, what is added is not.
    lost = max(0, a_start - r.a_start) + max(0, r.a_end - a_end)
    return Repeat(a_start, a_end, b_start, b_end, max(0, r.matches - lost))


def _snap_both(a: int, b: int, ruler: Ruler) -> tuple[int, int]:
    """The boundaries nearest to `a` and `b`, where both are near and on the same side by nearly as much."""
    at_a, at_b = nearest(ruler.starts, a), nearest(ruler.starts, b)
    moved_a, moved_b = at_a - a, at_b - b
    if moved_a * moved_b <= 0 or abs(moved_a - moved_b) > 3:
        return a, b
    if max(_distance(a, at_a, ruler), _distance(b, at_b, ruler)) > SNAP:
        return a, b
    return at_a, at_b


def _distance(x: int, y: int, ruler: Ruler) -> int:
    return ruler.letters(min(x, y), max(x, y))


def nearest(sorted_values: npt.NDArray[np.int64], x: int) -> int:
    """The value nearest to `x`; `x` itself where there is none."""
    at = int(np.searchsorted(sorted_values, x))
    around = sorted_values[max(0, at - 1) : at + 1]
    return int(around[np.argmin(np.abs(around - x))]) if len(around) else x


def join_parts(pieces: Sequence[Repeat], ruler: Ruler) -> list[Repeat]:
    """Pieces near one another in both places joined to one repeat: first in order, then in whatever order."""
    return _join_reordered(_join_in_order(sorted(pieces, key=lambda r: (r.a_start, r.b_start)), ruler), ruler)


def _join_in_order(pieces: Iterable[Repeat], ruler: Ruler) -> list[Repeat]:
    """Joins a piece to the one before it where the gap is small on both sides, and small against the two pieces."""
    joined: list[Repeat] = []
    for r in pieces:
        for k in range(len(joined) - 1, max(-1, len(joined) - 9), -1):
            last = joined[k]
            gap_a, gap_b = r.a_start - last.a_end, r.b_start - last.b_end
            if min(gap_a, gap_b) < -10 or r.a_end > last.b_start or r.a_end <= last.a_end or r.b_end <= last.b_end:
                continue
            shorter = min(ruler.letters(last.a_start, last.a_end), ruler.letters(r.a_start, r.a_end))
            wide = max(
                ruler.letters(last.a_end, r.a_start) if gap_a > 0 else 0,
                ruler.letters(last.b_end, r.b_start) if gap_b > 0 else 0,
            )
            if wide <= min(BRIDGE, shorter):
                over = max(0, -gap_a, -gap_b)
                joined[k] = Repeat(
                    last.a_start, r.a_end, last.b_start, r.b_end, last.matches + max(0, r.matches - over)
                )
                break
        else:
            joined.append(r)
    return joined


def _join_reordered(pieces: Sequence[Repeat], ruler: Ruler) -> list[Repeat]:
    """Joins pieces that together cover two places closely, in whatever order they stand there."""
    # Between the sentences of a passage stand chance hits with other places: only what looks like a sentence is joined.
    order = [k for k, r in enumerate(pieces) if _is_part(r, ruler)]
    sets = DisjointSets(len(pieces))
    for start, end, other in (("a_start", "a_end", "b_start"), ("b_start", "b_end", "a_start")):
        order.sort(key=lambda k: getattr(pieces[k], start))
        for n, before in enumerate(order):
            x = pieces[before]
            for behind in order[n + 1 : n + 1 + LOOK_AHEAD]:
                y = pieces[behind]
                if getattr(y, start) > getattr(x, end) and ruler.letters(getattr(x, end), getattr(y, start)) > BRIDGE:
                    break
                if _distance(getattr(x, other), getattr(y, other), ruler) <= REORDER_REACH:
                    sets.join(before, behind)
    joined: list[Repeat] = []
    for together in sets.groups():
        parts, others = _side_by_side([pieces[k] for k in together])
        joined += others
        for block in _blocks(parts, ruler):
            whole = _hull(block)
            joined += block if whole is None else [whole]
    return joined


def _is_part(r: Repeat, ruler: Ruler) -> bool:
    ends = sum(ruler.at_sentence(x) for x in (r.a_start, r.a_end, r.b_start, r.b_end))
    return ends >= 3 or (r.identity >= 0.8 and ruler.length(r.a_start, r.a_end) >= 0.5)


def _side_by_side(parts: Sequence[Repeat]) -> tuple[list[Repeat], list[Repeat]]:
    """The largest parts that share no place, and the others: a phrase that a third sentence has, too."""
    chosen: list[Repeat] = []
    others: list[Repeat] = []
    for r in sorted(parts, key=lambda r: -r.matches):
        room = 0.2 * r.matches
        free = all(
            min(r.a_end, c.a_end) - max(r.a_start, c.a_start) <= room
            and min(r.b_end, c.b_end) - max(r.b_start, c.b_start) <= room
            for c in chosen
        )
        (chosen if free else others).append(r)
    return chosen, others


def _blocks(parts: list[Repeat], ruler: Ruler) -> list[list[Repeat]]:
    """The parts split wherever a gap is wider than `BRIDGE` on either side, until no gap is left."""
    for start, end in (("a_start", "a_end"), ("b_start", "b_end")):
        parts = sorted(parts, key=lambda r: getattr(r, start))
        reached = getattr(parts[0], end)
        for k, r in enumerate(parts):
            if getattr(r, start) > reached and ruler.letters(reached, getattr(r, start)) > BRIDGE:
                return _blocks(parts[:k], ruler) + _blocks(parts[k:], ruler)
            reached = max(reached, getattr(r, end))
    return [parts]


def _hull(parts: Sequence[Repeat]) -> Repeat | None:
    """One repeat from the first to the last symbol of the parts; None where they do not fill it, or it meets itself."""
    if len(parts) == 1:
        return parts[0]
    a = _union([(r.a_start, r.a_end) for r in parts])
    b = _union([(r.b_start, r.b_end) for r in parts])
    a_start, a_end, b_start, b_end = a[0][0], a[-1][1], b[0][0], b[-1][1]
    filled = min(_total(a) / (a_end - a_start), _total(b) / (b_end - b_start))
    if filled < COVERED or a_end > b_start:
        return None
    matches = min(sum(r.matches for r in parts), _total(a), _total(b))
    return Repeat(a_start, a_end, b_start, b_end, matches)


def _union(intervals: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that the intervals cover, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _total(intervals: Sequence[tuple[int, int]]) -> int:
    return sum(end - start for start, end in intervals)
