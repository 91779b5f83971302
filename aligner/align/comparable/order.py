"""In what order both texts tell what they share, and what that says for a doubtful pair.

Two chronicles of a war tell it from its beginning to its end, two essays each in an order of its own. How often the
sure links of these two texts are in the same order as the nearest sure ones before and after them is counted, and a
pair is the surer the more it agrees with its own neighbours in that; where the texts keep no common order it says
nothing. A hidden Markov model of alignment (Vogel and others 1996) does the same for words, from all pairs.
"""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.compete import compete
from aligner.align.comparable.runs import Runs
from aligner.align.comparable.sides import Floats, Ints
from aligner.native import native

SURE = 0.5  # a link by which order is told is likelier right than not
# Sure links looked at before a pair and after it, in the Chinese and in the English. With it and the weight below,
# average precision of the candidates of the sample corpus and of benchmarks/accounts (looked at, and not):
# weight 0 .918 .911 .849; 1 and .5 .920 .925 .875; 2 and .25 .920 .926 .880, .5 .920 .933 .893, .75 .919 .938 .900;
# 3 and .5 .918 .936 .903; 4 and .5 .918 .934 .909. On the sample corpus precision falls with more than 2.
NEAREST = 2
# Pairs of links in the same order, and not, that are added to those counted: a few links tell no order.
ADDED = 2.0
# Neighbours tell of one another, and are not the independent witnesses that a likelihood ratio takes them for.
WEIGHT = 0.5

# Links from here on are counted where order tells how much is shared; so far apart in both texts (sentences), and not
# more of them, evenly spaced. So many pairs of links in no order are added. Log loss of the candidates for each gold
# link, of march, suez and wuchang; of xian and missiles; of flood (benchmarks/accounts): 10 pairs .356 .441 .392; 20
# .307 .429 .366; 30 .310 .401 .367; 45 .313 .400 .373. Links from .03 on .304 .436 .391; from .1 on .315 .449 .381.
# 3 sentences apart .307 .429 .366; 6 .305 .400 .363. The cases stay as they are: their passages are in no order, or as
# sure without.
DOUBTFUL = 0.05
APART = 4
MOST_COMPARED = 1000
ADDED_PAIRS = 20


def order(runs: Runs, score: Floats, exact: Floats) -> Floats:
    """float32 `(n_runs,)`: log odds of each pair by its place among the sure links that share no sentence with it."""
    sure = runs.at(compete(runs, score, exact, SURE))
    counted = in_order(sure, sure).sum(0) + ADDED
    ratios = np.log(2 * counted / counted.sum())  # by chance, half of them are in order
    return np.asarray(WEIGHT * (in_order(runs, sure) @ ratios) / 2, np.float32)


def told_in_order(runs: Runs, score: Floats, exact: Floats) -> float:
    """How many pairs are right, as far as their order tells; 0 where it tells nothing.

    Ten doubtful pairs all in one order are no chance: of pairs of which a share r is right, in texts that keep one
    order (or tell it backwards), (1 + r * r) / 2 of every two are in it. Those of one passage are not counted against
    one another.
    """
    links = compete(runs, score, exact, DOUBTFUL)
    some = runs.at(links[:: 1 + len(links) // MOST_COMPARED])
    zh, en = some.zh + some.zh_size / 2, some.en + some.en_size / 2
    ahead_zh, ahead_en = zh[:, None] - zh, en[:, None] - en
    apart = np.triu((np.abs(ahead_zh) >= APART) & (np.abs(ahead_en) >= APART))
    signs = np.sign(ahead_zh * ahead_en)[apart]
    return len(links) * float(np.sqrt(abs(signs.sum()) / (len(signs) + ADDED_PAIRS)))


def in_order(runs: Runs, sure: Runs) -> Floats:
    """float32 `(n_runs, 2)`: how many of the nearest sure links are in the same order in both texts, and how many not.

    Those nearest in the Chinese and those nearest in the English are counted, a link that is both twice.
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
    nearest: int, out: Floats,
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
