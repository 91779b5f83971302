"""What accounts have before news: how sure their length, their cast and what stands around make a pair."""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.confidence import LEARNED, MOST_SPREADS, SEEN_LENGTH, Seen
from aligner.align.comparable.mentions import MOST_CAST, USUAL_CAST, Mentions
from aligner.align.comparable.null import Null
from aligner.align.comparable.runs import Runs
from aligner.align.comparable.sides import Floats

# What the models, learned from news in texts of about 300 sentences, do not know of accounts (confidence.py). By the
# likelihood of the links of seven pairs of accounts (benchmarks/accounts) and of draws 21 to 23 and 41 to 48 of the
# cases; the tables are in docs/comparable.md.
LIKENESS, USUAL_LIKENESS = 0.33, 5.0  # log odds for a spread of likeness, which OTHER_WORDS hides in part; from this on
LONGER, LENGTHS = -1.5, (50, 450)  # for a nat of the sentences of both texts, within what was looked at
OF_ONE_CAST, LEAST_CAST = 2.0, 0.2  # for a nat of evidence and the cast in common, in bounds
EVIDENCE = (-2.0, 4.0)
STRANGERS = -0.4  # where next to nothing is common
# For a nat that the better neighbour gives (grow.py), where the cast is common: in such texts some right pair stands
# near every pair.
BESIDE = -0.25
# For a spread by which three sentences around both beginnings are alike, from this on, where the cast is common: what
# is told before and after tells whether a free wording is of one matter. News stand alone, and around a passage that
# two texts quote the context would draw in what is not of it.
CONTEXT, USUAL_CONTEXT, AROUND = 0.6, 1.0, 3
UNLIKELY = -4.0  # own log odds from which no context could make a pair a link
# For a nat of the length of the shorter run, up to this ("brevity": some 100 English characters).
SHORT, BRIEF = 0.6, 0.7


def context(runs: Runs, null: Null) -> Floats:
    """float32 `(n_runs,)`: likeness of the three sentences around the first ones of both runs, in spreads."""
    n, m = len(null.zh), len(null.en)
    a, b = min(AROUND, n), min(AROUND, m)
    starts = np.clip(runs.zh - AROUND // 2, 0, n - a), np.clip(runs.en - AROUND // 2, 0, m - b)
    cells, places = np.unique(starts[0] * m + starts[1], return_inverse=True)
    sizes = np.full(len(cells), a, np.int64), np.full(len(cells), b, np.int64)
    return null.likeness(Runs(cells // m, sizes[0], cells % m, sizes[1]))[places]


def of_accounts(runs: Runs, own: Floats, beside: Floats, seen: Seen, null: Null, mentions: Mentions) -> Floats:
    """float32 `(n_runs,)`: log odds that go beyond what the models, learned from news, say of pairs in accounts.

    The fewer sentences there are, the surer is the best of them. Where two texts name the same people and days all the
    time, it is by these that one matter is told, and a pair that shares them is surer, as is one amid what is alike on
    both sides; where they have little else in common it may be chance. Of the pairs whose wording is free the more
    alike are surer still, and a few words ("The Politburo concluded that") are surely linked by none. `beside`: what
    the better neighbour gives (grow.chain_scores).
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
