"""What unrelated passages of these two texts score: the measure against which a likeness counts.

The cosine of a passage with all runs of sentences of the other text has a mean and a spread, which are had exactly
from the mean and the covariance of those runs without comparing each with each. A short sentence is a little like
everything, one full of names is unlike nearly all: only in units of that spread are likenesses comparable.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.sides import Floats, Ints, Side
from aligner.embed import Vectors

# Smallest spread that is believed: a text of one sentence has none.
MIN_SPREAD = 0.02


@dataclass(frozen=True)
class Null:
    """Means and spreads of the cosine with unrelated runs, by window sizes (1-based) on both sides.

    `zh_mean[a - 1][b - 1]`: float32 `(n_zh - a + 1,)`, of Chinese runs of a sentences against English runs of b.
    """

    zh: Side
    en: Side
    zh_mean: tuple[tuple[Floats, ...], ...]
    zh_spread: tuple[tuple[Floats, ...], ...]
    en_mean: tuple[tuple[Floats, ...], ...]
    en_spread: tuple[tuple[Floats, ...], ...]

    def likeness(self, a: int, b: int, i: Ints, j: Ints) -> Floats:
        """In spreads above the mean, averaged over both sides: runs `i..i+a` of the Chinese, `j..j+b` of the English.

        float32, one for each pair of `i` and `j`.
        """
        cosine = np.einsum("ij,ij->i", self.zh.windows[a - 1][i], self.en.windows[b - 1][j])
        row = (cosine - self.zh_mean[a - 1][b - 1][i]) / self.zh_spread[a - 1][b - 1][i]
        column = (cosine - self.en_mean[b - 1][a - 1][j]) / self.en_spread[b - 1][a - 1][j]
        return np.asarray((row + column) / 2, np.float32)


def measure_null(zh: Side, en: Side) -> Null:
    """Means and spreads for all window sizes that both texts have room for."""
    zh_mean, zh_spread = _against(zh.windows, en.windows)
    en_mean, en_spread = _against(en.windows, zh.windows)
    return Null(zh, en, zh_mean, zh_spread, en_mean, en_spread)


def _against(
    own: tuple[Vectors, ...], other: tuple[Vectors, ...]
) -> tuple[tuple[tuple[Floats, ...], ...], tuple[tuple[Floats, ...], ...]]:
    moments = []
    for rows in other:
        mean = rows.mean(0)
        moments.append((mean, (rows.T @ rows) / len(rows) - np.outer(mean, mean)))
    means = tuple(tuple(np.asarray(rows @ mean, np.float32) for mean, _ in moments) for rows in own)
    spreads = tuple(
        tuple(np.sqrt(np.maximum(np.einsum("ij,ij->i", rows @ cov, rows), MIN_SPREAD**2)) for _, cov in moments)
        for rows in own
    )
    return means, spreads
