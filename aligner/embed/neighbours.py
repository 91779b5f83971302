"""Nearest rows by cosine: exact, or with the extra `ann` (faiss, MIT licence) for large searches, by short codes.

Exact search takes a product of all rows with all others, in blocks. Beyond `EXACT_MOST` cosines, where faiss is
installed, every vector is first compared by a code of half a bit a dimension (product quantisation scanned in
registers: André et al., "Quicker ADC", 2019), and the best are compared exactly. Of 100,000 Chinese and 100,000 English
sentences (512 dimensions), .996 of the eight nearest are found so, in 47 s of processor time in place of 148 s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from aligner.arrays import Ints32
from aligner.embed.encoder import Vectors
from aligner.native import native

EXACT_MOST = 2_500_000_000  # most cosines of an exact search, 50,000 x 50,000: about half a minute
CELLS = 50_000_000  # cosines held at once: 200 MB
BLOCK = 1024  # most rows compared at once
# Dimensions per code of 4 bits, and how many times as many neighbours as asked for are compared exactly. Share of the
# eight nearest found, and seconds for 4,000 x 100,000: with 8 dimensions .950, 1.2; 4 .996, 1.9; 2 .999, 3.2; with 4
# dimensions and 8 times as many .987, 1.6.
DIMENSIONS_A_CODE = 4
LOOKED_AT = 16
TAUGHT_FROM = 10_000  # vectors from which the codes are learned
# From so many vectors on, only the codes in the nearest cells of a coarse grid are compared: time grows with n^1.5 in
# place of n^2. (With 1,024 cells for 100,000 vectors, .966 of the eight nearest in half the time.)
GRID_FROM = 200_000
CELLS_LOOKED_AT = 128


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each of n rows its nearest among others, nearest first, and the lower index first among equals.

    `indices`: int32 `(n, k)`, -1 if there are fewer than k. `cosines`: float32 `(n, k)`, 0 there.
    """

    indices: Ints32
    cosines: Vectors


def approximate(rows: int, others: int) -> bool:
    """Whether a search of this size is done by codes."""
    return rows * others > EXACT_MOST and faiss_installed()


def faiss_installed() -> bool:
    """Is the extra `ann` there?"""
    return find_spec("faiss") is not None


def nearest(rows: Vectors, others: Vectors, count: int, but: Ints32 | None = None) -> Neighbours:
    """The `count` nearest of `others` for each row. float32 `(n, dim)` and `(m, dim)`, rows of length 1.

    `but`: int32 `(n, 2)`, for each row a range `[start, end)` of the others to be left out, such as the row itself.
    """
    search = by_codes if approximate(len(rows), len(others)) else exactly
    return search(rows, others, count, but)


def nearest_both(rows: Vectors, others: Vectors, count: int) -> tuple[Neighbours, Neighbours]:
    """`nearest` of `rows` among `others`, and of `others` among `rows`, from the same cosines."""
    if approximate(len(rows), len(others)):
        return by_codes(rows, others, count), by_codes(others, rows, count)
    forth, back = _empty(len(rows), min(count, len(others))), _empty(len(others), min(count, len(rows)))
    for start, block in _blocks(rows, others):
        nothing = np.zeros((len(block), 2), dtype=np.int32)
        _keep_rows(block, nothing, forth.indices[start : start + len(block)], forth.cosines[start : start + len(block)])
        _keep_columns(block, start, back.indices, back.cosines)
    return _settled(forth), _settled(back)


def exactly(rows: Vectors, others: Vectors, count: int, but: Ints32 | None = None) -> Neighbours:
    """See `nearest`; by all cosines."""
    found = _empty(len(rows), min(count, len(others)))
    but = np.zeros((len(rows), 2), dtype=np.int32) if but is None else but
    for start, block in _blocks(rows, others):
        part = slice(start, start + len(block))
        _keep_rows(block, but[part], found.indices[part], found.cosines[part])
    return _settled(found)


