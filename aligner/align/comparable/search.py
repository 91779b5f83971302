"""The search itself: two sides in, scored pairs of runs out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.candidates import Runs, find_candidates, runs_of, saying
from aligner.align.comparable.confidence import confidence, exactness, features, own_odds, richness
from aligner.align.comparable.grow import chain_scores
from aligner.align.comparable.mentions import Mentions
from aligner.align.comparable.null import Null
from aligner.align.comparable.sides import Floats, Ints

# Candidates whose log odds reach this are looked at more closely: their neighbours, and longer runs around them.
PROMISING = -4.0
REACH = 2  # how far the neighbours of a promising pair lie
SHAPES = ((1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2), (1, 4), (4, 1))


@dataclass(frozen=True)
class Scored:
    """Pairs of runs. `score`: probability that both speak of one matter. `exact`: log odds that they begin and end so.

    Both float32 `(n_runs,)`.
    """

    runs: Runs
    score: Floats
    exact: Floats


def search(null: Null, mentions: Mentions) -> Scored:
    """Candidates, those around the promising ones, and the confidence of all of them."""
    runs = find_candidates(null, mentions)
    seen = features(null, mentions, runs)
    promising = np.flatnonzero(own_odds(seen, richness(runs, seen, null)) >= PROMISING)
    runs = saying(around(runs, promising, len(null.zh), len(null.en)), null)
    seen = features(null, mentions, runs)
    rich = richness(runs, seen, null)
    own = own_odds(seen, rich)
    before, after = chain_scores(runs, own)
    return Scored(runs, confidence(own, before, after, rich), exactness(seen, before, after, rich))


def around(runs: Runs, promising: Ints, n: int, m: int) -> Runs:
    """The runs themselves, the neighbours of the promising ones, and longer runs that hold them."""
    one = np.ones(len(promising), np.int64)
    i, j = runs.zh[promising], runs.en[promising]
    rows = [np.stack([runs.zh, runs.zh_size, runs.en, runs.en_size], 1)]
    steps = range(-REACH, REACH + 1)
    rows += [np.stack([i + di, one, j + dj, one], 1) for di in steps for dj in steps]
    rows += [np.stack([i - di, a * one, j - dj, b * one], 1) for a, b in SHAPES for di in range(a) for dj in range(b)]
    return runs_of(np.concatenate(rows), n, m)
