"""Which passages might correspond: nearest neighbours in both directions, and those that mention one rare thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.mentions import Kind, Mentions
from aligner.align.comparable.null import Null
from aligner.align.comparable.runs import Runs, runs_of
from aligner.align.comparable.sides import Floats, Ints
from aligner.align.parallel.compiled import compiled, compiled_loosely
from aligner.align.parallel.threads import by_strips

Shape = tuple[int, int, int]  # sentences of the Chinese run, of the English run, partners kept of each

# Sizes of runs compared each with each, Chinese first. Others are reached from these by growing.
SEARCHED = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (3, 3))
# Neighbours kept for each run, in each direction. With 8, 99 % of the right pairs of the cases are candidates.
NEIGHBOURS = 8
NEIGHBOURS_OF_RUNS = 2
BLOCK = 1024  # rows compared at once, at most
CELLS = 50_000_000  # products held at once: 200 MB
# An item is a lead by itself where it stands in at most so many sentences of each side.
RARE = 4


def find_candidates(null: Null, mentions: Mentions | None) -> Runs:
    """All leads, each once, ordered by place."""
    n, m = len(null.zh), len(null.en)
    rows: list[Ints] = []
    shapes = [(a, b, NEIGHBOURS if a == b == 1 else NEIGHBOURS_OF_RUNS) for a, b in SEARCHED if a <= n and b <= m]
    for (a, b, _), (i, j) in zip(shapes, neighbours(null, shapes), strict=True):
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


@dataclass(frozen=True)
class Best:
    """The likest partners of the runs of one shape, found so far, likest last.

    z: float32 `(n, k)`, spreads above the mean, of both sides added up; places: int64 `(n, k)`; `least`: float32
    `(n,)`, the first column of z.
    """

    z: Floats
    places: Ints
    least: Floats

    @classmethod
    def none(cls, n: int, k: int) -> Best:
        return cls(np.full((n, k), -np.inf, np.float32), np.zeros((n, k), np.int64), np.full(n, -np.inf, np.float32))


def neighbours(null: Null, shapes: Sequence[Shape]) -> list[tuple[Ints, Ints]]:
    """For each shape (a, b, count): the `count` likest English runs of b sentences of each Chinese run of a, and back.

    All are had from one product of the sentences: what two runs have in common is the sum over their sentences.
    """
    zh, en = null.zh, null.en
    sizes = [(len(zh) - a + 1, len(en) - b + 1) for a, b, _ in shapes]
    rows = [Best.none(n, min(k, m)) for (n, m), (_, _, k) in zip(sizes, shapes, strict=True)]
    columns = [Best.none(m, min(k, n)) for (n, m), (_, _, k) in zip(sizes, shapes, strict=True)]
    of_rows = [(*null.of_zh(a, b), zh.scales[a - 1]) for a, b, _ in shapes]
    of_columns = [(*null.of_en(b, a), en.scales[b - 1]) for a, b, _ in shapes]
    block = max(1, min(BLOCK, CELLS // len(en)))
    longest = max(a for a, _, _ in shapes)
    for start in range(0, len(zh), block):
        products = zh.sums[start : start + block + longest - 1] @ en.sums.T

        def keep(k: int, start: int = start, products: Floats = products) -> None:
            a, b, _ = shapes[k]
            at = slice(start, min(start + block, sizes[k][0]))
            row, column = rows[k], columns[k]
            mean, spread, scale = of_rows[k]
            _keep_best(
                products, a, b, start, mean[at], spread[at], scale[at], *of_columns[k],
                row.z[at], row.places[at], column.z, column.places, column.least,
            )  # fmt: skip

        by_strips(len(shapes), 1, keep)
    found = []
    for row, column in zip(rows, columns, strict=True):
        i, j = np.arange(len(row.z)), np.arange(len(column.z))
        left = np.concatenate([np.repeat(i, row.z.shape[1]), column.places.ravel()])
        found.append((left, np.concatenate([row.places.ravel(), np.repeat(j, column.z.shape[1])])))
    return found


@compiled_loosely
def _keep_best(
    products: Floats, a: int, b: int, start: int, row_mean: Floats, row_spread: Floats, row_scale: Floats,
    column_mean: Floats, column_spread: Floats, column_scale: Floats,
    row_best: Floats, in_row: Ints, column_best: Floats, in_column: Ints, column_least: Floats,
) -> None:  # fmt: skip
    """Read the runs of a sentences by b from a block of rows from `start` on; the highest stand in `*_best`."""
    m = len(column_mean)
    sums = np.empty(products.shape[1], np.float32)
    z = np.empty(m, np.float32)
    flat, steep = column_mean / column_spread, column_scale / column_spread
    for r in range(len(row_mean)):
        sums[:] = products[r]
        for k in range(1, a):
            sums += products[r + k]
        scale, offset = row_scale[r], row_mean[r] / row_spread[r]
        per_spread = np.float32(1) / row_spread[r]
        for j in range(m):
            total = sums[j]
            for k in range(1, b):
                total += sums[j + k]
            z[j] = total * scale * (column_scale[j] * per_spread + steep[j]) - offset - flat[j]
        for j in range(m):
            if z[j] > row_best[r, 0]:
                _insert(row_best[r], in_row[r], z[j], j)
            if z[j] > column_least[j]:
                _insert(column_best[j], in_column[j], z[j], start + r)
                column_least[j] = column_best[j, 0]


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
