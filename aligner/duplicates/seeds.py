"""Seeds for the search of repeats: exact matches of two places, from a suffix array.

Adaptive seeds after Kiełbasa et al., "Adaptive seeds tame genomic sequence comparison" (Genome Research 2011): a match
is a seed from a least length on, but one that occurs often (中华人民共和国) is lengthened until few places share it. So
set phrases cost little, and a rare word is found however little around it matches.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from aligner.arrays import Bools, Ints, Ints32
from aligner.duplicates.folding import Codes, Folded, Offsets
from aligner.native import native

Seeds = Ints32
Bytes = npt.NDArray[np.uint8]

# Least seed in letters; an ideograph counts as two. 15 % of characters changed leaves unbroken runs of 7 symbols on
# average and, in a passage of 20 ideographs, a longest run of 7: a seed of 5 ideographs or 10 letters is found there.
LEAST_WEIGHT = 10
# Longer seeds are taken where short ones would be more than this: memory (16 bytes a seed) and time stay bounded.
SEEDS_PER_SYMBOL = 0.4
SEEDS_AT_LEAST = 1_000_000
MOST_PLACES = 12  # places that may share a seed, all pairs taken
PARTS = 2  # of the suffixes, paired at the same time
LONGEST = 64  # symbols; a match this long is taken however many share it, each with its next
CLASSES = 256  # within a class of places, that there is room for at first


def find_seeds(folded: Folded) -> Seeds:
    """int32 `(n, 3)`: i, j and the length of a match that cannot be extended at its left, i < j, ordered by i."""
    from pydivsufsort import divsufsort, kasai

    codes = folded.codes
    if len(codes) < 3:
        return np.zeros((0, 3), dtype=np.int32)
    suffixes = divsufsort(codes).astype(np.int32, copy=False)
    common = np.minimum(kasai(codes, suffixes), np.iinfo(np.uint16).max).astype(np.uint16)
    budget = max(SEEDS_AT_LEAST, int(SEEDS_PER_SYMBOL * len(codes)))
    for weight in range(LEAST_WEIGHT, 4 * LEAST_WEIGHT, 2):
        depths = np.full(len(codes), 255, np.uint8)
        _depths(codes, folded.wide, weight, depths)
        pairs = _pairs(codes, suffixes, common, depths, budget)
        if len(pairs) <= budget:
            break
    del suffixes, common
    keys = pairs[:, 0].astype(np.int64) << 32 | pairs[:, 1]
    del pairs
    keys.sort()
    seeds = np.empty((len(keys), 3), dtype=np.int32)
    seeds[:, 0] = keys >> 32
    seeds[:, 1] = keys & 0x7FFFFFFF
    with ThreadPoolExecutor(PARTS) as pool:
        list(pool.map(lambda part: _measure(codes, part), np.array_split(seeds, PARTS)))
    return seeds


def _pairs(codes: Codes, suffixes: Offsets, common: Codes, depths: npt.NDArray[np.uint8], most: int) -> Seeds:
    """int32 `(n, 2)`: the pairs of places that begin a seed; more than `most` rows where there are more than that."""
    # Suffixes with fewer symbols in common than the shortest seed has are in different classes: there parts are cut.
    cuts = np.linspace(0, len(suffixes) - 1, PARTS + 1).astype(np.int64)
    for k in range(1, PARTS):
        apart = np.flatnonzero(common[cuts[k] : cuts[k + 1]] < LEAST_WEIGHT // 2)
        cuts[k] = cuts[k] + apart[0] + 1 if len(apart) else cuts[k + 1]

    def part(k: int) -> Seeds:
        room = np.empty((most + 1, 2), dtype=np.int32)  # takes memory as it is filled
        classes = CLASSES
        while True:
            waiting, places = np.empty((classes, 3), np.int64), np.empty(4 * classes, np.int64)
            count = _pair_places(codes, suffixes, common, depths, cuts[k], cuts[k + 1], waiting, places, room)
            if count >= 0:
                return room[:count]
            classes *= 8

    with ThreadPoolExecutor(PARTS) as pool:
        return np.concatenate([*pool.map(part, range(PARTS))])


@native
def _depths(codes: Codes, wide: Bools, weight: int, depths: Bytes) -> None:
    """Into uint8 `(n,)`: how many symbols from here weigh `weight`; nothing where a boundary comes first."""
    n = len(codes)
    end, total = 0, 0
    for i in range(n):
        if end < i:
            end, total = i, 0
        while end < n and total < weight and codes[end] != 0:
            total += 2 if wide[end] else 1
            end += 1
        if total >= weight:
            depths[i] = end - i
        if end > i:
            total -= 2 if wide[i] else 1


@native
def _pair_places(
    codes: Codes, suffixes: Offsets, common: Codes, depths: Bytes, begin: int, end: int,
    waiting: Ints, places: Ints, out: Seeds,
) -> int:  # fmt: skip
    """Fill `out` with the pairs of places, of the suffixes `[begin, end]`, that begin a seed, until it is full.

    A run of suffixes that share `depth` symbols is one class of places. Returns how many pairs there are, or -1 where
    there is too little room in `waiting`, for classes within a class, or in `places`, for those of a class.
    """
    count = 0
    r = begin
    while r < end:
        depth = depths[suffixes[r]]
        if depth == 255 or common[r] < depth:
            r += 1
            continue
        first = r
        while r < end and common[r] >= depth:
            r += 1
        top = 1
        waiting[0, 0], waiting[0, 1], waiting[0, 2] = first, r, depth
        while top:
            top -= 1
            a, b, length = waiting[top, 0], waiting[top, 1], waiting[top, 2]
            size = b - a + 1
            if size <= MOST_PLACES or length >= LONGEST:
                reach = size if size <= MOST_PLACES else 2
                if size > len(places):
                    return -1
                for x in range(size):
                    places[x] = suffixes[a + x]
                _sort(places, size)
                for x in range(size):
                    p = places[x]
                    for y in range(x + 1, min(size, x + reach)):
                        q = places[y]
                        # Only where the match cannot be extended at its left; no place repeats into itself.
                        if q - p < length or (codes[p - 1] == codes[q - 1] and codes[p - 1] != 0):
                            continue
                        if count == len(out):
                            return count
                        out[count, 0], out[count, 1] = p, q
                        count += 1
                continue
            start = a
            for x in range(a, b + 1):
                if x == b or common[x] < length + 2:
                    if x > start:
                        if top == len(waiting):
                            return -1
                        waiting[top, 0], waiting[top, 1], waiting[top, 2] = start, x, length + 2
                        top += 1
                    start = x + 1
    return count


@native
def _sort(values: Ints, size: int) -> None:
    """The first `size` in rising order: heap sort."""
    for top in range(size // 2 - 1, -1, -1):
        _sink(values, top, size)
    for end in range(size - 1, 0, -1):
        values[0], values[end] = values[end], values[0]
        _sink(values, 0, end)


@native
def _sink(values: Ints, top: int, end: int) -> None:
    """The value at `top` goes down the heap `values[:end]` to its place."""
    value = values[top]
    while 2 * top + 1 < end:
        below = 2 * top + 1
        if below + 1 < end and values[below + 1] > values[below]:
            below += 1
        if values[below] <= value:
            break
        values[top] = values[below]
        top = below
    values[top] = value


@native
def _measure(codes: Codes, seeds: Seeds) -> None:
    """Set `seeds[:, 2]` to the length of each match; a match ends at a boundary and before it meets its own copy."""
    n = len(codes)
    for s in range(len(seeds)):
        i, j = seeds[s, 0], seeds[s, 1]
        length = 0
        while j + length < n and i + length < j and codes[i + length] == codes[j + length] and codes[i + length] != 0:
            length += 1
        seeds[s, 2] = length
