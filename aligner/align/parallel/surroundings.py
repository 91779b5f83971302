"""Features of a candidate from the grid: what it would lose or gain at its edges, and whether it is two beads."""

from __future__ import annotations

import numpy as np

from aligner.align.parallel.candidates import Edges
from aligner.align.parallel.grid import Grid
from aligner.arrays import Floats32, Ints
from aligner.native import native


def surroundings(grid: Grid, edges: Edges) -> Floats32:
    """float32 `(n_edges, 10)`: the likeness; what it loses without the first and last Chinese, first and last English
    sentence; what it gains with the Chinese sentence before and after, the English one before and after; and "cut".
    """
    out = np.zeros((len(edges), 10), np.float32)
    band = grid.band
    _look_around(
        band.lo, band.hi, band.offset, grid.alike, grid.index, edges.i, edges.j, edges.n, edges.m, out
    )  # fmt: skip
    return out


@native
def _look_around(
    lo: Ints, hi: Ints, offset: Ints, alike: Floats32, index: Ints, i: Ints, j: Ints, n: Ints, m: Ints, out: Floats32
) -> None:  # fmt: skip
    for e in range(len(i)):
        a, b, c, d = i[e], n[e], j[e], m[e]
        x = _look(lo, hi, offset, alike, index, a, c, b, d, 0.0)
        out[e, 0] = x
        if b > 1:
            out[e, 1] = x - _look(lo, hi, offset, alike, index, a + 1, c, b - 1, d, x)
            out[e, 2] = x - _look(lo, hi, offset, alike, index, a, c, b - 1, d, x)
        if d > 1:
            out[e, 3] = x - _look(lo, hi, offset, alike, index, a, c + 1, b, d - 1, x)
            out[e, 4] = x - _look(lo, hi, offset, alike, index, a, c, b, d - 1, x)
        out[e, 5] = _look(lo, hi, offset, alike, index, a - 1, c, b + 1, d, x) - x
        out[e, 6] = _look(lo, hi, offset, alike, index, a, c, b + 1, d, x) - x
        out[e, 7] = _look(lo, hi, offset, alike, index, a, c - 1, b, d + 1, x) - x
        out[e, 8] = _look(lo, hi, offset, alike, index, a, c, b, d + 1, x) - x
        if b > 1 and d > 1:
            best = -9.0
            for p in range(1, b):
                for q in range(1, d):
                    left = _look(lo, hi, offset, alike, index, a, c, p, q, -1.0)
                    right = _look(lo, hi, offset, alike, index, a + p, c + q, b - p, d - q, -1.0)
                    best = max(best, min(left, right))
            out[e, 9] = best - x


@native
def _look(
    lo: Ints, hi: Ints, offset: Ints, alike: Floats32, index: Ints, i: int, j: int, n: int, m: int, otherwise: float
) -> float:  # fmt: skip
    """The likeness of a bead, or `otherwise` if it leaves the band or the text."""
    if i < 0 or j < 0 or i >= len(lo) or j < lo[i] or j >= hi[i]:
        return otherwise
    x = alike[offset[i] + j - lo[i], index[n, m]]
    return otherwise if np.isnan(x) else float(x)
