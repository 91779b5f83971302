"""Disjoint sets (union-find) of whole numbers."""

from __future__ import annotations


class DisjointSets:
    """The numbers below `size`, each in a set of its own until joined."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def find(self, x: int) -> int:
        """The number that stands for the set of `x`."""
        while self._parents[x] != x:
            self._parents[x] = self._parents[self._parents[x]]
            x = self._parents[x]
        return x

    def join(self, x: int, y: int) -> None:
        a, b = sorted((self.find(x), self.find(y)))
        self._parents[b] = a

    def groups(self) -> list[list[int]]:
        """All sets, each in order, ordered by their first number."""
        members: dict[int, list[int]] = {}
        for x in range(len(self._parents)):
            members.setdefault(self.find(x), []).append(x)
        return list(members.values())
