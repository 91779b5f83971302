"""Whether both texts tell in the same order, and what that says for a doubtful pair.

Two chronicles of a war tell it from beginning to end, two essays each in an order of its own. We count how often the
sure links of these two texts are in the same order as the nearest sure links before and after them. A pair gains if it
is in order with its nearest sure links; if the texts keep no common order, it gains nothing. Hidden Markov models of
word alignment (Vogel and others 1996) use order in the same way.
"""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.compete import compete
from aligner.align.comparable.runs import Runs
from aligner.arrays import Floats32, Ints
from aligner.native import native

# For `order`.
SURE = 0.5  # least score of a sure link
# Sure links looked at before and after a pair, in each language. Average precision of the candidates of the sample
# corpus and of benchmarks/accounts (looked at, and not), at NEAREST and WEIGHT: no order .918 .911 .849; 1 and .5 .920
# .925 .875; 2 and .25 .920 .926 .880; 2 and .5 .920 .933 .893; 2 and .75 .919 .938 .900; 3 and .5 .918 .936 .903; 4 and
# .5 .918 .934 .909. Above 2, precision on the sample corpus falls.
NEAREST = 2
ADDED = 2.0  # pseudo-counts of pairs in order, and out of it: a few links show no order
WEIGHT = 0.5  # below 1, since neighbours are not independent of each other

# For `told_in_order`. Log loss of the candidates for each gold link, of march, suez and wuchang; of xian and missiles;
# of flood (benchmarks/accounts). ADDED_PAIRS 10 .356 .441 .392; 20 .307 .429 .366; 30 .310 .401 .367; 45 .313 .400
# .373. DOUBTFUL .03 .304 .436 .391; .1 .315 .449 .381. APART 3 .307 .429 .366; 6 .305 .400 .363. No planted case
# changes.
DOUBTFUL = 0.05  # least score of a link
APART = 4  # least distance of two links, in sentences, in both texts
MOST_COMPARED = 1000  # links compared with one another; of more, evenly spaced ones
ADDED_PAIRS = 20  # pseudo-count of pairs without order


def order(runs: Runs, score: Floats32, exact: Floats32) -> Floats32:
    """float32 `(n_runs,)`: log odds of each pair by its order with the sure links that share no sentence with it."""
    sure = runs.at(compete(runs, score, exact, SURE))
    counted = in_order(sure, sure).sum(0) + ADDED
    ratios = np.log(2 * counted / counted.sum())  # by chance, half of them are in order
    return np.asarray(WEIGHT * (in_order(runs, sure) @ ratios) / 2, np.float32)


def told_in_order(runs: Runs, score: Floats32, exact: Floats32) -> float:
    """An estimate, from their order alone, of how many candidates are right; 0 if they are in no order.

    Ten doubtful pairs that are all in the same order are no coincidence: if a share r of the pairs is right, in texts
    that keep one order (or its reverse), then (1 + r * r) / 2 of all twos are in that order. Pairs of the same passage
    are not compared with each other.
    """
    links = compete(runs, score, exact, DOUBTFUL)
    some = runs.at(links[:: 1 + len(links) // MOST_COMPARED])
    zh, en = some.zh + some.zh_size / 2, some.en + some.en_size / 2
    ahead_zh, ahead_en = zh[:, None] - zh, en[:, None] - en
    apart = np.triu((np.abs(ahead_zh) >= APART) & (np.abs(ahead_en) >= APART))
    signs = np.sign(ahead_zh * ahead_en)[apart]
    return len(links) * float(np.sqrt(abs(signs.sum()) / (len(signs) + ADDED_PAIRS)))


def in_order(runs: Runs, sure: Runs) -> Floats32:
    """float32 `(n_runs, 2)`: how many of the nearest sure links are in the same order in both texts, and how many not.

    The nearest in the Chinese and the nearest in the English are counted; a link that is both counts twice.
    """
    out = np.zeros((len(runs), 2), np.float32)
    zh, en = (runs.zh, runs.zh + runs.zh_size), (runs.en, runs.en + runs.en_size)
    sure_zh, sure_en = (sure.zh, sure.zh + sure.zh_size), (sure.en, sure.en + sure.en_size)
    for one, other, sure_one, sure_other in ((zh, en, sure_zh, sure_en), (en, zh, sure_en, sure_zh)):
        k = np.lexsort((sure_one[1], sure_one[0]))
        _count(*one, *other, sure_one[0][k], sure_one[1][k], sure_other[0][k], sure_other[1][k], NEAREST, out)
    return out


@native
def _count(
    start: Ints, end: Ints, other_start: Ints, other_end: Ints,
    sure_start: Ints, sure_end: Ints, sure_other_start: Ints, sure_other_end: Ints,  # by place
    nearest: int, out: Floats32,
) -> None:  # fmt: skip
    for r in range(len(start)):
        for step in (-1, 1):
            k = np.searchsorted(sure_start, start[r] if step < 0 else end[r])
            if step < 0:
                k -= 1
            found = 0
            while 0 <= k < len(sure_start) and found < nearest:
                apart = sure_end[k] <= start[r] if step < 0 else True
                before = sure_other_end[k] <= other_start[r]
                if apart and (before or sure_other_start[k] >= other_end[r]):
                    out[r, 0 if before == (step < 0) else 1] += 1
                    found += 1
                k += step
