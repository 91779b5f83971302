"""Which passages might correspond: nearest neighbours in both directions, and those that mention one rare thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.mentions import Kind, Mentions
from aligner.align.comparable.null import Null
from aligner.align.comparable.sides import Floats, Ints

# Sizes of runs compared each with each, Chinese first. Others are reached from these by growing.
SEARCHED = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (3, 3))
# Neighbours kept for each run, in each direction. With 8, 99 % of the right pairs of the cases are candidates.
NEIGHBOURS = 8
NEIGHBOURS_OF_RUNS = 2
BLOCK = 1024  # rows compared at once: 1024 x 100,000 cosines are 400 MB
# An item is a lead by itself where it stands in at most so many sentences of each side.
RARE = 4


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


def find_candidates(null: Null, mentions: Mentions | None) -> Runs:
    """All leads, each once, ordered by place."""
    n, m = len(null.zh), len(null.en)
    rows: list[Ints] = []
    for a, b in SEARCHED:
        if a <= n and b <= m:
            i, j = neighbours(null, a, b, NEIGHBOURS if a == b == 1 else NEIGHBOURS_OF_RUNS)
            rows.append(np.stack([i, np.full_like(i, a), j, np.full_like(j, b)], 1))
    if mentions is not None:
        i, j = shared_rare(mentions)
        rows.append(np.stack([i, np.ones_like(i), j, np.ones_like(j)], 1))
    return saying(runs_of(np.concatenate(rows), n, m), null)


def runs_of(rows: Ints, n: int, m: int) -> Runs:
    """Rows (zh, zh size, en, en size), each once, those that leave a text left out."""
    rows = rows[(rows[:, 0] >= 0) & (rows[:, 2] >= 0) & (rows[:, 0] + rows[:, 1] <= n) & (rows[:, 2] + rows[:, 3] <= m)]
    rows = np.unique(rows, axis=0)
    return Runs(rows[:, 0].copy(), rows[:, 1].copy(), rows[:, 2].copy(), rows[:, 3].copy())


def saying(runs: Runs, null: Null) -> Runs:
    """Without runs that begin or end with what says nothing by itself: the number of a chapter."""
    zh, en = null.zh.told, null.en.told
    ends = zh[runs.zh] & zh[runs.zh + runs.zh_size - 1] & en[runs.en] & en[runs.en + runs.en_size - 1]
    return runs.at(np.flatnonzero(ends))


def neighbours(null: Null, a: int, b: int, count: int) -> tuple[Ints, Ints]:
    """The `count` likest English runs of b sentences of each Chinese run of a, and the other way round."""
    own, other = null.zh.windows[a - 1], null.en.windows[b - 1]
    row_mean, row_spread = null.zh_mean[a - 1][b - 1], null.zh_spread[a - 1][b - 1]
    column_mean, column_spread = null.en_mean[b - 1][a - 1], null.en_spread[b - 1][a - 1]
    per_row, per_column = min(count, len(other)), min(count, len(own))
    left: list[Ints] = []
    right: list[Ints] = []
    best = np.full((per_column, len(other)), -np.inf, np.float32)
    best_row = np.zeros((per_column, len(other)), np.int64)
    for start in range(0, len(own), BLOCK):
        rows = slice(start, min(start + BLOCK, len(own)))
        cosine = own[rows] @ other.T
        z: Floats = (cosine - row_mean[rows, None]) / row_spread[rows, None]
        z += (cosine - column_mean) / column_spread
        top = np.argpartition(-z, per_row - 1, axis=1)[:, :per_row]
        left.append(np.repeat(np.arange(rows.start, rows.stop), per_row))
        right.append(top.ravel())
        k = min(per_column, len(z))
        high = np.argpartition(-z, k - 1, axis=0)[:k]
        merged = np.concatenate([best, np.take_along_axis(z, high, 0)])
        merged_row = np.concatenate([best_row, high + rows.start])
        keep = np.argpartition(-merged, per_column - 1, axis=0)[:per_column]
        best, best_row = np.take_along_axis(merged, keep, 0), np.take_along_axis(merged_row, keep, 0)
    left.append(best_row.ravel())
    right.append(np.tile(np.arange(len(other)), per_column))
    return np.concatenate(left).astype(np.int64), np.concatenate(right).astype(np.int64)


def shared_rare(mentions: Mentions) -> tuple[Ints, Ints]:
    """Sentences that hold an item that few hold."""
    left: list[Ints] = []
    right: list[Ints] = []
    zh, en = _holders(mentions.zh_start, mentions.zh_ids), _holders(mentions.en_start, mentions.en_ids)
    for k, kind in enumerate(mentions.kinds):
        i, j = zh.get(k), en.get(k)
        if (
            kind not in (Kind.CONTEXT, Kind.QUOTED)
            and i is not None
            and j is not None
            and len(i) <= RARE
            and len(j) <= RARE
        ):
            left.append(np.repeat(i, len(j)))
            right.append(np.tile(j, len(i)))
    if not left:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(left), np.concatenate(right)


def _holders(start: Ints, ids: Ints) -> dict[int, Ints]:
    """Item -> the sentences that hold it."""
    rows = np.repeat(np.arange(len(start) - 1), np.diff(start))
    order = np.argsort(ids, kind="stable")
    items, first, count = np.unique(ids[order], return_index=True, return_counts=True)
    places = zip(items.tolist(), first.tolist(), count.tolist(), strict=True)
    return {item: rows[order[at : at + size]] for item, at, size in places}
