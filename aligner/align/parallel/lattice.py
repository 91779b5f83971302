"""From two sides to candidates, and from candidates to beads: the stages of parallel alignment, one after the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.align.parallel.band import Band
from aligner.align.parallel.coarse import USUAL_RATIO, candidates, coarse_scores
from aligner.align.parallel.fine import Edges, Evidence, edges_of
from aligner.align.parallel.grid import Grid
from aligner.align.parallel.kernels import NEVER
from aligner.align.parallel.model import Layer
from aligner.align.parallel.search import Scores, Step, best_path, forward, marginals
from aligner.align.parallel.shapes import Shapes
from aligner.align.parallel.texts import Floats, Side

# How far, as a logarithm, the best path through a bead may lie below the best path of all for the bead to be looked at
# again. Of the gold beads of MAC-Dev, share kept: docs/alignment.md.
BEAM = 8.0
RATIO_PRIOR = 4000.0  # English characters' worth of `USUAL_RATIO` that a text's own ratio is drawn to


@dataclass(frozen=True)
class Lattice:
    """What the coarse search leaves: candidate beads, the best path, and the texts' own length ratio."""

    edges: Edges
    best: list[Step]
    ratio: float


def find_candidates(zh: Side, en: Side, grid: Grid, shapes: Shapes, weights: Floats, transitions: Floats) -> Lattice:
    """Coarse search."""
    scores = coarse_scores(zh, en, grid, shapes, weights, transitions)
    f = forward(scores, best=True)
    best = best_path(scores, f)
    margins = marginals(scores, f, best=True)
    edges = edges_of(*candidates(margins.links, grid.band, BEAM), grid.band, shapes)
    linked = [(i, j, n, m) for i, j, n, m in best if n and m]
    long = (
        sum(zh.lengths[i : i + n].sum() for i, _, n, _ in linked),
        sum(en.lengths[j : j + m].sum() for _, j, _, m in linked),
    )
    ratio = (long[1] + RATIO_PRIOR) / (long[0] + RATIO_PRIOR / USUAL_RATIO)
    return Lattice(edges, best, float(ratio))


def narrow_band(edges: Edges, path: list[Step], n_zh: int, n_en: int) -> Band:
    """The smallest band that holds all candidates and the best path."""
    lo = np.full(n_zh + 1, n_en, dtype=np.int64)
    hi = np.zeros(n_zh + 1, dtype=np.int64)
    steps = np.array(path, dtype=np.int64).reshape(-1, 4)
    i, j = np.concatenate([edges.i, steps[:, 0]]), np.concatenate([edges.j, steps[:, 1]])
    n, m = np.concatenate([edges.n, steps[:, 2]]), np.concatenate([edges.m, steps[:, 3]])
    for k in range(int(n.max(initial=0)) + 1):
        inside = n >= k
        np.minimum.at(lo, i[inside] + k, j[inside])
        np.maximum.at(hi, i[inside] + k, j[inside] + m[inside])
    return Band(np.minimum.accumulate(lo[::-1])[::-1], np.maximum.accumulate(hi) + 1)


def place(edges: Edges, values: Floats, band: Band, shapes: Shapes) -> npt.NDArray[np.float32]:
    """Scores of candidates as the search wants them: `(band.cells, n_shapes)`, NEVER where there is no candidate."""
    links = np.full((band.cells, len(shapes)), NEVER, np.float32)
    links[band.offset[edges.i] + edges.j - band.lo[edges.i], edges.shape] = values
    return links


def fine_scores(
    edges: Edges, evidence: Evidence, band: Band, shapes: Shapes, links: Layer, null: Layer, transitions: Floats
) -> Scores:
    """Scores of the candidates for `search`."""
    return Scores(
        band,
        shapes,
        place(edges, links(evidence.links), band, shapes),
        null(evidence.null_zh),
        null(evidence.null_en),
        transitions,
    )
