"""The shapes of beads (1-1, 1-2, ...), in the order that scores, weights and search share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import numpy as np

from aligner.arrays import Ints


class Kind(IntEnum):
    """Kinds of beads, between which the CRF has transitions. Linked ones come first, in the order of `Shapes.sizes`."""

    ONE = 0  # 1-1
    SPLIT = 1  # 1-n: one Chinese sentence, several English
    JOIN = 2  # n-1
    MANY = 3  # n-m
    NULL_ZH = 4  # 1-0
    NULL_EN = 5  # 0-1


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

    `n`, `m`, `kind`: int64 `(count,)`.
    """

    limit: int
    sizes: tuple[tuple[int, int], ...]
    n: Ints
    m: Ints
    kind: Ints

    def __len__(self) -> int:
        return len(self.sizes)


@cache
def shapes(limit: int) -> Shapes:
    """All linked shapes with n + m <= limit. Raises ValueError below 4: each linked kind must have a shape."""
    if limit < 4:
        raise ValueError(f"a bead must be allowed at least 4 sentences, not {limit}")
    sizes = [(n, m) for n in range(1, limit) for m in range(1, limit + 1 - n)]
    sizes.sort(key=lambda size: (kind_of(*size), sum(size), size))
    n, m = (np.array(side, dtype=np.int64) for side in zip(*sizes, strict=True))
    kind = np.array([kind_of(*size) for size in sizes], dtype=np.int64)
    return Shapes(limit, tuple(sizes), n, m, kind)
