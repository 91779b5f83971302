"""What the coarse search hands to the fine one: beads worth a look, and what is usual in these texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.parallel.band import Band
from aligner.align.parallel.search import Step
from aligner.align.parallel.shapes import Shapes
from aligner.arrays import Bools, Floats, Ints

# Likeness at which texts, or stretches of them, are surely related. Of the coarse search's beads: at least .245 on
# chapters of MAC-Dev, at most .08 on unrelated texts.
RELATED = 0.25


@dataclass(frozen=True)
class Edges:
    """Candidate beads, int64 `(n_edges,)` each: n Chinese sentences from i, m English ones from j; `shape` numbers
    (n, m).
    """

    i: Ints
    j: Ints
    n: Ints
    m: Ints
    shape: Ints

    def __len__(self) -> int:
        return len(self.i)


def edges_of(cells: Ints, shape: Ints, band: Band, shapes: Shapes) -> Edges:
    """The beads of the given shapes that start at the given cells."""
    i = np.searchsorted(band.offset, cells, side="right") - 1
    return Edges(i, cells - band.offset[i] + band.lo[i], shapes.n[shape], shapes.m[shape], shape)


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual in these two texts, estimated from the coarse search's beads and drawn to what is usual elsewhere.

    `ratio`: English characters for a Chinese one. `likeness`: of a linked bead. `several`: share of linked beads of
    more than two sentences. `alone`: share of sentences that are linked to none. `around_zh`, `around_en` `(n,)`: the
    mean likeness of the beads near each sentence, `related` of all, counted as 0 for sentences left alone; not drawn to
    anything, so that unrelated texts show.
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
    """What the coarse search leaves to decide: beads; sentences that may stand alone, bool `(n,)` a side; its best
    path; and what is usual in these texts."""

    edges: Edges
    open_zh: Bools
    open_en: Bools
    best: list[Step]
    usual: Usual
