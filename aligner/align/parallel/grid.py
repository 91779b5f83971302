"""The grid: how alike all runs of sentences in a band are, computed once from sums of the sentences' products."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.parallel.band import Band
from aligner.align.parallel.texts import Side
from aligner.align.parallel.threads import by_strips
from aligner.arrays import Floats, Floats32, Ints
from aligner.embed.adding import row_lengths
from aligner.native import native

STRIP = 64  # rows multiplied at once
FILLED = 256  # rows whose runs one thread compares at a time
CHUNK = 1024  # random pairs compared at once: their vectors are 4 MB
# Random pairs show what cosine means nothing. The prior, by centred random pairs of MAC-Dev and the academic text, is
# for short texts: of three sentences, most pairs are not random.
RANDOM_PAIRS, PRIOR_PAIRS, PRIOR_MEAN, PRIOR_DEVIATION = 20_000, 500, 0.0, 0.1


@dataclass(frozen=True)
class Grid:
    """Likenesses of runs. `alike`: float32 `(band.cells, n_sizes)`; `alike[cell, index[n, m]]` is that of the n Chinese
    and the m English sentences from a node on, NaN where a run leaves the text. Runs are up to one sentence longer than
    beads, so that a bead can be compared with longer ones.

    Likeness is the centred cosine, less its mean over random pairs of these texts, divided by ten times their standard
    deviation: with any encoder, 0 is chance, and .1 one deviation above. `mean`, `deviation`: of those pairs.
    """

    band: Band
    alike: Floats32
    index: Ints
    mean: float
    deviation: float


def measure(zh: Side, en: Side, band: Band, limit: int) -> Grid:
    """All likenesses in the band, of runs with together at most `limit` + 1 sentences."""
    depth = limit
    index = np.full((limit + 1, limit + 1), -1, dtype=np.int64)
    sizes = [(n, m) for n in range(1, limit + 1) for m in range(1, limit + 2 - n)]
    for c, (n, m) in enumerate(sizes):
        index[n, m] = c
    mean, deviation = chance(zh, en)
    lo = band.lo[np.maximum(np.arange(band.n_zh + 1) - depth, 0)]
    hi = np.minimum(band.hi + depth, len(en))
    products, start = _products(zh, en, lo, hi)
    alike = np.full((band.cells, len(sizes)), np.nan, np.float32)
    norms_zh, norms_en = zh.norms(depth), en.norms(depth)

    def fill(first: int) -> None:
        _alike(
            first, first + FILLED, band.lo, band.hi, band.offset, products, lo, start, norms_zh, norms_en, index,
            mean, 10 * deviation, np.empty(limit + 1), alike,
        )  # fmt: skip

    by_strips(len(zh), FILLED, fill)
    return Grid(band, alike, index, mean, deviation)


def chance(zh: Side, en: Side) -> tuple[float, float]:
    """Mean and standard deviation of the cosine of random pairs of sentences."""
    rng = np.random.default_rng(0)
    count = min(RANDOM_PAIRS, len(zh) * len(en))
    a, b = rng.integers(0, len(zh), count), rng.integers(0, len(en), count)
    size = row_lengths(zh.sums)[a] * row_lengths(en.sums)[b]
    dots = np.concatenate(
        [np.einsum("ij,ij->i", zh.sums[a[k : k + CHUNK]], en.sums[b[k : k + CHUNK]]) for k in range(0, count, CHUNK)]
    )
    cosines = dots[size > 0] / size[size > 0]
    weight = len(cosines) + PRIOR_PAIRS
    mean = (cosines.sum() + PRIOR_PAIRS * PRIOR_MEAN) / weight
    variance = (((cosines - mean) ** 2).sum() + PRIOR_PAIRS * PRIOR_DEVIATION**2) / weight
    return float(mean), float(np.sqrt(variance))


def _products(zh: Side, en: Side, lo: Ints, hi: Ints) -> tuple[Floats32, Ints]:
    """For each Chinese sentence i, the cumulative sums of its products with the English sentences `lo[i]` to `hi[i]`.

    Row i is the `hi[i] - lo[i] + 1` numbers from `start[i]` on; the first is zero.
    """
    width = np.maximum(hi - lo, 0) + 1
    start = np.concatenate([[0], np.cumsum(width)])
    out = np.zeros(int(start[-1]), np.float32)

    def fill(top: int) -> None:
        rows = range(top, min(top + STRIP, len(zh)))
        left = int(lo[top])
        dots = zh.sums[top : rows[-1] + 1] @ en.sums[left : int(hi[rows[-1]])].T
        for i in rows:
            a, b = int(lo[i]), int(hi[i])
            if a < b:
                np.cumsum(dots[i - top, a - left : b - left], out=out[start[i] + 1 : start[i + 1]])

    by_strips(len(zh), STRIP, fill)
    return out, start


@native
def _alike(
    first: int, end: int, lo: Ints, hi: Ints, offset: Ints, products: Floats32, left: Ints, start: Ints,
    norms_zh: Floats32, norms_en: Floats32, index: Ints, mean: float, scale: float,
    total: Floats,  # `(limit + 1,)`: sums of products so far, by English sentences
    out: Floats32,
) -> None:  # fmt: skip
    n_zh, n_en, limit = len(norms_zh), len(norms_en), len(index) - 1
    for i in range(first, min(end, n_zh)):
        for j in range(lo[i], hi[i]):
            cell = offset[i] + j - lo[i]
            total[:] = 0.0
            for n in range(1, limit + 1):
                if i + n > n_zh:
                    break
                row = i + n - 1
                if j < left[row]:
                    break
                at = start[row] + j - left[row]
                for m in range(1, limit + 2 - n):
                    if j + m > n_en or at + m >= start[row + 1]:
                        break
                    total[m] += products[at + m] - products[at]
                    size = norms_zh[i, n - 1] * norms_en[j, m - 1]
                    cosine = total[m] / size if size > 0 else 0.0
                    out[cell, index[n, m]] = (cosine - mean) / scale
