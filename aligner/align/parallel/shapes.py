"""The shapes a bead may have, in one order that scores, weights and search share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np
import numpy.typing as npt


class Kind(IntEnum):
    """What a bead is, for the CRF's transitions. Linked kinds first: their order is the order of `Shapes.sizes`."""

    ONE = 0  # 1-1
    SPLIT = 1  # 1-n: one Chinese sentence, several English
    JOIN = 2  # n-1
    MANY = 3  # n-m
    NULL_ZH = 4  # 1-0
    NULL_EN = 5  # 0-1


LINKED = (Kind.ONE, Kind.SPLIT, Kind.JOIN, Kind.MANY)


def kind_of(n: int, m: int) -> Kind:
    """The kind of an n-m bead."""
    if not n or not m:
        return Kind.NULL_ZH if n else Kind.NULL_EN
    if n == m == 1:
        return Kind.ONE
    if n == 1:
        return Kind.SPLIT
    return Kind.JOIN if m == 1 else Kind.MANY


@dataclass(frozen=True)
class Shapes:
    """Linked shapes of at most `limit` sentences, grouped by kind.

    `n`, `m`, `kind`: int64 `(count,)`. `starts`: where each linked kind begins, for `ufunc.reduceat`.
    """

    limit: int
    sizes: tuple[tuple[int, int], ...]
    n: npt.NDArray[np.int64]
    m: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.sizes)

    @property
    def depth(self) -> int:
        """The most sentences on one side of a linked bead."""
        return self.limit - 1


@cache
def shapes(limit: int) -> Shapes:
    """All linked shapes with n + m <= limit. Raises ValueError below 4: each linked kind must have a shape."""
    if limit < 4:
        raise ValueError(f"a bead must be allowed at least 4 sentences, not {limit}")
    sizes = [(n, m) for n in range(1, limit) for m in range(1, limit + 1 - n)]
    sizes.sort(key=lambda size: (kind_of(*size), sum(size), size))
    n, m = (np.array(side, dtype=np.int64) for side in zip(*sizes, strict=True))
    kind = np.array([kind_of(*size) for size in sizes], dtype=np.int64)
    return Shapes(limit, tuple(sizes), n, m, kind, np.searchsorted(kind, np.array(LINKED)))
