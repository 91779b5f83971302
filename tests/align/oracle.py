"""The search of `aligner.align.parallel.search`, node by node and path by path: slow, and obvious."""

from __future__ import annotations

import math
from collections.abc import Iterator

from aligner.align.parallel.search import KINDS, Scores, Step
from aligner.align.parallel.shapes import Kind, kind_of


def steps_from(s: Scores, i: int, j: int) -> Iterator[tuple[Step, float]]:
    """Every bead that may start at node (i, j), with its own score."""
    inside = lambda a, b: a <= s.band.n_zh and s.band.lo[a] <= b < s.band.hi[a]  # noqa: E731
    if inside(i + 1, j):
        yield (i, j, 1, 0), float(s.null_zh[i])
    if inside(i, j + 1):
        yield (i, j, 0, 1), float(s.null_en[j])
    for c, (n, m) in enumerate(s.shapes.sizes):
        if inside(i + n, j + m):
            yield (i, j, n, m), float(s.links[s.band.offset[i] + j - s.band.lo[i], c])


def paths(s: Scores, i: int = 0, j: int = 0, before: int = KINDS) -> Iterator[tuple[list[Step], float]]:
    """Every path from (i, j) to the end, with its score."""
    if (i, j) == (s.band.n_zh, s.band.n_en):
        yield [], 0.0
        return
    for step, score in steps_from(s, i, j):
        kind = kind_of(step[2], step[3])
        if before == Kind.NULL_EN and kind == Kind.NULL_ZH:
            continue  # null beads stand in one order
        for rest, more in paths(s, i + step[2], j + step[3], kind):
            yield [step, *rest], score + float(s.transitions[before, kind]) + more


def best(s: Scores) -> tuple[list[Step], float]:
    """The best path and its score."""
    return max(paths(s), key=lambda found: found[1])


def probabilities(s: Scores) -> tuple[dict[Step, float], float]:
    """How likely each bead is, and the logarithm of the sum over all paths."""
    every = list(paths(s))
    top = max(score for _, score in every)
    total = sum(math.exp(score - top) for _, score in every)
    likely: dict[Step, float] = {}
    for path, score in every:
        for step in path:
            likely[step] = likely.get(step, 0.0) + math.exp(score - top) / total
    return likely, top + math.log(total)


def best_through(s: Scores) -> dict[Step, float]:
    """For each bead, the best path through it less the best path."""
    top = best(s)[1]
    through: dict[Step, float] = {}
    for path, score in paths(s):
        for step in path:
            through[step] = max(through.get(step, -math.inf), score - top)
    return through


def likeliest_beads(s: Scores) -> float:
    """The most that the beads of a path are worth, each its probability less one half. A sentence alone is the same
    bead wherever on the other side the path stands.
    """
    likely: dict[tuple[str, int] | Step, float] = {}
    for step, p in probabilities(s)[0].items():
        likely[bead(step)] = likely.get(bead(step), 0.0) + p
    return max(sum(likely[bead(step)] - 0.5 for step in path) for path, _ in paths(s))


def bead(step: Step) -> tuple[str, int] | Step:
    """A bead without where a null bead stands on the other side."""
    i, j, n, m = step
    if n and m:
        return step
    return ("zh", i) if n else ("en", j)
