"""Runs of sentences under an encoder whose vectors do not add up: embedded as one text, once, where candidates ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aligner.align.parallel.band import Ints
from aligner.align.parallel.compiled import compiled
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
    asked = np.unique(
        _asked(grid.band.lo, grid.band.hi, edges.i, edges.j, edges.n, edges.m, len(grid.index) - 1), axis=0
    )
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


@compiled
def _asked(lo: Ints, hi: Ints, i: Ints, j: Ints, n: Ints, m: Ints, limit: int) -> Ints:
    """int64 `(count, 4)`: the pairs of runs that `fine` looks up for each candidate, as i, j, n, m."""
    out = []
    for e in range(len(i)):
        a, c, b, d = i[e], j[e], n[e], m[e]
        near = [(a, c, b, d), (a + 1, c, b - 1, d), (a, c, b - 1, d), (a, c + 1, b, d - 1), (a, c, b, d - 1)]
        near += [(a - 1, c, b + 1, d), (a, c, b + 1, d), (a, c - 1, b, d + 1), (a, c, b, d + 1)]
        for p in range(1, b):
            for q in range(1, d):
                near.append((a, c, p, q))
                near.append((a + p, c + q, b - p, d - q))
        for x, y, k, l in near:  # noqa: E741
            if k > 0 and l > 0 and k + l <= limit + 1 and 0 <= x < len(lo) and lo[x] <= y < hi[x]:
                out.append((x, y, k, l))
    found = np.empty((len(out), 4), np.int64)
    for row in range(len(out)):
        for column in range(4):
            found[row, column] = out[row][column]
    return found
