"""The search: from two sides to scored pairs of runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.account_odds import account_odds
from aligner.align.comparable.candidates import find_candidates, saying
from aligner.align.comparable.confidence import (
    Seen,
    confidence,
    exactness,
    features,
    log_share,
    measure,
    own_odds,
    richness,
)
from aligner.align.comparable.grow import chain_scores
from aligner.align.comparable.mentions import Mentions
from aligner.align.comparable.null import Null
from aligner.align.comparable.order import order, told_in_order
from aligner.align.comparable.quotation import quoted
from aligner.align.comparable.runs import Runs, runs_of
from aligner.align.comparable.wording import chance_coverage
from aligner.arrays import Floats32, Ints

PROMISING = -4.0  # log odds of candidates whose neighbours, and longer runs around them, become candidates too
REACH = 2  # sentences, to the neighbours of a promising pair
LITTLE = 1 / 3  # if a smaller share seems to be common, it is estimated from the order of the doubtful pairs too
SHAPES = ((1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2), (1, 4), (4, 1))


@dataclass(frozen=True)
class Scored:
    """Pairs of runs. `score`: float32 `(n_runs,)`, the probability that both tell the same. `exact`: float32
    `(n_runs,)`, log odds that they also begin and end in the right places.
    """

    runs: Runs
    score: Floats32
    exact: Floats32


def search(null: Null, mentions: Mentions, shared: float = 0.0) -> Scored:
    """All candidates with their scores. `shared`: how many sentences of the shorter text surely have a partner."""
    runs, seen = look(null, mentions, shared)
    rich = richness(runs, seen, null, shared)
    scored = _scored(runs, seen, rich, null, mentions)
    if rich > np.log(LITTLE):
        return scored
    by_order = log_share(told_in_order(runs, scored.score, scored.exact), null)
    return _scored(runs, seen, by_order, null, mentions) if by_order > rich else scored


def _scored(runs: Runs, seen: Seen, rich: float, null: Null, mentions: Mentions) -> Scored:
    """The pairs with their scores, given how much is shared (`rich`, see confidence.richness)."""
    own = own_odds(seen, rich)
    before, after = chain_scores(runs, own)
    more = account_odds(runs, own, np.maximum(before, after), seen, null, mentions)
    exact = exactness(seen, before, after, rich)
    score = confidence(own, before, after, rich, more)
    if mentions.of_one_matter:  # in news, order would draw sentences into the passage that both quote
        more += mentions.of_one_matter * order(runs, score, exact)
        score = confidence(own, before, after, rich, more)
    else:
        score = np.maximum(score, quoted(runs, seen, rich))
    return Scored(runs, score, exact)


def look(null: Null, mentions: Mentions, shared: float = 0.0) -> tuple[Runs, Seen]:
    """The candidates, and pairs around the promising ones, ordered by place, with their features."""
    first = find_candidates(null, mentions)
    chance = chance_coverage(null.zh, null.en)
    measured = measure(null, chance, first)
    seen = features(null, mentions, first, measured)
    promising = np.flatnonzero(own_odds(seen, richness(first, seen, null, shared)) >= PROMISING)
    runs = saying(around(first, promising, len(null.zh), len(null.en)), null)
    again = np.isin(runs.keys(), first.keys(), assume_unique=True)  # `runs` contains all of `first`, in the same order
    whole = np.empty((len(runs), measured.shape[1]), np.float32)
    whole[again] = measured
    whole[~again] = measure(null, chance, runs.at(np.flatnonzero(~again)))
    return runs, features(null, mentions, runs, whole)


def around(runs: Runs, promising: Ints, n: int, m: int) -> Runs:
    """The runs themselves, the neighbours of the promising ones, and longer runs that contain these."""
    one = np.ones(len(promising), np.int64)
    i, j = runs.zh[promising], runs.en[promising]
    rows = [np.stack([runs.zh, runs.zh_size, runs.en, runs.en_size], 1)]
    steps = range(-REACH, REACH + 1)
    rows += [np.stack([i + di, one, j + dj, one], 1) for di in steps for dj in steps]
    rows += [np.stack([i - di, a * one, j - dj, b * one], 1) for a, b in SHAPES for di in range(a) for dj in range(b)]
    return runs_of(np.concatenate(rows), n, m)
