"""What the coarse search hands to the fine one: candidate beads, and what is usual in these texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.parallel.band import Band
from aligner.align.parallel.search import Step
from aligner.align.parallel.shapes import Shapes
from aligner.arrays import Bools, Floats, Ints

# Likeness from which texts, or parts of them, are surely related. The mean over the coarse search's beads is at least
# .245 on chapters of MAC-Dev and at most .08 on unrelated texts.
RELATED = 0.25


@dataclass(frozen=True)
class Edges:
    """Candidate beads of n Chinese sentences from i and m English ones from j: int64 `(n_edges,)` each. `shape` is the
    index of (n, m) in `Shapes`.
    """

    i: Ints
    j: Ints
    n: Ints
    m: Ints
    shape: Ints

    def __len__(self) -> int:
        return len(self.i)


def edges_of(cells: Ints, shape: Ints, band: Band, shapes: Shapes) -> Edges:
    """Beads by the cells at which they start and their shapes, int64 `(n_edges,)` each."""
    i = np.searchsorted(band.offset, cells, side="right") - 1
    return Edges(i, cells - band.offset[i] + band.lo[i], shapes.n[shape], shapes.m[shape], shape)


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual in these two texts, by the coarse search's beads, with a prior from other texts.

    `ratio`: English characters for a Chinese one. `likeness`: of a linked bead. `several`: share of the linked beads
    with more than two sentences. `alone`: share of sentences without a link. `around_zh`, `around_en` `(n,)`: the mean
    likeness of the beads near each sentence; `related`: of all beads. For these three, sentences without a link count
    as 0 and there is hardly a prior, so that unrelated texts can be recognised.
    """

    ratio: float
    likeness: float
    several: float
    alone: float
    around_zh: Floats
    around_en: Floats
    related: float


@dataclass(frozen=True)
class Candidates:
    """What is left to decide after the coarse search. `edges`: the candidate beads. `open_zh`, `open_en`: bool `(n,)`,
    sentences that may stand alone. `best`: the best path of the coarse search. `usual`: see there.
    """

    edges: Edges
    open_zh: Bools
    open_en: Bools
    best: list[Step]
    usual: Usual
