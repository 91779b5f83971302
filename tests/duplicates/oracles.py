"""Slow and obvious twins of the fast search."""

import math
from collections import Counter


def left_maximal_matches(text: str, least: int) -> set[tuple[int, int, int]]:
    """All (i, j, length), i < j, where text repeats itself for `least` characters and not one character earlier.

    A match ends where the copy begins; one that would have to run into its own copy to be long enough is none.
    """
    found = set()
    for i in range(len(text)):
        for j in range(i + 1, len(text)):
            if i and text[i - 1] == text[j - 1]:
                continue
            length = 0
            while j + length < len(text) and i + length < j and text[i + length] == text[j + length]:
                length += 1
            if length >= least:
                found.add((i, j, length))
    return found


def best_local_score(a: str, b: str, match: int, mismatch: int, gap_open: int, gap_extend: int) -> int:
    """Smith-Waterman with affine gaps over the whole table (Gotoh 1982)."""
    nothing = -(10**9)
    width = len(b) + 1
    h, f = [0] * width, [nothing] * width
    best = 0
    for x in a:
        e, before, row = nothing, 0, [0] * width
        for j, y in enumerate(b, start=1):
            e = max(row[j - 1] + gap_open, e + gap_extend)
            f[j] = max(h[j] + gap_open, f[j] + gap_extend)
            row[j] = max(0, before + (match if x == y else mismatch), e, f[j])
            before = h[j]
            best = max(best, row[j])
        h = row
    return best


def tfidf_cosine(texts: list[str], i: int, j: int, sizes: tuple[int, ...]) -> float:
    """The cosine of two texts as bags of n-grams, weighted by 1 + log count and log(1 + texts / texts with it)."""
    bags = []
    for text in texts:
        padded = f" {' '.join(text.lower().split())} "
        bags.append(Counter(padded[k : k + n] for n in sizes for k in range(len(padded) - n + 1)))
    often = Counter(g for bag in bags for g in bag)
    weighted = [{g: (1 + math.log(n)) * math.log(1 + len(texts) / often[g]) for g, n in bag.items()} for bag in bags]
    dot = sum(w * weighted[j].get(g, 0) for g, w in weighted[i].items())
    lengths = [math.sqrt(sum(w * w for w in weighted[k].values())) for k in (i, j)]
    return dot / (lengths[0] * lengths[1]) if all(lengths) else 0.0
