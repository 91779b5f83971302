"""What unrelated passages of these two texts score: the measure against which a likeness counts.

The cosine of a passage with all runs of sentences of the other text has a mean and a spread, which are had exactly
from the mean and the covariance of those runs without comparing each with each. A short sentence is a little like
everything, one full of names is unlike nearly all: only in units of that spread are likenesses comparable.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from aligner.align.comparable.sides import Floats, Ints, Side
from aligner.embed import Vectors

# Smallest spread that is believed: a text of one sentence has none.
MIN_SPREAD = 0.02


@dataclass
class Null:
    """Means and spreads of the cosine with unrelated runs, by the sizes of the runs; worked out where asked for."""

    zh: Side
    en: Side
    _moments: dict[tuple[str, int], tuple[Vectors, Vectors]] = field(default_factory=dict)
    _known: dict[tuple[str, int, int], tuple[Floats, Floats]] = field(default_factory=dict)

    def of_zh(self, a: int, b: int) -> tuple[Floats, Floats]:
        """Mean and spread, float32 `(n_zh - a + 1,)`, of Chinese runs of a sentences against English runs of b."""
        return self._against(self.zh, self.en, a, b)

    def of_en(self, b: int, a: int) -> tuple[Floats, Floats]:
        """The other way round, float32 `(n_en - b + 1,)`."""
        return self._against(self.en, self.zh, b, a)

    def likeness(self, a: int, b: int, i: Ints, j: Ints) -> Floats:
        """In spreads above the mean, averaged over both sides: runs `i..i+a` of the Chinese, `j..j+b` of the English.

        float32, one for each pair of `i` and `j`.
        """
        cosine = np.einsum("ij,ij->i", self.zh.windows[a - 1][i], self.en.windows[b - 1][j])
        row_mean, row_spread = self.of_zh(a, b)
        column_mean, column_spread = self.of_en(b, a)
        row = (cosine - row_mean[i]) / row_spread[i]
        column = (cosine - column_mean[j]) / column_spread[j]
        return np.asarray((row + column) / 2, np.float32)

    def _against(self, own: Side, other: Side, size: int, other_size: int) -> tuple[Floats, Floats]:
        lang = own.document.lang
        if (lang, size, other_size) not in self._known:
            if (lang, other_size) not in self._moments:
                rows = other.windows[other_size - 1]
                mean = rows.mean(0)
                self._moments[lang, other_size] = (
                    mean,
                    np.asarray((rows.T @ rows) / len(rows) - np.outer(mean, mean), np.float32),
                )
            mean, covariance = self._moments[lang, other_size]
            rows = own.windows[size - 1]
            spread = np.sqrt(np.maximum(np.einsum("ij,ij->i", rows @ covariance, rows), MIN_SPREAD**2))
            self._known[lang, size, other_size] = rows @ mean, spread
        return self._known[lang, size, other_size]
