"""Likenesses of runs that are embedded as a whole, for encoders whose vectors do not add up; only those that the fine
search looks up.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from aligner.align.parallel.band import Band
from aligner.align.parallel.candidates import Edges
from aligner.align.parallel.grid import Grid
from aligner.align.parallel.runs import Runs
from aligner.arrays import Ints


def embed_runs(zh: Runs, en: Runs, grid: Grid, edges: Edges) -> Grid:
    """The grid with the likenesses of whole runs, for the candidates and what they are compared with.

    As the coarse search has left few candidates, only two or three runs per sentence are embedded.
    """
    asked = np.unique(_asked(grid.band, edges, len(grid.index) - 1), axis=0)
    i, j, n, m = asked.T
    cells, sizes = grid.band.offset[i] + j - grid.band.lo[i], grid.index[n, m]
    inside = ~np.isnan(grid.alike[cells, sizes])
    i, j, n, m, cells, sizes = (x[inside] for x in (i, j, n, m, cells, sizes))
    (runs_zh, which_zh), (runs_en, which_en) = (
        np.unique(np.stack(run, axis=1), axis=0, return_inverse=True) for run in ((i, n), (j, m))
    )
    rows_zh, rows_en = zh.vectors(runs_zh), en.vectors(runs_en)
    cosine = np.einsum("ij,ij->i", rows_zh[which_zh], rows_en[which_en])
    alike = grid.alike.copy()
    alike[cells, sizes] = (cosine - grid.mean) / (10 * grid.deviation)
    return replace(grid, alike=alike)


def _asked(band: Band, edges: Edges, limit: int) -> Ints:
    """int64 `(count, 4)`: the pairs of runs that fine.py looks up, as i, j, n, m."""
    edge = np.stack([edges.i, edges.j, edges.n, edges.m], axis=1)
    # The bead itself, without and with a sentence at each of its ends, and its two parts at each cut.
    changes = [(0, 0, 0, 0), (1, 0, -1, 0), (0, 0, -1, 0), (0, 1, 0, -1), (0, 0, 0, -1)]
    changes += [(-1, 0, 1, 0), (0, 0, 1, 0), (0, -1, 0, 1), (0, 0, 0, 1)]
    near = [edge + np.array(change) for change in changes]
    for p in range(1, int(edges.n.max(initial=0))):
        for q in range(1, int(edges.m.max(initial=0))):
            cut = edge[(edges.n > p) & (edges.m > q)]
            first = cut.copy()
            first[:, 2:] = p, q
            near += [first, cut + np.array([p, q, -p, -q])]
    asked: Ints = np.concatenate(near)
    i, j, n, m = asked.T
    row = np.clip(i, 0, band.n_zh)
    inside = (i == row) & (band.lo[row] <= j) & (j < band.hi[row])
    return np.asarray(asked[inside & (n > 0) & (m > 0) & (n + m <= limit + 1)])
