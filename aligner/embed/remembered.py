"""A cache of the directions and weights of words: many texts have few different words, and nearly all recur."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from aligner.embed.encoder import Vectors

MOST = 32_768  # words remembered: 64 MB at 512 dimensions. 4,500 pairs of news hold 20,000, each used twelve times

Word = int | str  # the number of a piece, or a run of several


class RememberedWords:
    """Computes each word once. When the cache is full, everything is forgotten."""

    def __init__(
        self,
        vectors: Callable[[npt.NDArray[np.intp]], Vectors],
        pieces: Callable[[str], Sequence[int]],
        dim: int,
        most: int = MOST,
    ) -> None:
        """`vectors` gives the rows of pieces, float32 `(n, dim)`, not normalised; `pieces` those of a run."""
        self._vectors, self._pieces, self._dim, self._most = vectors, pieces, dim, most
        self._forget(most)

    def _forget(self, room: int) -> None:
        self._rows: dict[Word, int] = {}
        # Zeros take up memory only when they are overwritten.
        self._directions = np.zeros((room, self._dim), np.float32)
        self._weights = np.zeros(room, np.float32)

    def look_up(self, words: Sequence[Word]) -> tuple[Vectors, Vectors]:
        """Directions, float32 `(n, dim)`, rows of length 1, and weights, float32 `(n,)`; both 0 for unknown words."""
        try:
            rows = [self._rows[word] for word in words]
        except KeyError:
            self._learn(words)
            rows = [self._rows[word] for word in words]
        return self._directions.take(rows, axis=0), self._weights.take(rows)

    def _learn(self, words: Sequence[Word]) -> None:
        new = list(dict.fromkeys(word for word in words if word not in self._rows))
        if len(self._rows) + len(new) > len(self._weights):
            new = list(dict.fromkeys(words))
            self._forget(max(self._most, len(new)))
        pieces = [(word,) if isinstance(word, int) else self._pieces(word) for word in new]
        vectors = self._vectors(np.fromiter(chain.from_iterable(pieces), np.intp))
        sums = vectors if len(vectors) == len(new) and all(pieces) else _added(pieces, vectors)
        weights = np.sqrt(np.einsum("ij,ij->i", sums, sums))
        sums /= np.maximum(weights, np.finfo(np.float32).tiny)[:, None]
        held = len(self._rows)
        self._directions[held : held + len(new)] = sums
        self._weights[held : held + len(new)] = weights
        self._rows.update(zip(new, range(held, held + len(new)), strict=True))


def _added(pieces: Sequence[Sequence[int]], vectors: Vectors) -> Vectors:
    """For each word the sum of the vectors of its pieces."""
    sums = np.zeros((len(pieces), vectors.shape[1]), np.float32)
    at = 0
    for row, some in enumerate(pieces):
        for _ in some:
            sums[row] += vectors[at]
            at += 1
    return sums
