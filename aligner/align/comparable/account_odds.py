"""Corrections for accounts of the log odds that were learned from news: by length, common cast, and context."""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.confidence import LEARNED, MOST_SPREADS, SEEN_LENGTH, Seen
from aligner.align.comparable.mentions import MOST_CAST, USUAL_CAST, Mentions
from aligner.align.comparable.null import Null
from aligner.align.comparable.runs import Runs
from aligner.arrays import Floats32

# Terms that the models of confidence.py lack, since these were learned from news in texts of about 300 sentences.
# Chosen by the likelihood of the links of seven pairs of accounts (benchmarks/accounts) and of draws 21 to 23 and 41 to
# 48 of the planted cases; docs/comparable.md has the tables. All are log odds.
LIKENESS, USUAL_LIKENESS = 0.33, 5.0  # for each spread of likeness above 5, which OTHER_WORDS hides in part
LONGER, LENGTHS = -1.5, (50, 450)  # for each nat of the sentences of both texts, in the range that was looked at
OF_ONE_CAST, LEAST_CAST = 2.0, 0.2  # for each nat of evidence times the common cast above the usual, within bounds
EVIDENCE = (-2.0, 4.0)  # bounds of the evidence
STRANGERS = -0.4  # if the texts have next to nothing in common
# For each nat that the better neighbour gives (grow.py), if the cast is common: some right pair is near every pair
# then.
BESIDE = -0.25
# For each spread above 1 by which the three sentences around both beginnings are alike, if the cast is common: what is
# told before and after shows whether freely worded sentences tell the same. Not in news, where the context of a passage
# that both texts quote is foreign to it.
CONTEXT, USUAL_CONTEXT, AROUND = 0.6, 1.0, 3
UNLIKELY = -4.0  # a pair with lower log odds of its own cannot become a link by its context
SHORT, BRIEF = 0.6, 0.7  # for each nat of "brevity" below .7 (some 100 English characters)


def context(runs: Runs, null: Null) -> Floats32:
    """float32 `(n_runs,)`: likeness, in spreads, of the three sentences around the first sentence of both runs."""
    n, m = len(null.zh), len(null.en)
    a, b = min(AROUND, n), min(AROUND, m)
    starts = np.clip(runs.zh - AROUND // 2, 0, n - a), np.clip(runs.en - AROUND // 2, 0, m - b)
    cells, places = np.unique(starts[0] * m + starts[1], return_inverse=True)
    sizes = np.full(len(cells), a, np.int64), np.full(len(cells), b, np.int64)
    return null.likeness(Runs(cells // m, sizes[0], cells % m, sizes[1]))[places]


def account_odds(runs: Runs, own: Floats32, beside: Floats32, seen: Seen, null: Null, mentions: Mentions) -> Floats32:
    """float32 `(n_runs,)`: log odds to be added to those of the models.

    A pair is surer in short texts; if the two texts name the same people and days throughout and the pair shares some,
    or its context is alike; and, among freely worded pairs, the more alike it is. It is less sure if the texts have
    little else in common, and if it is very short ("The Politburo concluded that"). `beside`: what the better neighbour
    gives (grow.chain_scores).
    """
    length = len(null.zh) + len(null.en)
    cast = np.clip(mentions.common_cast, LEAST_CAST, MOST_CAST)
    one_matter = mentions.of_one_matter
    strangers = max(USUAL_CAST - cast, 0) / (USUAL_CAST - LEAST_CAST)
    around = np.zeros(len(runs), np.float32)
    likely = np.flatnonzero((own >= UNLIKELY) & (one_matter > 0))
    around[likely] = np.clip(context(runs.at(likely), null), -2, MOST_SPREADS) - USUAL_CONTEXT
    likeness, brevity = (seen.learned[:, LEARNED.index(name)] for name in ("likeness", "brevity"))
    return np.asarray(
        LIKENESS * (np.clip(likeness, 0, MOST_SPREADS) - USUAL_LIKENESS)
        + LONGER * np.log(np.clip(length, *LENGTHS) / SEEN_LENGTH)
        + OF_ONE_CAST * (cast - USUAL_CAST) * np.clip(seen.given + np.log(length), *EVIDENCE)
        + STRANGERS * strangers
        + BESIDE * one_matter * beside
        + CONTEXT * one_matter * around
        + SHORT * np.minimum(brevity - BRIEF, 0),
        np.float32,
    )  # fmt: skip
