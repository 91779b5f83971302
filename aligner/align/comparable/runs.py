"""Pairs of runs of sentences, as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.sides import Ints


@dataclass(frozen=True)
class Runs:
    """Pairs of runs of sentences: Chinese `zh[k]` to `zh[k] + zh_size[k]`, English alike (positions in the `Side`s)."""

    zh: Ints
    zh_size: Ints
    en: Ints
    en_size: Ints

    def __len__(self) -> int:
        return len(self.zh)

    def at(self, which: Ints) -> Runs:
        return Runs(self.zh[which], self.zh_size[which], self.en[which], self.en_size[which])

    def keys(self) -> Ints:
        """int64, one for each pair, in the order of `runs_of`; for at most 2**25 sentences in runs of at most 63."""
        return ((self.zh << 6 | self.zh_size) << 31) | (self.en << 6 | self.en_size)


def runs_of(rows: Ints, n: int, m: int) -> Runs:
    """Rows (zh, zh size, en, en size), each once, in order; those that leave a text left out."""
    rows = rows[(rows[:, 0] >= 0) & (rows[:, 2] >= 0) & (rows[:, 0] + rows[:, 1] <= n) & (rows[:, 2] + rows[:, 3] <= m)]
    runs = Runs(rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3])
    return runs.at(np.unique(runs.keys(), return_index=True)[1])
