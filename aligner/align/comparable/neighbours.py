"""The most similar partners of every run of sentences, in both directions: exactly, or by codes in very long texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.null import Null
from aligner.align.parallel.threads import by_strips
from aligner.arrays import Floats32, Ints
from aligner.embed.neighbours import EXACT_MOST, Neighbours, approximate, nearest_both
from aligner.errors import InputError
from aligner.native import native, native_loosely

Shape = tuple[int, int, int]  # sentences of the Chinese run, of the English run, partners kept of each

BLOCK = 1024  # most rows compared at once
CELLS = 50_000_000  # products held at once: 200 MB
LOOSE = 2  # codes find the nearest by cosine; of so many times as many as asked for, the best in spreads are kept


@dataclass(frozen=True)
class Best:
    """The best partners found so far of the runs of one shape, best last.

    `z`: float32 `(n, k)`, spreads above the mean, of both sides added up. `places`: int64 `(n, k)`. `least`: float32
    `(n,)`, the first column of `z`.
    """

    z: Floats32
    places: Ints
    least: Floats32

    @classmethod
    def none(cls, n: int, k: int) -> Best:
        return cls(np.full((n, k), -np.inf, np.float32), np.zeros((n, k), np.int64), np.full(n, -np.inf, np.float32))


def check_length(zh: int, en: int) -> None:
    """Raises InputError if the texts are too long to compare all sentences, and the extra `ann` is not installed."""
    if zh * en > EXACT_MOST and not approximate(zh, en):
        raise InputError("align.too-long", zh=f"{zh:,}", en=f"{en:,}")


def neighbours(null: Null, shapes: Sequence[Shape]) -> list[tuple[Ints, Ints]]:
    """For each shape (a, b, count): the pairs of each Chinese run of a sentences with the `count` best English runs of
    b, and of each English run with the best Chinese ones. By codes if `approximate` says so.
    """
    if approximate(len(null.zh), len(null.en)):
        return [by_codes(null, *shape) for shape in shapes]
    return exactly(null, shapes)


def by_codes(null: Null, a: int, b: int, count: int) -> tuple[Ints, Ints]:
    """See `neighbours`, for one shape: nearly all of the best, chosen among the nearest by cosine."""
    forth, back = nearest_both(null.zh.windows(a), null.en.windows(b), LOOSE * count)
    of_zh, of_en = null.of_zh(a, b), null.of_en(b, a)
    zh, partner = _likest(forth, *of_zh, *of_en, count)
    en, back_partner = _likest(back, *of_en, *of_zh, count)
    return np.concatenate([zh, back_partner]), np.concatenate([partner, en])


def _likest(
    near: Neighbours,
    row_mean: Floats32,
    row_spread: Floats32,
    column_mean: Floats32,
    column_spread: Floats32,
    count: int,
) -> tuple[Ints, Ints]:
    """Rows and columns of the `count` best among the near ones of each row."""
    places = np.maximum(near.indices, 0)
    z = (near.cosines - row_mean[:, None]) / row_spread[:, None]
    z += (near.cosines - column_mean[places]) / column_spread[places]
    z[near.indices < 0] = -np.inf
    order = np.argsort(-z, axis=1, kind="stable")[:, :count]
    rows = np.repeat(np.arange(len(z)), order.shape[1])
    columns, found = (np.take_along_axis(x, order, axis=1).ravel() for x in (places, z))
    return rows[found > -np.inf], columns[found > -np.inf].astype(np.int64)


def exactly(null: Null, shapes: Sequence[Shape]) -> list[tuple[Ints, Ints]]:
    """See `neighbours`. All shapes use one product of all sentences: that of two runs is a sum over their sentences."""
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

        def keep(k: int, start: int = start, products: Floats32 = products) -> None:
            a, b, _ = shapes[k]
            at = slice(start, min(start + block, sizes[k][0]))
            row, column = rows[k], columns[k]
            mean, spread, scale = of_rows[k]
            mean_there, spread_there, scale_there = of_columns[k]
            _keep_best(
                products, a, b, start, mean[at], spread[at], scale[at],
                mean_there / spread_there, scale_there / spread_there, scale_there,
                row.z[at], row.places[at], column.z, column.places, column.least,
                np.empty(products.shape[1], np.float32), np.empty(len(mean_there), np.float32),
            )  # fmt: skip

        by_strips(len(shapes), 1, keep)
    found = []
    for row, column in zip(rows, columns, strict=True):
        i, j = np.arange(len(row.z)), np.arange(len(column.z))
        left = np.concatenate([np.repeat(i, row.z.shape[1]), column.places.ravel()])
        found.append((left, np.concatenate([row.places.ravel(), np.repeat(j, column.z.shape[1])])))
    return found


@native_loosely
def _keep_best(
    products: Floats32, a: int, b: int, start: int, row_mean: Floats32, row_spread: Floats32, row_scale: Floats32,
    flat: Floats32, steep: Floats32, column_scale: Floats32,  # by column: mean over spread, scale over spread, scale
    row_best: Floats32, in_row: Ints, column_best: Floats32, in_column: Ints, column_least: Floats32,
    sums: Floats32, z: Floats32,  # room for a row of products and a row of z
) -> None:  # fmt: skip
    """Read the runs of a by b sentences of a block of rows, which begins at `start`; keep the highest in `*_best`."""
    m = len(flat)
    for r in range(len(row_mean)):
        for j in range(len(sums)):
            sums[j] = products[r, j]
        for k in range(1, a):
            for j in range(len(sums)):
                sums[j] += products[r + k, j]
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


@native
def _insert(best: Floats32, places: Ints, value: float, place: int) -> None:
    """Insert into a list in ascending order; the lowest drops out."""
    k = 0
    while k + 1 < len(best) and best[k + 1] < value:
        best[k], places[k] = best[k + 1], places[k + 1]
        k += 1
    best[k], places[k] = value, place
