"""How freely a text is translated, and how much more evidence omissions, additions and negations need then.

In a close translation a clause whose words have no counterpart was left out; in a free one, such as a novel, it may
well be told in other words. The mean cover, the share of words with a counterpart on the better covered side,
distinguishes the two: .61 in news, .39 to .56 in six novels. Real omissions hardly change it, since they leave the
other side covered: with a clause dropped or added in every pair of news it is .59.
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

# If the cover is below CLOSE, STRICTER more nats of evidence are needed for each unit of the difference. Sweep on the
# beads of six novels: mean share of pairs flagged and of planted gaps found, at 0, .6, .9 and 1.2 times these nats:
# 29.8 %, .74; 10.8 %, .56; 6.5 %, .46; 3.9 %, .40. About half of what is flagged, read by eye, is really left out or
# put in. Also tried: weights fitted on such beads (fewer of them flagged, but half as many more of laws, and fewer gaps
# found in news).
CLOSE, STRICTER = 0.55, 24.0
FREE = 0.6  # nats from which a negation is flagged only if what it negates has a counterpart
# The cover is the mean over so many pairs before and after, with a prior of PRIOR pairs with ORDINARY cover.
AROUND, PRIOR, ORDINARY = 50, 10, 0.61
_LANG = {FlagKind.OMISSION: "zh", FlagKind.ADDITION: "en"}


def cover(pair: Pair, context: Context) -> float:
    """The weighted share, in [0, 1], of words with a counterpart, on the better covered side; ORDINARY if a side has no
    words.
    """
    table = word_table(pair, context)
    if not table.zh or not table.en:
        return ORDINARY
    sides = ((table.claimed(lang).clip(0, 1), own) for lang, own in table.weights.items())
    return max(float(own @ best) / float(own.sum()) for best, own in sides)


def demanded(covers: Sequence[float]) -> list[float]:
    """For each pair, how much evidence is needed above the threshold, in nats; 0 in a close translation."""
    sums = list(accumulate(covers, initial=0.0))
    more = []
    for i in range(len(covers)):
        first, last = max(0, i - AROUND), min(len(covers), i + AROUND + 1)
        mean = (sums[last] - sums[first] + PRIOR * ORDINARY) / (last - first + PRIOR)
        more.append(STRICTER * max(0.0, CLOSE - mean))
    return more


def stands(flag: Flag, score: float, more: float) -> bool:
    """Whether a flag remains, given `more` nats of evidence that are needed. `score`: of the pair."""
    if flag.kind is FlagKind.NEGATION:
        return more < FREE or flag.confidence >= SURE * score
    if more <= 0 or not flag.message.key.startswith("compare.coverage."):
        return True
    threshold = weights()[_LANG[flag.kind]][1]
    return _logit(flag.confidence / max(score, 1e-9)) >= _logit(threshold) + more


def _logit(p: float) -> float:
    p = min(max(p, 1e-9), 1 - 1e-9)
    return math.log(p / (1 - p))
