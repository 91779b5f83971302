"""Pairs of runs of sentences, as columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.arrays import Ints


@dataclass(frozen=True)
class Runs:
    """Pair k: Chinese sentences `zh[k]` to before `zh[k] + zh_size[k]`, and English ones likewise, as rows of the
    `Side`s.
    """

    zh: Ints
    zh_size: Ints
    en: Ints
    en_size: Ints

    def __len__(self) -> int:
        return len(self.zh)

    def at(self, which: Ints) -> Runs:
        return Runs(self.zh[which], self.zh_size[which], self.en[which], self.en_size[which])

    def keys(self) -> Ints:
        """int64, a different number for each pair, rising in the order of `runs_of`. For up to 2**25 sentences in runs
        of up to 63.
        """
        return ((self.zh << 6 | self.zh_size) << 31) | (self.en << 6 | self.en_size)


def runs_of(rows: Ints, n: int, m: int) -> Runs:
    """Pairs from rows (zh, zh size, en, en size): each once, in order, without those that leave a text."""
    rows = rows[(rows[:, 0] >= 0) & (rows[:, 2] >= 0) & (rows[:, 0] + rows[:, 1] <= n) & (rows[:, 2] + rows[:, 3] <= m)]
    runs = Runs(rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3])
    return runs.at(np.unique(runs.keys(), return_index=True)[1])
