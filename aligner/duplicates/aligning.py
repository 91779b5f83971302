"""Aligns the two places of a chain symbol by symbol: where the repeat begins and ends, and how many symbols are equal.

Smith & Waterman (1981) with affine gaps (Gotoh 1982) in a band around the chain, stopped where the score has dropped
too far below its best (the X-drop of BLAST, Altschul et al. 1997) and started again after it, so that two repeats with
other text between them are two hits. Every cell stores where its path began, so that no traceback is needed.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from aligner.arrays import Bools, Ints, Ints32
from aligner.duplicates.adjacent import adjacent
from aligner.duplicates.chains import Chains
from aligner.duplicates.folding import Codes, Folded
from aligner.duplicates.ruler import Ruler
from aligner.native import native
from aligner.workers import cores

Hits = Ints32

MATCH, MISMATCH, GAP_OPEN, GAP_EXTEND = 2, -2, -4, -1  # a gap of n symbols costs 3 + n
# A hit ends at a gap of 57 symbols or a run of 30 changed ones; one that is short itself, sooner.
DROP, LEAST_DROP = 60, 12
MARGIN = 20  # symbols tried before and behind a chain; where a hit reaches it, more is tried
HALF_BAND = 12  # symbols to either side of the chain; more where the chain itself shifts
# Letters alike (half as many ideographs), less those that are not, around a lone seed; see `_worth`. Chance matches
# grow with the square of the text: beyond a million letters a lone seed must show more. (Of 5 million letters of
# manuals and laws: 144,000 hits instead of 212,000, and 976 groups instead of 974.)
PROMISING, PER_TENFOLD, MILLION = 16, 3.5, 1_000_000
# One that stands alone can be no part of a larger repeat, and must show more yet. (Of 5 million letters a sixth of the
# chains go; of 992 groups one is lost, and another found in its place.)
ALONE_PER_TENFOLD = 8.0
SHARE = 100_000  # chains that a thread aligns at once
_NOTHING = -(1 << 28)


def promising_chains(folded: Folded, chains: Chains, ruler: Ruler) -> Chains:
    """Those worth aligning: alike beyond their seeds, in large texts the more so where no other chain is near."""
    if not len(chains):
        return chains
    with ThreadPoolExecutor() as pool:
        shares = [chains[k : k + SHARE] for k in range(0, len(chains), SHARE)]
        worth = np.full(len(chains), 1 << 30, np.int32)
        parts = [worth[k : k + SHARE] for k in range(0, len(chains), SHARE)]
        list(pool.map(lambda share, part: _worth(folded.codes, folded.wide, share, part), shares, parts))
    tenfold = max(0.0, math.log10(len(folded.codes) / MILLION))
    likely = worth >= PROMISING + round(PER_TENFOLD * tenfold)
    chains, worth = chains[likely], worth[likely]
    alone = worth < PROMISING + round(ALONE_PER_TENFOLD * tenfold)
    alone[adjacent(chains.astype(np.int64), ruler)] = False
    chosen: Chains = chains[~alone]
    return chosen


def align_chains(folded: Folded, chains: Chains, boundaries: Ints32, least_score: int) -> Hits:
    """int32 `(n, 6)`: start and end in i, start and end in j, matching symbols, score. No hit twice, none in another.

    `boundaries`: sorted places of the symbol between documents, the first and the last place included.
    """
    if not len(chains):
        return np.zeros((0, 6), dtype=np.int32)
    shares = [chains[k : k + SHARE] for k in range(0, len(chains), SHARE)]
    with ThreadPoolExecutor(min(len(shares), cores())) as pool:  # compiled code runs beside its like
        found = pool.map(lambda share: _hits_of(folded, share, boundaries, least_score), shares)
        return _maximal(np.concatenate([*found]))


def _hits_of(folded: Folded, chains: Chains, boundaries: Ints32, least_score: int) -> Hits:
    """The hits of some chains, in their order."""
    shifts = np.abs((chains[:, 3] - chains[:, 2]) - (chains[:, 1] - chains[:, 0]))
    rows = np.zeros((4, 2 * (HALF_BAND + int(shifts.max())) + 3, 4), dtype=np.int32)
    room = len(chains) + 64
    while True:
        hits = np.zeros((room, 6), dtype=np.int32)
        count = _align(folded.codes, chains, boundaries, least_score, rows, np.zeros(6, np.int64), hits)
        if count <= room:
            return hits[:count].copy()
        room = count


def _maximal(hits: Hits) -> Hits:
    """Without the hits that lie in another one in both places."""
    order = np.lexsort((-hits[:, 1], hits[:, 0]))
    hits = np.ascontiguousarray(hits[order])
    keep = np.ones(len(hits), np.bool_)
    _outer(hits, np.zeros(len(hits), np.int64), keep)
    outer: Hits = hits[keep]
    return outer


@native
def _outer(hits: Hits, open_hits: Ints, keep: Bools) -> None:
    count = 0
    for h in range(len(hits)):
        left = 0
        for k in range(count):
            o = open_hits[k]
            if hits[o, 1] > hits[h, 0]:
                open_hits[left] = o
                left += 1
                if hits[o, 1] >= hits[h, 1] and hits[o, 2] <= hits[h, 2] and hits[o, 3] >= hits[h, 3]:
                    keep[h] = False
        count = left
        if keep[h]:
            open_hits[count] = h
            count += 1


@native
def _align(
    codes: Codes, chains: Chains, boundaries: Ints32, least_score: int, rows: Ints32, best: Ints, hits: Hits
) -> int:
    """Fill `hits` as far as they fit; returns how many there are. `rows`: room for four rows of cells; `best`: for one
    hit."""
    count = 0
    for c in range(len(chains)):
        b = np.searchsorted(boundaries, chains[c, 0])
        i_low, i_high = boundaries[b - 1] + 1, boundaries[b]
        b = np.searchsorted(boundaries, chains[c, 2])
        j_low, j_high = boundaries[b - 1] + 1, boundaries[b]
        margin = MARGIN
        first_row = row = max(i_low, chains[c, 0] - margin)
        while row < chains[c, 1]:
            reached = _hit(codes, chains[c], row, i_high, j_low, j_high, rows, best)
            if best[5] < least_score:
                row = reached
            elif best[0] <= row + 2 and row == first_row > i_low:
                margin *= 4  # the hit begins where the search did: it may begin before
                first_row = row = max(i_low, chains[c, 0] - margin)
            else:
                # What ends before the chain, in the wider margin, has a chain of its own.
                if best[1] > chains[c, 0] - MARGIN:
                    if count < len(hits):
                        for k in range(6):
                            hits[count, k] = best[k]
                    count += 1
                row = best[1]
    return count


@native
def _worth(codes: Codes, wide: Bools, chains: Chains, worth: Ints32) -> None:
    """Into int32 `(n,)`: letters alike less those that are not, around a lone seed; nothing for several seeds."""
    for c in range(len(chains)):
        i, i_end, j, j_end, seeded = chains[c, 0], chains[c, 1], chains[c, 2], chains[c, 3], chains[c, 4]
        if seeded >= i_end - i:
            total = seeded + _run(codes, i_end, j_end, 1) + _run(codes, i - 1, j - 1, -1)
            worth[c] = 2 * total + 1 if wide[i] else total


@native
def _run(codes: Codes, i: int, j: int, step: int) -> int:
    """Symbols alike less symbols that are not, from i and j on, where that is most."""
    score, best = 0, 0
    while j < len(codes) and codes[i] != 0 and codes[j] != 0 and score > best - 5:
        score += 1 if codes[i] == codes[j] else -1
        best = max(best, score)
        i += step
        j += step
    return best


@native
def _hit(
    codes: Codes, chain: Ints32, first_row: int, i_high: int, j_low: int, j_high: int, rows: Ints32, best: Ints
) -> int:
    """The first local alignment from `first_row` on, into `best`; returns the row reached.

    Cells are (score, first i, first j, matches) of the best path that ends there (h), or ends there with a symbol of i
    that has no partner (f); `e` is the same for a symbol of j.
    """
    i_start, i_end, j_start = chain[0], chain[1], chain[2]
    shift = (chain[3] - chain[2]) - (chain[1] - chain[0])
    half = HALF_BAND + abs(shift)
    width = 2 * half + 1
    h, h_new, f, f_new = rows[0], rows[1], rows[2], rows[3]
    h[:, 0] = 0
    f[:, 0] = _NOTHING
    best[:] = 0
    low = 0
    i = first_row
    while i < i_high:
        inside = min(max(i - i_start, 0), i_end - i_start)
        new_low = i + (j_start - i_start) + shift * inside // max(1, i_end - i_start) - half
        by = new_low - low if i > first_row else 0  # how far the band has moved since the last row
        low = new_low
        e_score, e_i, e_j, e_matches = _NOTHING, 0, 0, 0
        row_best = 0
        for k in range(width):
            j = low + k
            h_new[k, 0] = 0
            f_new[k, 0] = _NOTHING
            if j < j_low or j >= j_high or j <= i:
                e_score = _NOTHING
                continue
            # A symbol of i without a partner: from the cell (i - 1, j).
            above = k + by
            if i > first_row and 0 <= above < width:
                opened, extended = h[above, 0] + GAP_OPEN, f[above, 0] + GAP_EXTEND
                if opened >= extended:
                    f_new[k, 0], f_new[k, 1], f_new[k, 2], f_new[k, 3] = opened, h[above, 1], h[above, 2], h[above, 3]
                else:
                    f_new[k, 0], f_new[k, 1], f_new[k, 2], f_new[k, 3] = extended, f[above, 1], f[above, 2], f[above, 3]
            # A symbol of j without a partner: from the cell (i, j - 1).
            if k > 0:
                opened = h_new[k - 1, 0] + GAP_OPEN
                e_score += GAP_EXTEND
                if opened >= e_score:
                    e_score, e_i, e_j, e_matches = opened, h_new[k - 1, 1], h_new[k - 1, 2], h_new[k - 1, 3]
            # Both symbols paired: from the cell (i - 1, j - 1), or a new path where that has none.
            same = codes[i] == codes[j]
            score, from_i, from_j, matches = 0, i, j, 0
            if i > first_row and 0 <= above - 1 < width and h[above - 1, 0] > 0:
                score, from_i, from_j, matches = h[above - 1, 0], h[above - 1, 1], h[above - 1, 2], h[above - 1, 3]
            if same:
                score += MATCH
                matches += 1
            else:
                score += MISMATCH
            if e_score > score:
                score, from_i, from_j, matches = e_score, e_i, e_j, e_matches
            if f_new[k, 0] > score:
                score, from_i, from_j, matches = f_new[k, 0], f_new[k, 1], f_new[k, 2], f_new[k, 3]
            if score <= 0:
                continue
            h_new[k, 0], h_new[k, 1], h_new[k, 2], h_new[k, 3] = score, from_i, from_j, matches
            row_best = max(row_best, score)
            if score > best[5]:
                best[0], best[1], best[2], best[3], best[4], best[5] = from_i, i + 1, from_j, j + 1, matches, score
        h, h_new = h_new, h
        f, f_new = f_new, f
        i += 1
        if row_best < best[5] - min(DROP, LEAST_DROP + best[5] // 2) or (i >= i_end + MARGIN and row_best == 0):
            break
    return int(i)
