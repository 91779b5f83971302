"""Sentences that stand in another order in the copy: one repeat, not one a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.duplicates.adjacent import BRIDGE, adjacent
from aligner.duplicates.passages import Repeat, rows_of
from aligner.duplicates.ruler import Ruler
from aligner.duplicates.sets import DisjointSets

# Parts in another order belong to one repeat when they cover this share of both places: all but a few short sentences.
COVERED = 0.8


def join_reordered(pieces: Sequence[Repeat], ruler: Ruler) -> list[Repeat]:
    """Joins pieces that together cover two places closely, in whatever order they stand there."""
    sets = DisjointSets(len(pieces))
    for x, y in adjacent(rows_of(pieces), ruler).tolist():
        sets.join(x, y)
    joined: list[Repeat] = []
    for together in sets.groups():
        parts, others = _side_by_side([pieces[k] for k in together])
        joined += others
        for block in _blocks(parts, ruler):
            whole = _hull(block)
            joined += block if whole is None else [whole]
    return joined


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
