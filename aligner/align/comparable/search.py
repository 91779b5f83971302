"""The search itself: two sides in, scored pairs of runs out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.accounts import of_accounts
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
from aligner.align.comparable.sides import Floats, Ints
from aligner.align.comparable.wording import chance_coverage

# Candidates whose log odds reach this are looked at more closely: their neighbours, and longer runs around them.
PROMISING = -4.0
REACH = 2  # how far the neighbours of a promising pair lie
LITTLE = 1 / 3  # where less than that seems to be shared, the order of the doubtful pairs is asked too
SHAPES = ((1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2), (1, 4), (4, 1))


@dataclass(frozen=True)
class Scored:
    """Pairs of runs. `score`: probability that both speak of one matter. `exact`: log odds that they begin and end so.

    Both float32 `(n_runs,)`.
    """

    runs: Runs
    score: Floats
    exact: Floats


def search(null: Null, mentions: Mentions, shared: float = 0.0) -> Scored:
    """Candidates, those around the promising ones, and the confidence of all of them.

    `shared`: so many sentences of the shorter text have a partner, as far as is known beforehand.
    """
    runs, seen = look(null, mentions, shared)
    rich = richness(runs, seen, null, shared)
    scored = _scored(runs, seen, rich, null, mentions)
    if rich > np.log(LITTLE):
        return scored
    by_order = log_share(told_in_order(runs, scored.score, scored.exact), null)
    return _scored(runs, seen, by_order, null, mentions) if by_order > rich else scored


def _scored(runs: Runs, seen: Seen, rich: float, null: Null, mentions: Mentions) -> Scored:
    """The pairs with their scores, if so much is shared as `rich` has it (confidence.richness)."""
    own = own_odds(seen, rich)
    before, after = chain_scores(runs, own)
    more = of_accounts(runs, own, np.maximum(before, after), seen, null, mentions)
    exact = exactness(seen, before, after, rich)
    score = confidence(own, before, after, rich, more)
    if mentions.of_one_matter:  # around a passage that two news texts share, order would draw in what is not of it
        more += mentions.of_one_matter * order(runs, score, exact)
        score = confidence(own, before, after, rich, more)
    else:
        score = np.maximum(score, quoted(runs, seen, rich))
    return Scored(runs, score, exact)


def look(null: Null, mentions: Mentions, shared: float = 0.0) -> tuple[Runs, Seen]:
    """The pairs that are worth a look, ordered by place, and what is seen of them."""
    first = find_candidates(null, mentions)
    chance = chance_coverage(null.zh, null.en)
    measured = measure(null, chance, first)
    seen = features(null, mentions, first, measured)
    promising = np.flatnonzero(own_odds(seen, richness(first, seen, null, shared)) >= PROMISING)
    runs = saying(around(first, promising, len(null.zh), len(null.en)), null)
    again = np.isin(runs.keys(), first.keys(), assume_unique=True)  # all of the first, in the same order
    whole = np.empty((len(runs), measured.shape[1]), np.float32)
    whole[again] = measured
    whole[~again] = measure(null, chance, runs.at(np.flatnonzero(~again)))
    return runs, features(null, mentions, runs, whole)


def around(runs: Runs, promising: Ints, n: int, m: int) -> Runs:
    """The runs themselves, the neighbours of the promising ones, and longer runs that hold them."""
    one = np.ones(len(promising), np.int64)
    i, j = runs.zh[promising], runs.en[promising]
    rows = [np.stack([runs.zh, runs.zh_size, runs.en, runs.en_size], 1)]
    steps = range(-REACH, REACH + 1)
    rows += [np.stack([i + di, one, j + dj, one], 1) for di in steps for dj in steps]
    rows += [np.stack([i - di, a * one, j - dj, b * one], 1) for a, b in SHAPES for di in range(a) for dj in range(b)]
    return runs_of(np.concatenate(rows), n, m)
