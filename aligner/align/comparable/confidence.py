"""How sure that a pair of runs speaks of the same matter: a logistic model on few features, in two looks.

The first look is at the pair itself; its log odds drive the growing of passages. The second look adds what the
neighbours say. The weights are learned from texts of known links (training/comparable.py), but for those of the
evidence, which are log likelihood ratios already and are taken at their word: news, on which the model is trained, names
too few dates to learn them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import numpy as np

from aligner.align.comparable.candidates import Runs, runs_of
from aligner.align.comparable.evidence import shared_mentions, word_coverage
from aligner.align.comparable.mentions import Mentions
from aligner.align.comparable.null import Null
from aligner.align.comparable.sides import Floats, Ints, Side

Level = Literal["sure", "probable", "possible"]
# Where the levels begin. At .9 nine of ten are right, where the model is calibrated; between .5 and .9 more are right
# than wrong; below, a reader should look before he believes.
SURE = 0.9
PROBABLE = 0.5

LEARNED = (
    "likeness",  # cosine in spreads above unrelated runs
    "coverage",  # share of the words' weight with a counterpart, both ways averaged, in spreads likewise
    "least_coverage",  # the lesser of both ways
    "below_best",  # likeness missing to the best partner, on the side where less is missing
    "below_better",  # on the side where more is
    "coverage_below_best",
    "coverage_below_better",
    "length_ratio",  # |log|
    "brevity",  # log length of the shorter run: what is said in three words is said of many things
    "size",  # log of the number of sentences of both texts: the more there are, the likelier a chance likeness
    "extra",  # sentences beyond one to one
    "many",  # of the side that has fewer
)
# Weight of each kind of evidence, in the order of evidence.shared_mentions: day, month, context, number, name, quoted;
# conflict of days. 1 is the log likelihood ratio itself. Names and numbers count half, as the vectors know them too; a
# month and the day that the text has reached are had by many a sentence beside the right one.
EVIDENCE = np.array([1.0, 0.5, 0.5, 0.5, 0.5, 0.5, -1.5], np.float32)
MOST_EVIDENCE = 6.0  # log odds: two sentences that both list six names may still tell two matters
SAMPLE = 4000  # random pairs from which the coverage of unrelated sentences is known
NEIGHBOURS_CREDIT = 12.0  # log odds of a chain that count; beyond, it is as long as it needs to be


@dataclass(frozen=True, slots=True)
class Weights:
    """Of both looks, intercept last."""

    first: Floats  # float32 (len(LEARNED) + 1,)
    second: Floats  # float32 (5,): own log odds, better and lesser neighbour chain, sides with neighbours, intercept


@cache
def weights() -> Weights:
    """What training/comparable.py found."""
    table = json.loads((resources.files(__package__) / "weights.json").read_text(encoding="utf-8"))
    return Weights(np.array(table["first"], np.float32), np.array(table["second"], np.float32))


def features(null: Null, mentions: Mentions, runs: Runs) -> tuple[Floats, Floats]:
    """float32 `(n_runs, len(LEARNED))`, and the evidence, float32 `(n_runs,)`, in log odds. `runs` ordered by `zh`."""
    zh, en = null.zh, null.en
    likeness = likenesses(null, runs)
    coverage = _standard_coverage(zh, en, runs)
    mean = coverage.mean(1)
    single = np.flatnonzero((runs.zh_size == 1) & (runs.en_size == 1))
    below = np.stack(
        [*_below(likeness, runs, single, len(zh), len(en)), *_below(mean, runs, single, len(zh), len(en))], 1
    )
    zh_length = CHARACTERS_OF_ENGLISH * _run_sums(zh.lengths, runs.zh, runs.zh_size)
    en_length = _run_sums(en.lengths, runs.en, runs.en_size)
    columns = (
        likeness,
        mean,
        coverage.min(1),
        below[:, :2].min(1),
        below[:, :2].max(1),
        below[:, 2:].min(1),
        below[:, 2:].max(1),
        np.abs(np.log((zh_length + 1) / (en_length + 1))),
        np.log(np.minimum(zh_length, en_length) / 50 + 0.1),
        np.full(len(runs), np.log(len(zh) + len(en))),
        runs.zh_size + runs.en_size - 2,
        np.minimum(runs.zh_size, runs.en_size) - 1,
    )
    evidence = np.minimum(shared_mentions(mentions, runs) @ EVIDENCE, MOST_EVIDENCE)
    return np.stack(columns, 1).astype(np.float32), evidence.astype(np.float32)


CHARACTERS_OF_ENGLISH = 3.0  # for one Chinese character


def likenesses(null: Null, runs: Runs) -> Floats:
    """float32 `(n_runs,)`: `Null.likeness` of runs of all sizes."""
    out = np.zeros(len(runs), np.float32)
    shapes = runs.zh_size * 64 + runs.en_size
    for shape in np.unique(shapes):
        which = np.flatnonzero(shapes == shape)
        out[which] = null.likeness(int(shape // 64), int(shape % 64), runs.zh[which], runs.en[which])
    return out


def _standard_coverage(zh: Side, en: Side, runs: Runs) -> Floats:
    """float32 `(n_runs, 2)`: word coverage both ways, in spreads above that of random pairs of sentences."""
    rng = np.random.default_rng(0)
    rows = np.stack(
        [rng.integers(0, len(zh), SAMPLE), np.ones(SAMPLE), rng.integers(0, len(en), SAMPLE), np.ones(SAMPLE)], 1
    )
    random = word_coverage(zh, en, runs_of(rows.astype(np.int64), len(zh), len(en)))
    return (word_coverage(zh, en, runs) - random.mean(0)) / np.maximum(random.std(0), 0.02)


def _below(score: Floats, runs: Runs, single: Ints, n: int, m: int) -> tuple[Floats, Floats]:
    """What the score lacks to the best of single sentences in the first sentence's row, and in its column."""
    row, column = np.full(n, -9.0, np.float32), np.full(m, -9.0, np.float32)
    np.maximum.at(row, runs.zh[single], score[single])
    np.maximum.at(column, runs.en[single], score[single])
    return row[runs.zh] - score, column[runs.en] - score


def _run_sums(lengths: Floats, start: Ints, size: Ints) -> Floats:
    sums = np.concatenate([[0], np.cumsum(lengths)])
    return np.asarray(sums[start + size] - sums[start], np.float32)


def first_look(learned: Floats, evidence: Floats) -> Floats:
    """Log odds of each pair by itself."""
    w = weights().first
    return np.asarray(learned @ w[:-1] + w[-1] + evidence, np.float32)


def second_features(own: Floats, before: Floats, after: Floats) -> Floats:
    """float32 `(n_runs, 4)`: what the second look sees."""
    before, after = np.minimum(before, NEIGHBOURS_CREDIT), np.minimum(after, NEIGHBOURS_CREDIT)
    sides = (before > 0).astype(np.float32) + (after > 0)
    return np.stack([own, np.maximum(before, after), np.minimum(before, after), sides], 1)


def second_look(own: Floats, before: Floats, after: Floats) -> Floats:
    """Probability of each pair, given its neighbours (grow.chain_scores)."""
    w = weights().second
    odds = second_features(own, before, after) @ w[:-1] + w[-1]
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float32)


def level(score: float) -> Level:
    """What reports call a link of this score."""
    return "sure" if score >= SURE else "probable" if score >= PROBABLE else "possible"
