"""How near rows are to one another for what stands around them."""

from __future__ import annotations

import numpy as np

from aligner.arrays import Floats32, Ints32
from aligner.embed.encoder import Vectors


def crowding(values: Floats32, rows: Ints32, but: Floats32, around: int) -> Floats32:
    """The mean of the `around` highest of the `values` `(n, k)` of each of `rows`, without the one that is `but`."""
    top = np.zeros((len(values), around + 1), dtype=np.float32)
    kept = min(around + 1, values.shape[1])
    top[:, :kept] = -np.sort(-values, axis=1)[:, :kept]
    mean: Floats32 = (top.sum(axis=1)[rows] - np.maximum(but, top[rows, around])) / around
    return mean


def centred(rows: Vectors) -> Vectors:
    """The rows without what all have in common, of length 1 again. Of few rows the mean is uncertain: less is taken."""
    mean = rows.mean(axis=0, keepdims=True) * (len(rows) / (len(rows) + 20))
    moved = rows - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    out: Vectors = np.divide(moved, lengths, out=np.zeros_like(moved), where=lengths > 0)
    return out
