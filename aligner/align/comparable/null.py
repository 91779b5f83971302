"""The null distribution: what unrelated passages of these two texts score.

The cosines of one run with all runs of the other text have a mean and a spread (standard deviation). Both follow
exactly from the mean and the covariance of those runs, without comparing each with each. A short sentence is a little
like everything, one full of names is unlike nearly all; so likeness is measured in spreads above the mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from aligner.align.comparable.runs import Runs
from aligner.align.comparable.sides import ROWS, Side, runs
from aligner.arrays import Floats32, Ints
from aligner.embed import Vectors
from aligner.native import native_loosely
from aligner.records import Lang

MIN_SPREAD = 0.02  # a text of one sentence has none

Measure = tuple[Floats32, Floats32]  # means and spreads


@dataclass
class Null:
    """Means and spreads of the cosine with unrelated runs, by the sizes of the runs; computed when first asked for."""

    zh: Side
    en: Side
    _known: dict[tuple[Lang, int], tuple[Measure, ...]] = field(default_factory=dict)

    def of_zh(self, a: int, b: int) -> Measure:
        """Mean and spread, float32 `(n_zh - a + 1,)` each, of Chinese runs of a sentences with English runs of b."""
        return self._against(self.zh, self.en, a, b)

    def of_en(self, b: int, a: int) -> Measure:
        """The same for English runs of b sentences with Chinese runs of a: float32 `(n_en - b + 1,)` each."""
        return self._against(self.en, self.zh, b, a)

    def likeness(self, of: Runs) -> Floats32:
        """float32 `(n_runs,)`: cosines in spreads above the mean, averaged over both directions."""
        out = np.zeros(len(of), np.float32)
        left, right = np.empty((2, self.zh.sums.shape[1]), np.float32)
        _products(self.zh.sums, self.en.sums, of.zh, of.zh_size, of.en, of.en_size, left, right, out)
        shapes = of.zh_size * 64 + of.en_size
        for shape in np.unique(shapes).tolist():
            a, b = divmod(shape, 64)
            which = np.flatnonzero(shapes == shape)
            i, j = of.zh[which], of.en[which]
            cosine = out[which] * self.zh.scales[a - 1][i] * self.en.scales[b - 1][j]
            row_mean, row_spread = self.of_zh(a, b)
            column_mean, column_spread = self.of_en(b, a)
            row = (cosine - row_mean[i]) / row_spread[i]
            column = (cosine - column_mean[j]) / column_spread[j]
            out[which] = (row + column) / 2
        return out

    def _against(self, own: Side, other: Side, size: int, other_size: int) -> Measure:
        key: tuple[Lang, int] = ("zh" if own is self.zh else "en", other_size)  # both sides may be of one language
        if key not in self._known:
            self._known[key] = measures(own, *moments(other, other_size))
        return self._known[key][size - 1]


def moments(side: Side, size: int) -> tuple[Vectors, Vectors]:
    """Mean, float32 `(dim,)`, and covariance, float32 `(dim, dim)`, of the vectors of all runs of `size` sentences."""
    count, dim = len(side.scales[size - 1]), side.sums.shape[1]
    total, products = np.zeros(dim), np.zeros((dim, dim))
    for first in range(0, count, ROWS):
        rows = side.windows(size, first, min(ROWS, count - first))
        total += rows.sum(0)
        products += rows.T @ rows
    mean = total / count
    return mean.astype(np.float32), np.asarray(products / count - np.outer(mean, mean), np.float32)


def measures(side: Side, mean: Vectors, covariance: Vectors) -> tuple[Measure, ...]:
    """Means and spreads of the cosines of a side's runs, of each size, with runs of that mean and covariance.

    A run of k sentences is a sum of k rows s. Its mean is the sum of theirs, its variance the sum of s'Cs over all
    pairs.
    """
    means = [np.empty(len(scale), np.float32) for scale in side.scales]
    spreads = [np.empty(len(scale), np.float32) for scale in side.scales]
    for first in range(0, len(side), ROWS):
        sums = side.sums[first : first + ROWS + len(side.scales) - 1]
        along, turned = sums @ mean, sums @ covariance
        for k, scale in enumerate(side.scales, start=1):
            part = slice(first, min(first + ROWS, len(scale)))
            if part.start >= part.stop:
                continue
            size = part.stop - part.start
            of_run = np.einsum("ij,ij->i", runs(sums, k)[:size], runs(turned, k)[:size])
            means[k - 1][part] = runs(along, k)[:size] * scale[part]
            spreads[k - 1][part] = np.sqrt(np.maximum(of_run * scale[part] ** 2, MIN_SPREAD**2))
    return tuple(zip(means, spreads, strict=True))


@native_loosely
def _products(
    zh: Vectors, en: Vectors, i: Ints, i_size: Ints, j: Ints, j_size: Ints,
    left: Floats32, right: Floats32, out: Floats32,
) -> None:  # fmt: skip
    """The product of the two runs of each pair. `left`, `right`: room for two sums."""
    dim = zh.shape[1]
    for r in range(len(i)):
        if r == 0 or i[r] != i[r - 1] or i_size[r] != i_size[r - 1]:  # many pairs have one Chinese run
            for d in range(dim):
                left[d] = zh[i[r], d]
            for k in range(1, i_size[r]):
                for d in range(dim):
                    left[d] += zh[i[r] + k, d]
        for d in range(dim):
            right[d] = en[j[r], d]
        for k in range(1, j_size[r]):
            for d in range(dim):
                right[d] += en[j[r] + k, d]
        total = np.float32(0)
        for d in range(dim):
            total += left[d] * right[d]
        out[r] = total
