"""The coarse score of every bead in the band. It is cheap: it only has to keep the right beads among the candidates."""

from __future__ import annotations

import numpy as np

from aligner.align.parallel.grid import Grid
from aligner.align.parallel.kernels import NEVER
from aligner.align.parallel.search import Scores
from aligner.align.parallel.shapes import Shapes
from aligner.align.parallel.texts import Side
from aligner.align.parallel.threads import by_strips
from aligner.arrays import Floats, Floats32, Ints
from aligner.native import native

# Features of a linked bead, in the order of its weights.
LINK_FEATURES = (
    "likeness",  # calibrated cosine (grid.py)
    "loss",  # what likeness loses without the first or last sentence of a side: the least of the four; 0 for 1-1
    "gain",  # what it would gain from the sentence before or after on a side: the most of the four
    "length",  # |log of the length ratio, less what is usual|
    "mass",  # squared difference of lengths over their sum, in tens of English characters
    "extra",  # sentences beyond 1-1
)
# Features of a null bead, beside its transitions.
NULL_FEATURES = (
    "null-likeness",  # of the sentence with the likest single sentence in the band
    "null-length",  # log(1 + its length in English characters / 100)
)
STRIP = 256  # sentences scored by one thread at a time
USUAL_RATIO = 3.1  # English characters for a Chinese one, spaces left out: mean over the training texts


def coarse_scores(zh: Side, en: Side, grid: Grid, shapes: Shapes, weights: Floats, transitions: Floats) -> Scores:
    """Scores for `search`, linear in `weights` (LINK_FEATURES, then NULL_FEATURES), so that training can read off the
    features with unit weights.
    """
    band = grid.band
    ends_zh = np.concatenate([[0.0], np.cumsum(zh.lengths * USUAL_RATIO)])
    ends_en = np.concatenate([[0.0], np.cumsum(en.lengths)])
    logs_zh, logs_en = run_logs(ends_zh, shapes.limit), run_logs(ends_en, shapes.limit)
    links = np.full((band.cells, len(shapes)), NEVER, np.float32)

    def fill(first: int) -> None:
        _link_scores(
            first, first + STRIP, band.lo, band.hi, band.offset, grid.alike, grid.index, shapes.n, shapes.m,
            ends_zh, ends_en, logs_zh, logs_en, weights[: len(LINK_FEATURES)], links,
        )  # fmt: skip

    by_strips(len(zh), STRIP, fill)
    best_zh, best_en = best_single(grid, len(zh), len(en))
    a, b = weights[len(LINK_FEATURES) :]
    null_zh = a * best_zh + b * np.log1p(np.diff(ends_zh) / 100)
    null_en = a * best_en + b * np.log1p(np.diff(ends_en) / 100)
    return Scores(band, shapes, links, null_zh, null_en, transitions)


def run_logs(ends: Floats, limit: int) -> Floats:
    """float64 `(n + 1, limit)`: the logarithm of the length of the k sentences from i on, or of those that are left."""
    n = len(ends)
    later = np.minimum(np.arange(n)[:, None] + np.arange(limit), n - 1)
    return np.asarray(np.log(ends[later] - ends[:, None] + 3.0))


def best_single(grid: Grid, n_zh: int, n_en: int) -> tuple[Floats, Floats]:
    """Each sentence's likeness with the likest single sentence of the other side in the band (0 at least)."""
    single = np.nan_to_num(grid.alike[:, grid.index[1, 1]], nan=0.0)
    best_zh = np.maximum.reduceat(single, grid.band.offset[:-1])[:n_zh]
    best_en = np.zeros(n_en + 1)
    width = grid.band.hi - grid.band.lo
    columns = np.arange(len(single)) - np.repeat(grid.band.offset[:-1] - grid.band.lo, width)
    np.maximum.at(best_en, columns, single)
    return np.maximum(best_zh, 0.0).astype(np.float64), best_en[:n_en]


def candidates(margins: Floats32, beam: float) -> tuple[Ints, Ints]:
    """Cells and shapes of the linked beads on a path at most `beam` below the best one."""
    cells, shape = np.nonzero(margins > -beam)
    return cells, shape


@native
def _link_scores(
    first: int, end: int, lo: Ints, hi: Ints, offset: Ints, alike: Floats32, index: Ints, n: Ints, m: Ints,
    ends_zh: Floats, ends_en: Floats, logs_zh: Floats, logs_en: Floats, weights: Floats, out: Floats32,
) -> None:  # fmt: skip
    rows, columns, none = len(lo), len(ends_en), -1
    for i in range(first, min(end, rows - 1)):
        for j in range(lo[i], hi[i]):
            cell = offset[i] + j - lo[i]
            # The cells around, where runs with a sentence more or less at this end begin.
            above = offset[i - 1] + j - lo[i - 1] if i > 0 and lo[i - 1] <= j < hi[i - 1] else none
            below = offset[i + 1] + j - lo[i + 1] if lo[i + 1] <= j < hi[i + 1] else none
            left = cell - 1 if j > lo[i] else none
            right = cell + 1 if j + 1 < hi[i] else none
            for c in range(len(n)):
                a, b = n[c], m[c]
                if i + a >= rows or j + b >= columns or j + b < lo[i + a] or j + b >= hi[i + a]:
                    continue
                x = alike[cell, index[a, b]]
                if np.isnan(x):
                    continue
                # What it loses and gains with a sentence less or more. (Comparisons with NaN are false.)
                loss, gain = np.float32(9.0), np.float32(-9.0)
                if a > 1:
                    loss = min(loss, x - alike[cell, index[a - 1, b]])
                    if below != none:
                        loss = min(loss, x - alike[below, index[a - 1, b]])
                if b > 1:
                    loss = min(loss, x - alike[cell, index[a, b - 1]])
                    if right != none:
                        loss = min(loss, x - alike[right, index[a, b - 1]])
                if a + b == 2:
                    loss = np.float32(0.0)
                longer, wider = index[a + 1, b], index[a, b + 1]
                if alike[cell, longer] - x > gain:
                    gain = alike[cell, longer] - x
                if alike[cell, wider] - x > gain:
                    gain = alike[cell, wider] - x
                if above != none and alike[above, longer] - x > gain:
                    gain = alike[above, longer] - x
                if left != none and alike[left, wider] - x > gain:
                    gain = alike[left, wider] - x
                if gain == -9.0:
                    gain = np.float32(0.0)
                size_zh, size_en = ends_zh[i + a] - ends_zh[i], ends_en[j + b] - ends_en[j]
                length = abs(logs_en[j, b] - logs_zh[i, a])
                mass = 0.1 * (size_en - size_zh) ** 2 / (size_en + size_zh + 6.0)
                out[cell, c] = (
                    weights[0] * x + weights[1] * loss + weights[2] * gain
                    + weights[3] * length + weights[4] * mass + weights[5] * (a + b - 2)
                )  # fmt: skip
