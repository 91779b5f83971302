"""Seeds grow into passages: what the pairs before and after it in both texts say for a pair.

A chain is a series of pairs that goes forward in both texts, as genome aligners chain their anchors (Smith and Waterman
1981; Li 2018, minimap2). A pair that is doubtful by itself is believed beside a right one; a chain may begin and end
anywhere. What a neighbour says is bounded, however long the chain behind it: it says no more than that it is right, and
how often a right pair follows a right one with so many sentences passed over. So it is worked out as in a pair HMM
(Durbin and others 1998, "Biological Sequence Analysis", 4), with the best way for the sum of all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.runs import Runs
from aligner.align.comparable.sides import Floats, Ints
from aligner.native import native


@dataclass(frozen=True, slots=True)
class Step:
    """From one pair of a chain to the next. `most_gap`: sentences passed over between them at most, on either side.

    `worth`: log odds that a right pair gives to the one that follows at once; `cost`: less for each sentence between.
    """

    most_gap: int
    worth: float
    cost: float


# Of what is told in both texts, each in its own way. By the log loss of accounts made from pairs not trained on (worth,
# cost): 4, .25: 916; 4, .5: 910; 4, 1: 926; 4, 2: 959; 3, .5: 909; 5, .5: 931; most_gap 1: 932, 2: 916, 5: 908; chains
# whose worth grows with their length: 1,007.
TOLD = Step(3, 4.0, 0.5)


def chain_scores(runs: Runs, odds: Floats, step: Step = TOLD) -> tuple[Floats, Floats]:
    """float32 `(n_runs,)` twice: log odds that the pairs before each pair give to it, and those after it.

    Both from 0 to about `step.worth`. `odds`: float32 `(n_runs,)`, log odds of each pair by itself.
    """
    zh_end, en_end = runs.zh + runs.zh_size, runs.en + runs.en_size
    before = _chain(runs.zh, runs.en, zh_end, en_end, odds, step)
    # backwards is forwards with both texts read from their ends
    n, m = int(zh_end.max(initial=0)), int(en_end.max(initial=0))
    after = _chain(n - zh_end, m - en_end, n - runs.zh, m - runs.en, odds, step)
    return before, after


def _chain(zh: Ints, en: Ints, zh_end: Ints, en_end: Ints, odds: Floats, step: Step) -> Floats:
    order = np.argsort(zh, kind="stable")  # what ends before a pair begins before it
    size = int(zh_end.max(initial=0)) + 2
    by_end = np.argsort(zh_end * (int(en_end.max(initial=0)) + 1) + en_end, kind="stable")
    first = np.searchsorted(zh_end[by_end], np.arange(size + 1))
    out, right = np.zeros((2, len(zh)), np.float32)
    _from_before(zh, en, en_end, odds, order, by_end, first, step.most_gap, step.worth, step.cost, right, out)
    return out


@native
def _from_before(
    zh: Ints, en: Ints, en_end: Ints, odds: Floats, order: Ints, by_end: Ints, first: Ints,
    most_gap: int, worth: float, cost: float,
    right: Floats,  # log probability of each pair, as those before it have it
    out: Floats,
) -> None:  # fmt: skip
    """log(1 + the most that a pair before gives: its probability times exp(worth - cost * passed))."""
    for k in order:
        best = -1e9
        for end in range(max(0, zh[k] - most_gap), zh[k] + 1):
            # those that end there in the Chinese, by where they end in the English
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
