"""Which passages might correspond: nearest neighbours in both directions, and those that mention one rare thing."""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.mentions import Kind, Mentions
from aligner.align.comparable.null import Null
from aligner.align.comparable.runs import Runs, runs_of
from aligner.align.comparable.sides import Floats, Ints
from aligner.align.parallel.compiled import compiled

# Sizes of runs compared each with each, Chinese first. Others are reached from these by growing.
SEARCHED = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (3, 3))
# Neighbours kept for each run, in each direction. With 8, 99 % of the right pairs of the cases are candidates.
NEIGHBOURS = 8
NEIGHBOURS_OF_RUNS = 2
BLOCK = 1024  # rows compared at once: 1024 x 100,000 cosines are 400 MB
# An item is a lead by itself where it stands in at most so many sentences of each side.
RARE = 4


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


def saying(runs: Runs, null: Null) -> Runs:
    """Without runs that begin or end with what says nothing by itself: the number of a chapter."""
    zh, en = null.zh.told, null.en.told
    ends = zh[runs.zh] & zh[runs.zh + runs.zh_size - 1] & en[runs.en] & en[runs.en + runs.en_size - 1]
    return runs.at(np.flatnonzero(ends))


def neighbours(null: Null, a: int, b: int, count: int) -> tuple[Ints, Ints]:
    """The `count` likest English runs of b sentences of each Chinese run of a, and the other way round."""
    own, other = null.zh.windows[a - 1], null.en.windows[b - 1]
    of_row, of_column = null.of_zh(a, b), null.of_en(b, a)
    per_row, per_column = min(count, len(other)), min(count, len(own))
    row_best = np.full((len(own), per_row), -np.inf, np.float32)
    column_best = np.full((len(other), per_column), -np.inf, np.float32)
    in_row, in_column = np.zeros(row_best.shape, np.int64), np.zeros(column_best.shape, np.int64)
    for start in range(0, len(own), BLOCK):
        cosines = own[start : start + BLOCK] @ other.T
        _keep_best(cosines, start, *of_row, *of_column, row_best, in_row, column_best, in_column)
    i, j = np.arange(len(own)), np.arange(len(other))
    left = np.concatenate([np.repeat(i, per_row), in_column.ravel()])
    right = np.concatenate([in_row.ravel(), np.repeat(j, per_column)])
    return left, right


@compiled
def _keep_best(
    cosines: Floats, start: int, row_mean: Floats, row_spread: Floats, column_mean: Floats, column_spread: Floats,
    row_best: Floats, in_row: Ints, column_best: Floats, in_column: Ints,
) -> None:  # fmt: skip
    """Read a block of rows from `start` on; the highest stand in `*_best`, best last, with their places."""
    for r in range(cosines.shape[0]):
        i = start + r
        for j in range(cosines.shape[1]):
            x = cosines[r, j]
            z = (x - row_mean[i]) / row_spread[i] + (x - column_mean[j]) / column_spread[j]
            if z > row_best[i, 0]:
                _insert(row_best[i], in_row[i], z, j)
            if z > column_best[j, 0]:
                _insert(column_best[j], in_column[j], z, i)


@compiled
def _insert(best: Floats, places: Ints, value: float, place: int) -> None:
    """Into a list in ascending order, for its lowest."""
    k = 0
    while k + 1 < len(best) and best[k + 1] < value:
        best[k], places[k] = best[k + 1], places[k + 1]
        k += 1
    best[k], places[k] = value, place


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
