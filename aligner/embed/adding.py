"""Sums of word vectors by text, and lengths of rows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from aligner.arrays import Ints
from aligner.embed.encoder import Vectors

CHUNK = 32  # texts added up at once: their vectors, some 1 MB, fit into the cache


def row_lengths(rows: Vectors) -> Vectors:
    """float32 `(len(rows),)`: the same as `np.linalg.norm`, which is several times slower."""
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", rows, rows)))


def add_up(start: Ints, words: Ints, vectors: Callable[[Ints], Vectors], dim: int) -> Vectors:
    """float32 `(n_texts, dim)`. The words of text i are `words[start[i]:start[i + 1]]`; `vectors` gives their rows.

    Words recur: to fetch each vector once per chunk and multiply by counts is several times faster than to add up rows.
    """
    out = np.zeros((len(start) - 1, dim), np.float32)
    for first in range(0, len(out), CHUNK):
        ends = start[first : first + CHUNK + 1]
        different, place = np.unique(words[ends[0] : ends[-1]], return_inverse=True)
        shape = len(ends) - 1, len(different)
        text = np.repeat(np.arange(shape[0]), np.diff(ends))
        times = np.bincount(text * shape[1] + place, minlength=shape[0] * shape[1]).reshape(shape)
        out[first : first + CHUNK] = times.astype(np.float32) @ vectors(different)
    return out