def by_codes(rows: Vectors, others: Vectors, count: int, but: Ints32 | None = None) -> Neighbours:
    """See `nearest`; nearly all of the nearest are found, with exact cosines."""
    import faiss

    k = min(count, len(others))
    spare = 0 if but is None or not len(but) else int((but[:, 1] - but[:, 0]).max())
    index = _index(faiss, others)
    found = _empty(len(rows), k)
    for start in range(0, len(rows), BLOCK):
        part = slice(start, min(start + BLOCK, len(rows)))
        cosines, indices = index.search(_padded(rows[part]), min(k + spare, len(others)))
        if but is not None:
            first, end = but[part, :1], but[part, 1:]
            cosines[(indices >= first) & (indices < end)] = -np.inf
        cosines[indices < 0] = -np.inf
        order = np.argsort(-cosines, axis=1, kind="stable")[:, :k]
        found.indices[part] = np.take_along_axis(indices, order, axis=1)
        found.cosines[part] = np.take_along_axis(cosines, order, axis=1)
    return _settled(found)


def _index(faiss: Any, others: Vectors) -> Any:
    vectors = _padded(others)
    codes = f"PQ{vectors.shape[1] // DIMENSIONS_A_CODE}x4fs,RFlat"
    grid = len(vectors) > GRID_FROM
    cells = round(4 * len(vectors) ** 0.5)
    name = f"IVF{cells},{codes}" if grid else codes
    index = faiss.index_factory(vectors.shape[1], name, faiss.METRIC_INNER_PRODUCT)
    index.k_factor = LOOKED_AT
    if grid:
        coarse = faiss.extract_index_ivf(index)
        coarse.nprobe = CELLS_LOOKED_AT
        coarse.cp.niter = 6  # passes of k-means; more move few cells
    teachers = max(TAUGHT_FROM, 40 * cells * grid)
    chosen = np.random.default_rng(0).choice(len(vectors), min(teachers, len(vectors)), replace=False)
    index.train(vectors[chosen])
    index.add(vectors)
    return index


def _padded(rows: Vectors) -> Vectors:
    """With columns of zeros added until the dimensions can be coded; cosines do not change."""
    short = -rows.shape[1] % (2 * DIMENSIONS_A_CODE)
    return np.ascontiguousarray(np.pad(rows, ((0, 0), (0, short))) if short else rows, dtype=np.float32)


def _blocks(rows: Vectors, others: Vectors) -> Iterator[tuple[int, Vectors]]:
    """The cosines, some rows at a time: the index of the first row, and float32 `(rows, m)`."""
    size = max(1, min(BLOCK, CELLS // max(1, len(others))))
    for start in range(0, len(rows), size):
        yield start, rows[start : start + size] @ others.T


def _empty(n: int, k: int) -> Neighbours:
    return Neighbours(np.full((n, k), -1, dtype=np.int32), np.full((n, k), -np.inf, dtype=np.float32))


def _settled(found: Neighbours) -> Neighbours:
    """`found`, with index -1 and cosine 0 in unused places."""
    none = np.isneginf(found.cosines)
    found.indices[none] = -1
    found.cosines[none] = 0
    return found


@native
def _keep_rows(cosines: Vectors, but: Ints32, indices: Ints32, best: Vectors) -> None:
    """Update `best` with the highest of each row of a block `(n, m)`, without columns `but[r, 0]` to `but[r, 1]`."""
    last = best.shape[1] - 1
    for r in range(len(cosines)):
        for j in range(cosines.shape[1]):
            x = cosines[r, j]
            if x > best[r, last] and not but[r, 0] <= j < but[r, 1]:
                _insert(best[r], indices[r], x, j)


@native
def _keep_columns(cosines: Vectors, start: int, indices: Ints32, best: Vectors) -> None:
    """Update `best` with the highest of each column of a block that begins at row `start`."""
    last = best.shape[1] - 1
    for r in range(len(cosines)):
        for j in range(cosines.shape[1]):
            x = cosines[r, j]
            if x > best[j, last]:
                _insert(best[j], indices[j], x, start + r)


@native
def _insert(best: Vectors, places: Ints32, value: float, place: int) -> None:
    """Insert into a list in descending order, after equals; the lowest drops out."""
    k = len(best) - 1
    while k > 0 and best[k - 1] < value:
        best[k], places[k] = best[k - 1], places[k - 1]
        k -= 1
    best[k], places[k] = value, place
