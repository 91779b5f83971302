"""The steps between the searches: candidates from the coarse one, the narrow band and scores for the fine one."""

from __future__ import annotations

import numpy as np

from aligner.align.parallel.band import Band
from aligner.align.parallel.candidates import RELATED, Candidates, Edges, Usual, edges_of
from aligner.align.parallel.coarse import USUAL_RATIO, candidates, coarse_scores
from aligner.align.parallel.fine import Evidence
from aligner.align.parallel.grid import Grid
from aligner.align.parallel.kernels import NEVER
from aligner.align.parallel.model import Layer
from aligner.align.parallel.search import Scores, Step, best_path, forward, marginals
from aligner.align.parallel.shapes import Shapes
from aligner.align.parallel.texts import Side
from aligner.arrays import Floats, Floats32

# A bead is a candidate if the best path through it scores at most so much less than the best path (log odds). At 11, no
# gold bead of MAC-Dev is lost (docs/alignment.md).
BEAM = 11.0
NEAR = 8  # beads on each side that count as near
# Priors for `Usual`, set by hand: pseudo-counts in English characters, beads and sentences, and the usual values.
# LEAST_LIKENESS: unrelated texts, whose best path links what is alike by chance, must not pass for a free translation.
RATIO_PRIOR = 4000.0
BEADS_PRIOR, USUAL_LIKENESS, USUAL_SEVERAL, LEAST_LIKENESS = 10, 0.35, 0.25, 0.22
ALONE_PRIOR, USUAL_ALONE = 30, 0.03


def find_candidates(zh: Side, en: Side, grid: Grid, shapes: Shapes, weights: Floats, transitions: Floats) -> Candidates:
    """The coarse search."""
    scores = coarse_scores(zh, en, grid, shapes, weights, transitions)
    f = forward(scores, best=True)
    best = best_path(scores, f)
    margins = marginals(scores, f, best=True, consume=True)
    edges = edges_of(*candidates(margins.links, BEAM), grid.band, shapes)
    open_zh, open_en = margins.null_zh > -BEAM, margins.null_en > -BEAM
    return Candidates(edges, open_zh, open_en, best, usual(zh, en, grid, best))


def usual(zh: Side, en: Side, grid: Grid, path: list[Step]) -> Usual:
    """What is usual in these texts, by a path through them."""
    i, j, n, m = np.array(path, dtype=np.int64).reshape(-1, 4).T
    linked = (n > 0) & (m > 0)
    band = grid.band
    alike = np.zeros(len(path))
    alike[linked] = grid.alike[(band.offset[i] + j - band.lo[i])[linked], grid.index[n, m][linked]]
    ends_zh, ends_en = (np.concatenate([[0.0], np.cumsum(side.lengths)]) for side in (zh, en))
    long_zh = (ends_zh[i + n] - ends_zh[i])[linked].sum()
    long_en = (ends_en[j + m] - ends_en[j])[linked].sum()
    several, count = (n + m > 2).sum(), linked.sum()
    near = np.ones(2 * NEAR + 1)
    around = np.convolve(alike, near)[NEAR:-NEAR] / np.convolve(np.ones(len(path)), near)[NEAR:-NEAR]
    related = float((alike.sum() + USUAL_LIKENESS) / (len(path) + 1))
    size, alone = len(zh) + len(en), int((~linked).sum())
    return Usual(
        ratio=float((long_en + RATIO_PRIOR) / (long_zh + RATIO_PRIOR / USUAL_RATIO)),
        likeness=max(float((alike.sum() + BEADS_PRIOR * USUAL_LIKENESS) / (count + BEADS_PRIOR)), LEAST_LIKENESS),
        several=float((several + BEADS_PRIOR * USUAL_SEVERAL) / (count + BEADS_PRIOR)),
        # If nothing is related, the coarse search's links are chance, and all sentences are in fact alone.
        alone=float((max(alone, (1 - related / RELATED) * size) + ALONE_PRIOR * USUAL_ALONE) / (size + ALONE_PRIOR)),
        around_zh=np.repeat(around, n),
        around_en=np.repeat(around, m),
        related=related,
    )


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
    lo = np.ascontiguousarray(np.minimum.accumulate(lo[::-1])[::-1])
    return Band(lo, np.maximum.accumulate(hi) + 1)


def place(edges: Edges, values: Floats, band: Band, shapes: Shapes) -> Floats32:
    """The scores of candidates by cell and shape: float32 `(band.cells, n_shapes)`, NEVER where there is none."""
    links = np.full((band.cells, len(shapes)), NEVER, np.float32)
    links[band.offset[edges.i] + edges.j - band.lo[edges.i], edges.shape] = values
    return links


def fine_scores(
    found: Candidates, evidence: Evidence, band: Band, shapes: Shapes, links: Layer, null: Layer, transitions: Floats
) -> Scores:
    """Scores of the candidates for `search`."""
    return Scores(
        band,
        shapes,
        place(found.edges, links(evidence.links) + evidence.openings, band, shapes),
        np.where(found.open_zh, null(evidence.null_zh), NEVER),
        np.where(found.open_en, null(evidence.null_en), NEVER),
        transitions,
    )
