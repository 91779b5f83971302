"""The inner loops of training: sums of table rows, and the Adam step on the rows that a batch touched."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit, prange

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


@njit(cache=True)  # type: ignore[untyped-decorator]
def expand(
    units: Ints,
    starts: Longs,
    chosen: Longs,
    groups: Longs,
    rows: Ints,
    offsets: Longs,
    back: Ints,
    back_offsets: Longs,
    apart: float,
    lose: float,
    seed: int,
) -> tuple[Ints, Longs]:
    """Rows of the table for groups of sentences, one after the other, and where each group's begin.

    Group g joins the sentences `chosen[groups[g]:groups[g + 1]]`. `rows[offsets[u]:offsets[u + 1]]` are the rows of
    token u; with probability `apart` it is taken apart, as if the vocabulary lacked it:
    `back[back_offsets[u]:back_offsets[u + 1]]`. With probability `lose` a token is left out.
    """
    np.random.seed(seed)
    n_groups = len(groups) - 1
    out_starts = np.zeros(n_groups + 1, np.int64)
    most = 0
    for i in range(len(chosen)):
        for t in range(starts[chosen[i]], starts[chosen[i] + 1]):
            u = units[t]
            most += max(offsets[u + 1] - offsets[u], back_offsets[u + 1] - back_offsets[u])
    out = np.empty(most, np.int32)
    n = 0
    for g in range(n_groups):
        for i in range(groups[g], groups[g + 1]):
            first, end = starts[chosen[i]], starts[chosen[i] + 1]
            for t in range(first, end):
                u = units[t]
                if lose > 0 and end - first > 2 and np.random.random() < lose:
                    continue
                if apart > 0 and back_offsets[u + 1] > back_offsets[u] and np.random.random() < apart:
                    for k in range(back_offsets[u], back_offsets[u + 1]):
                        out[n] = back[k]
                        n += 1
                else:
                    for k in range(offsets[u], offsets[u + 1]):
                        out[n] = rows[k]
                        n += 1
        out_starts[g + 1] = n
    return out[:n], out_starts


@njit(parallel=True, fastmath=True, cache=True)  # type: ignore[untyped-decorator]
def sums(table: Floats, rows: Ints, starts: Longs) -> Floats:
    """Sum of the rows of each sentence: float32 `(sentences, dim)`, not normalised."""
    n, dim = len(starts) - 1, table.shape[1]
    out = np.zeros((n, dim), np.float32)
    for i in prange(n):
        for t in range(starts[i], starts[i + 1]):
            row = table[rows[t]]
            for d in range(dim):
                out[i, d] += row[d]
    return out


@njit(cache=True)  # type: ignore[untyped-decorator]
def transpose(rows: Ints, starts: Longs, slots: Ints) -> tuple[Ints, Longs, Ints]:
    """By row of the table: which rows occur, and the sentences in which each does. `slots` is scratch, all -1 before
    and after.
    """
    n = len(starts) - 1
    count = 0
    for t in range(len(rows)):
        if slots[rows[t]] < 0:
            slots[rows[t]] = count
            count += 1
    unique = np.empty(count, np.int32)
    offsets = np.zeros(count + 1, np.int64)
    for t in range(len(rows)):
        s = slots[rows[t]]
        unique[s] = rows[t]
        offsets[s + 1] += 1
    for s in range(count):
        offsets[s + 1] += offsets[s]
    fill = offsets[:-1].copy()
    sentences = np.empty(len(rows), np.int32)
    for i in range(n):
        for t in range(starts[i], starts[i + 1]):
            s = slots[rows[t]]
            sentences[fill[s]] = i
            fill[s] += 1
    for s in range(count):
        slots[unique[s]] = -1
    return unique, offsets, sentences


@njit(parallel=True, fastmath=True, cache=True)  # type: ignore[untyped-decorator]
def adam(
    table: Floats,
    first: Floats,
    second: Floats,
    gradient: Floats,
    unique: Ints,
    offsets: Longs,
    sentences: Ints,
    rate: float,
    step: int,
) -> None:
    """One lazy Adam step: only rows that occur move, and only their moments decay."""
    dim = table.shape[1]
    beta1, beta2 = np.float32(0.9), np.float32(0.999)
    c1 = np.float32(rate / (1 - 0.9**step))
    c2 = np.float32(1 / np.sqrt(1 - 0.999**step))
    eps = np.float32(1e-8)
    for s in prange(len(unique)):
        g = np.zeros(dim, np.float32)
        for k in range(offsets[s], offsets[s + 1]):
            source = gradient[sentences[k]]
            for d in range(dim):
                g[d] += source[d]
        r = unique[s]
        for d in range(dim):
            m = beta1 * first[r, d] + (1 - beta1) * g[d]
            v = beta2 * second[r, d] + (1 - beta2) * g[d] * g[d]
            first[r, d] = m
            second[r, d] = v
            table[r, d] -= c1 * m / (np.sqrt(v) * c2 + eps)


def contrast(
    cosine: Floats, scale: float, margin: float, zh_keys: Longs, en_keys: Longs
) -> tuple[Floats, float, float]:
    """Symmetric InfoNCE over a square of cosines: its gradient by scaled cosine, its gradient by log scale, its value.

    A pair must beat its negatives by `margin` (additive margin softmax, Yang et al. 2019, as LaBSE was trained). A pair
    with the same Chinese or the same English as the row's own is no negative and is left out.
    """
    n = len(cosine)
    own_place = np.arange(n)
    logits = cosine.copy()
    logits[own_place, own_place] -= np.float32(margin)
    # Cosines are at most 1, so exp(scale * (cosine - 1)) is in (0, 1]: one exponential serves rows and columns.
    weights = logits - np.float32(1)
    weights *= np.float32(scale)
    np.exp(weights, out=weights)
    for keys in (zh_keys, en_keys):
        for i, j in same(keys):
            weights[i, j] = 0
    own = np.diagonal(weights).copy()
    by_row, by_column = weights.sum(axis=1), weights.sum(axis=0)
    loss = float(-(np.log(own / by_row) + np.log(own / by_column)).mean() / 2)
    weights *= np.float32(0.5) / by_row[:, None] + np.float32(0.5) / by_column[None, :]
    weights[own_place, own_place] -= 1
    weights /= n
    return weights, float(scale * np.vdot(weights, logits)), loss


def same(keys: Longs) -> list[tuple[int, int]]:
    """Ordered pairs of different places that hold one key."""
    ranked = np.sort(keys)
    repeated = np.unique(ranked[1:][ranked[1:] == ranked[:-1]])
    groups = [np.flatnonzero(keys == key) for key in repeated]
    return [(int(i), int(j)) for group in groups for i in group for j in group if i != j]
