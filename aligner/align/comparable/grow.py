"""Growth of pairs into passages: log odds that a pair gains from the pairs before and after it in both texts.

A chain is a series of pairs that moves forward in both texts, as genome aligners chain their anchors (Smith and
Waterman 1981; Li 2018, minimap2). It may begin and end anywhere. Next to a right pair a doubtful one is more credible;
but the gain is bounded, however long the chain: it depends on the probability that the neighbour is right, and on how
often a right pair follows a right one with that many sentences between them. This is a pair HMM (Durbin and others
1998, "Biological Sequence Analysis", ch. 4) with the best path in place of the sum over all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.runs import Runs
from aligner.arrays import Floats32, Ints
from aligner.native import native


@dataclass(frozen=True, slots=True)
class Step:
    """A step from one pair of a chain to the next. `most_gap`: the most sentences between the two, on either side.

    `worth`: log odds that a right pair gives to one that follows directly. `cost`: how much less for each sentence
    between.
    """

    most_gap: int
    worth: float
    cost: float


# For texts that each tell in their own way. Log loss of accounts made from pairs not trained on, at (worth, cost): 4,
# .25 916; 4, .5 910; 4, 1 926; 4, 2 959; 3, .5 909; 5, .5 931; most_gap 1 932, 2 916, 5 908; with chains whose worth
# grows with their length 1,007.
TOLD = Step(3, 4.0, 0.5)


def chain_scores(runs: Runs, odds: Floats32, step: Step = TOLD) -> tuple[Floats32, Floats32]:
    """float32 `(n_runs,)` twice: log odds that each pair gains from the pairs before it, and from those after it.

    Both are between 0 and about `step.worth`. `odds`: float32 `(n_runs,)`, log odds of each pair by itself.
    """
    zh_end, en_end = runs.zh + runs.zh_size, runs.en + runs.en_size
    before = _chain(runs.zh, runs.en, zh_end, en_end, odds, step)
    # Backwards is forwards with both texts reversed.
    n, m = int(zh_end.max(initial=0)), int(en_end.max(initial=0))
    after = _chain(n - zh_end, m - en_end, n - runs.zh, m - runs.en, odds, step)
    return before, after


def _chain(zh: Ints, en: Ints, zh_end: Ints, en_end: Ints, odds: Floats32, step: Step) -> Floats32:
    order = np.argsort(zh, kind="stable")  # a pair that ends before another one also begins before it
    size = int(zh_end.max(initial=0)) + 2
    by_end = np.argsort(zh_end * (int(en_end.max(initial=0)) + 1) + en_end, kind="stable")
    first = np.searchsorted(zh_end[by_end], np.arange(size + 1))
    out, right = np.zeros((2, len(zh)), np.float32)
    _from_before(zh, en, en_end, odds, order, by_end, first, step.most_gap, step.worth, step.cost, right, out)
    return out


@native
def _from_before(
    zh: Ints, en: Ints, en_end: Ints, odds: Floats32, order: Ints, by_end: Ints, first: Ints,
    most_gap: int, worth: float, cost: float,
    right: Floats32,  # log probability of each pair, given the pairs before it
    out: Floats32,
) -> None:  # fmt: skip
    """`out`: log(1 + p * exp(worth - cost * passed)) for the best pair before, which has probability p."""
    for k in order:
        best = -1e9
        for end in range(max(0, zh[k] - most_gap), zh[k] + 1):
            # The pairs whose Chinese runs end there, ordered by where their English runs end.
            low, high = first[end], first[end + 1]
            while low < high:
                middle = (low + high) // 2
                if en_end[by_end[middle]] < en[k] - most_gap:
                    low = middle + 1
                else:
                    high = middle
            while low < first[end + 1] and en_end[by_end[low]] <= en[k]:
                p = by_end[low]
                passed = (zh[k] - end) + (en[k] - en_end[p])
                best = max(best, worth - cost * passed + right[p])
                low += 1
        out[k] = np.log1p(np.exp(best))
        right[k] = -np.log1p(np.exp(-max(out[k] + odds[k], -30.0)))
