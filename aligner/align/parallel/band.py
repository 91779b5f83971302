"""The band: the part of the grid of sentence pairs that the exact search looks at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aligner.arrays import Ints


@dataclass(frozen=True)
class Band:
    """Nodes (i, j), reached after i Chinese and j English sentences. Row i has the columns `lo[i] <= j < hi[i]`.

    `lo`, `hi`: int64 `(n_zh + 1,)`, never falling; neighbouring rows share a column, so that the last node can be
    reached from the first. Nodes are numbered row by row: (i, j) is cell `offset[i] + j - lo[i]`.
    """

    lo: Ints
    hi: Ints

    def __post_init__(self) -> None:
        lo, hi = self.lo, self.hi
        if lo[0] != 0 or (np.diff(lo) < 0).any() or (np.diff(hi) < 0).any() or (lo >= hi).any():
            raise ValueError("not a band")
        if (lo[1:] >= hi[:-1]).any():
            raise ValueError("the band has a gap")

    @property
    def n_zh(self) -> int:
        return len(self.lo) - 1

    @property
    def n_en(self) -> int:
        return int(self.hi[-1]) - 1

    @cached_property
    def offset(self) -> Ints:
        """int64 `(n_zh + 2,)`: the number of each row's first cell, and the number of cells."""
        return np.concatenate([[0], np.cumsum(self.hi - self.lo)])

    @property
    def cells(self) -> int:
        return int(self.offset[-1])


def full_band(n_zh: int, n_en: int) -> Band:
    """Every node: for short texts, and for tests."""
    return Band(np.zeros(n_zh + 1, dtype=np.int64), np.full(n_zh + 1, n_en + 1, dtype=np.int64))
