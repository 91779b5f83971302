"""Character n-grams weighted by rarity: how alike the wording of two sentences is.

Two human translations of one passage share 4 % of their word 5-grams but many runs of characters: names, figures,
stems.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from aligner.arrays import Floats32, Ints, Ints32
from aligner.native import native
from aligner.records import Lang

Hashes = npt.NDArray[np.uint32]

# Lengths of n-grams. English: 3 to 5, measured: P@1 .96, F1 .84 alone. Chinese: one ideograph is half a word.
SIZES: dict[Lang, tuple[int, ...]] = {"en": (3, 4, 5), "zh": (1, 2, 3)}


class NGrams:
    """Sentences of one language as sparse rows of hashed n-grams, TF-IDF weighted, of length 1.

    starts: int64 `(n + 1,)`; hashes: uint32, sorted within each row; weights: float32.
    """

    def __init__(self, texts: Sequence[str], lang: Lang) -> None:
        rows = [_hashed(text, SIZES[lang]) for text in texts]
        self.starts = np.concatenate(([0], np.cumsum([len(h) for h, _ in rows]))).astype(np.int64)
        self.hashes = np.concatenate([h for h, _ in rows]) if rows else np.zeros(0, np.uint32)
        counts = np.concatenate([c for _, c in rows]) if rows else np.zeros(0, np.int64)
        seen, of, often = np.unique(self.hashes, return_inverse=True, return_counts=True)
        del seen
        weights = (1 + np.log(np.maximum(counts, 1))) * np.log(1 + len(texts) / often)[of]
        lengths = np.sqrt(np.add.reduceat(np.append(weights**2, 0), self.starts[:-1])) if rows else np.zeros(0)
        per_row = np.repeat(np.maximum(lengths, 1e-9), np.diff(self.starts))
        self.weights = (weights / per_row).astype(np.float32)

    def cosines(self, pairs: Ints32) -> Floats32:
        """float32 `(n,)`: the cosine of each pair of rows `(n, 2)`."""
        out = np.zeros(len(pairs), dtype=np.float32)
        _cosines(self.starts, self.hashes, self.weights, pairs, out)
        return out


def _hashed(text: str, sizes: Sequence[int]) -> tuple[Hashes, Ints]:
    """The n-grams of a text, hashed to 32 bits, sorted, with how often each stands there."""
    padded = f" {' '.join(text.lower().split())} "
    codes = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    found = []
    for size in sizes:
        if len(codes) < size:
            continue
        value = np.full(len(codes) - size + 1, size, dtype=np.uint64)
        for k in range(size):
            # The multipliers of Knuth's MMIX generator and of Fibonacci hashing; overflow wraps, as hashing wants.
            value = value * np.uint64(6364136223846793005) + codes[k : len(codes) - size + 1 + k]
        value = (value ^ (value >> np.uint64(29))) * np.uint64(0x9E3779B97F4A7C15)
        found.append((value >> np.uint64(32)).astype(np.uint32))
    if not found:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    return np.unique(np.concatenate(found), return_counts=True)


@native
def _cosines(starts: Ints, hashes: Hashes, weights: Floats32, pairs: Ints32, out: Floats32) -> None:
    for p in range(len(pairs)):
        x, x_end = starts[pairs[p, 0]], starts[pairs[p, 0] + 1]
        y, y_end = starts[pairs[p, 1]], starts[pairs[p, 1] + 1]
        total = 0.0
        while x < x_end and y < y_end:
            if hashes[x] == hashes[y]:
                total += weights[x] * weights[y]
                x += 1
                y += 1
            elif hashes[x] < hashes[y]:
                x += 1
            else:
                y += 1
        out[p] = total
