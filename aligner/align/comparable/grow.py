"""Seeds grow into passages: local alignment over candidate pairs, with gaps and runs of several sentences.

Smith-Waterman (1981) on a sparse set of cells, as genome aligners chain their anchors (Li 2018, minimap2): a chain is a
series of pairs that goes forward in both texts, its score the sum of the pairs' log odds, plus a bonus for each step
that goes on at once, less a cost for each sentence passed over. A pair that is doubtful by itself is believed inside a
chain of good ones; a chain may begin and end anywhere.
"""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.runs import Runs
from aligner.align.comparable.sides import Floats, Ints
from aligner.native import native

MAX_GAP = 3  # sentences passed over between two pairs of one chain, on either side
# Log odds for each of them, and that a pair follows a right one: most right pairs have a right neighbour, few wrong
# ones do. Sweep over bonuses 2 to 6 and costs .5 to 2: docs/comparable.md.
GAP_COST = 2.0
STEP_BONUS = 6.0


def chain_scores(runs: Runs, gains: Floats) -> tuple[Floats, Floats]:
    """float32 `(n_runs,)` twice: the best chain's score up to each pair and on from it, each without the pair itself.

    Both are at least 0. `gains`: float32 `(n_runs,)`, the log odds of each pair.
    """
    zh_end, en_end = runs.zh + runs.zh_size, runs.en + runs.en_size
    before = _chain(runs.zh, runs.en, zh_end, en_end, gains)
    # backwards is forwards with both texts read from their ends
    n, m = int(zh_end.max(initial=0)), int(en_end.max(initial=0))
    after = _chain(n - zh_end, m - en_end, n - runs.zh, m - runs.en, gains)
    return before, after


def _chain(zh: Ints, en: Ints, zh_end: Ints, en_end: Ints, gains: Floats) -> Floats:
    order = np.lexsort((en, zh))
    by_end = np.lexsort((en_end, zh_end))
    size = int(zh_end.max(initial=0)) + 2
    first = np.searchsorted(zh_end[by_end], np.arange(size + 1))
    out = np.zeros(len(zh), np.float32)
    _best_before(zh, en, en_end, gains, order, by_end, first, MAX_GAP, GAP_COST, STEP_BONUS, out)
    return out


@native
def _best_before(
    zh: Ints, en: Ints, en_end: Ints, gains: Floats, order: Ints, by_end: Ints, first: Ints,
    max_gap: int, gap_cost: float, step_bonus: float, out: Floats,
) -> None:  # fmt: skip
    for k in order:
        best = 0.0
        for end in range(max(0, zh[k] - max_gap), zh[k] + 1):
            # those that end there in the Chinese, by where they end in the English
            low, high = first[end], first[end + 1]
            while low < high:
                middle = (low + high) // 2
                if en_end[by_end[middle]] < en[k] - max_gap:
                    low = middle + 1
                else:
                    high = middle
            while low < first[end + 1] and en_end[by_end[low]] <= en[k]:
                p = by_end[low]
                passed = (zh[k] - end) + (en[k] - en_end[p])
                score = out[p] + gains[p] - gap_cost * passed + step_bonus
                best = max(best, score)
                low += 1
        out[k] = best
