"""How freely a text is translated, and what that takes off from omissions, additions and negations.

In a close translation a clause whose words have no counterpart was left out; in a free one, a novel's, it may well be
told in other words. How well the words of the better covered side are covered, on average, tells the one from the
other: .61 in news, .39 to .56 in six novels. It is hardly moved by what really is left out, which the other side has
only: with a clause dropped or added in every pair, .59 in news.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from aligner.compare.check import Context, Pair
from aligner.compare.coverage import weights
from aligner.compare.negation import SURE
from aligner.compare.words import word_table
from aligner.records import Flag, FlagKind

# Below CLOSE, more evidence is asked for, STRICTER nats for each unit of cover. Sweep on the beads of six novels, mean
# share of pairs that ring and of planted gaps found, at 0, .6, .9 and 1.2 times the nats of here: 29.8 %, .74; 10.8 %,
# .56; 6.5 %, .46; 3.9 %, .40. Of what rings, read by eye, about half is really left out or put in. Weights fitted on
# such beads besides were tried: fewer of them ring, but of laws a half more do, and of news fewer gaps are found.
CLOSE, STRICTER = 0.55, 24.0
# From so many nats on, a negation is told only where what is negated has a counterpart.
FREE = 0.6
# Pairs before and after, in the order of the texts, from which it is told how free the translation is there; and how
# many pairs of ordinary cover are added to them: few pairs tell little.
AROUND, PRIOR, ORDINARY = 50, 10, 0.61
_LANG = {FlagKind.OMISSION: "zh", FlagKind.ADDITION: "en"}


def cover(pair: Pair, context: Context) -> float:
    """How much of the words of the better covered side, by weight, has a counterpart, in [0, 1].

    ORDINARY where a side has no words.
    """
    table = word_table(pair, context)
    if not table.zh or not table.en:
        return ORDINARY
    sides = ((table.claimed(lang).clip(0, 1), own) for lang, own in table.weights.items())
    return max(float(own @ best) / float(own.sum()) for best, own in sides)


def demanded(covers: Sequence[float]) -> list[float]:
    """For each pair, what is asked for beyond the threshold of coverage, in nats, 0 where the translation is close."""
    sums = list(accumulate(covers, initial=0.0))
    more = []
    for i in range(len(covers)):
        first, last = max(0, i - AROUND), min(len(covers), i + AROUND + 1)
        mean = (sums[last] - sums[first] + PRIOR * ORDINARY) / (last - first + PRIOR)
        more.append(STRICTER * max(0.0, CLOSE - mean))
    return more


def stands(flag: Flag, score: float, more: float) -> bool:
    """Whether a flag of a pair of that score is sure enough: clauses and negations that may be told in other words."""
    if flag.kind is FlagKind.NEGATION:
        return more < FREE or flag.confidence >= SURE * score
    if more <= 0 or not flag.message.key.startswith("compare.coverage."):
        return True
    threshold = weights()[_LANG[flag.kind]][1]
    return _logit(flag.confidence / max(score, 1e-9)) >= _logit(threshold) + more


def _logit(p: float) -> float:
    p = min(max(p, 1e-9), 1 - 1e-9)
    return math.log(p / (1 - p))
