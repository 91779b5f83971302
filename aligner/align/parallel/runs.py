"""Runs of sentences under an encoder whose vectors do not add up: embedded as one text, once, where candidates ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aligner.align.parallel.band import Band
from aligner.arrays import Ints
from aligner.embed import Encoder, Vectors

if TYPE_CHECKING:
    from aligner.align.parallel.candidates import Edges
    from aligner.align.parallel.grid import Grid


@dataclass(frozen=True)
class Runs:
    """How one side's runs are had. `rows` float32 `(n, dim)` are the sentences', `mean` `(dim,)` is taken out of all.

    `joiner` stands between two sentences of a run.
    """

    encoder: Encoder
    texts: tuple[str, ...]
    rows: Vectors
    mean: Vectors
    joiner: str

    def part(self, numbers: list[int]) -> Runs:
        """The same with these sentences only."""
        return replace(self, texts=tuple(self.texts[i] for i in numbers), rows=self.rows[numbers])

    def vectors(self, runs: Ints) -> Vectors:
        """float32 `(n_runs, dim)`, centred, of length 1; `runs` int64 `(n_runs, 2)`: first sentence, how many."""
        out = self.rows[runs[:, 0]]
        several = np.flatnonzero(runs[:, 1] > 1)
        joined = [self.joiner.join(self.texts[i : i + n]) for i, n in runs[several].tolist()]
        out[several] = self.encoder.encode(joined)
        out -= self.mean
        out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
        return out


def embed_runs(zh: Runs, en: Runs, grid: Grid, edges: Edges) -> Grid:
    """The grid with likenesses from whole runs, for the candidates and all that they are compared with.

    The coarse search has narrowed the band to candidates: two or three runs a sentence are embedded.
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
    """int64 `(count, 4)`: the pairs of runs that `fine` looks up for the candidates, as i, j, n, m."""
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
