"""Greedy pairing of items of two sides, each at most once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

Zh = TypeVar("Zh")
En = TypeVar("En")


def one_to_one(
    candidates: Iterable[tuple[float, float, int, int]], zh: Sequence[Zh], en: Sequence[En]
) -> list[tuple[Zh, En]]:
    """Pairs by (cost, distance in the text, index in `zh`, index in `en`), the cheapest and nearest first."""
    used_zh: set[int] = set()
    used_en: set[int] = set()
    found = []
    for _, _, i, j in sorted(candidates):
        if i not in used_zh and j not in used_en:
            used_zh.add(i)
            used_en.add(j)
            found.append((zh[i], en[j]))
    return found
