"""Nearest rows by cosine, and how near they are for what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.embed.encoder import Vectors

# Neighbours looked at: the partner of a retold sentence is among the first 8 for .99 of the sentences of two
# translations of the same news.
NEIGHBOURS = 8
BLOCK = 1024  # rows compared at once
CELLS = 50_000_000  # cosines held at once: 200 MB, and as much again for their order; against more rows blocks shrink
TOO_NEAR = 2  # sentences this close to one another speak of the same without telling it twice

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each of n rows its nearest ones among m others, nearest first.

    indices: int32 `(n, k)`; cosines: float32 `(n, k)`, 0 where there are fewer than k.
    """

    indices: npt.NDArray[np.int32]
    cosines: npt.NDArray[np.float32]


def nearest(rows: Vectors, others: Vectors, near: npt.NDArray[np.int32] | None = None) -> Neighbours:
    """The `NEIGHBOURS` nearest of `others` for each row. float32 `(n, dim)` and `(m, dim)`, rows of length 1.

    `near`: where both are the same rows, what stands too close to count: rows whose numbers, int32 `(n,)`, differ by at
    most `TOO_NEAR`.
    """
    k = min(NEIGHBOURS, len(others))
    indices = np.zeros((len(rows), k), dtype=np.int32)
    cosines = np.zeros((len(rows), k), dtype=np.float32)
    size = max(1, min(BLOCK, CELLS // max(1, len(others))))
    for start in range(0, len(rows), size):
        block = rows[start : start + size] @ others.T
        if near is not None:
            block[np.abs(near[start : start + size, None] - near[None, :]) <= TOO_NEAR] = 0
        found = np.argpartition(-block, k - 1, axis=1)[:, :k]
        values = np.take_along_axis(block, found, axis=1)
        order = np.argsort(-values, axis=1, kind="stable")
        indices[start : start + size] = np.take_along_axis(found, order, axis=1)
        cosines[start : start + size] = np.take_along_axis(values, order, axis=1)
    return Neighbours(indices, cosines)


def crowding(values: Floats, rows: Rows, but: Floats, around: int) -> Floats:
    """The mean of the `around` highest of the `values` `(n, k)` of each of `rows`, without the one that is `but`."""
    top = np.zeros((len(values), around + 1), dtype=np.float32)
    kept = min(around + 1, values.shape[1])
    top[:, :kept] = -np.sort(-values, axis=1)[:, :kept]
    mean: Floats = (top.sum(axis=1)[rows] - np.maximum(but, top[rows, around])) / around
    return mean


def centred(rows: Vectors) -> Vectors:
    """The rows without what all have in common, of length 1 again. Of few rows the mean is uncertain: less is taken."""
    mean = rows.mean(axis=0, keepdims=True) * (len(rows) / (len(rows) + 20))
    moved = rows - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    out: Vectors = np.divide(moved, lengths, out=np.zeros_like(moved), where=lengths > 0)
    return out
