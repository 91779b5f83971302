"""Chains of seeds that follow one another in both places at nearly the same distance; these are aligned next.

Chaining as in minimap2 (Li, Bioinformatics 2018), but greedy: a seed joins the nearest chain that ends shortly before
it in both places. Wrong joins are corrected by the alignment.
"""

from __future__ import annotations

import numpy as np

from aligner.arrays import Ints32
from aligner.duplicates.seeds import Seeds
from aligner.native import native

Chains = Ints32

# Symbols between two seeds of one chain. At 15 % of characters changed, seeds of 5 ideographs come every 15 characters
# on average and 1 gap in 200 is longer than 80; of 10 letters, every 32 letters, and 1 in 40 is longer than 120.
LONGEST_GAP = 100
# Symbols by which two seeds of one chain may be shifted against each other: a few words put in or taken out.
LARGEST_SHIFT = 24
_BAND = 5  # chains are looked up by distance in bands of 2**_BAND symbols


def chain_seeds(seeds: Seeds, boundaries: Ints32, least: int) -> Chains:
    """int32 `(n, 5)`: start and end in i, start and end in j, symbols in seeds; chains with under `least` are left out.

    `seeds` are ordered by i. A chain does not cross `boundaries` (sorted places between documents).
    """
    chains = np.zeros((len(seeds), 5), dtype=np.int32)
    latest = np.full((int(boundaries[-1]) >> _BAND) + 2, -1, dtype=np.int32)
    count = _chain(seeds, boundaries, chains, latest)
    chains = chains[:count]
    return chains[chains[:, 4] >= least]


@native
def _chain(seeds: Seeds, boundaries: Ints32, chains: Chains, latest: Ints32) -> int:
    """Fill `chains`; returns how many there are. `latest`: for each band the chain that was last added to, or -1."""
    count = 0
    for s in range(len(seeds)):
        i, j, length = seeds[s, 0], seeds[s, 1], seeds[s, 2]
        band = (j - i) >> _BAND
        best, best_cost = -1, 1 << 30
        for near in range(max(0, band - 1), band + 2):
            c = latest[near]
            if c < 0:
                continue
            gap_i, gap_j = i - chains[c, 1], j - chains[c, 3]
            shift = abs(gap_i - gap_j)
            if max(gap_i, gap_j) > LONGEST_GAP or shift > LARGEST_SHIFT or i < chains[c, 0] or j < chains[c, 2]:
                continue
            cost = shift + max(gap_i, 0)
            if (
                cost < best_cost
                and not _crosses(boundaries, chains[c, 1] - 1, i)
                and not _crosses(boundaries, chains[c, 3] - 1, j)
            ):
                best, best_cost = c, cost
        if best < 0:
            best = count
            count += 1
            chains[best, 0], chains[best, 1], chains[best, 2], chains[best, 3] = i, i + length, j, j + length
            chains[best, 4] = length
        else:
            # A seed may overlap the last one (an insertion between them); what is counted twice is not counted.
            overlap = max(0, chains[best, 1] - i, chains[best, 3] - j)
            chains[best, 4] += max(0, length - overlap)
            chains[best, 1] = max(chains[best, 1], i + length)
            chains[best, 3] = max(chains[best, 3], j + length)
        latest[band] = best
    return count


@native
def _crosses(boundaries: Ints32, start: int, end: int) -> bool:
    """Whether a boundary lies in `[start, end)`."""
    at = np.searchsorted(boundaries, start)
    return bool(at < len(boundaries) and boundaries[at] < end)
