"""How sure that a pair of runs speaks of the same matter: logistic models on few features.

Four of them, learned from texts of known links (training/comparable.py). `first` looks at a pair by itself, and tells
how much these two texts share. `own` looks again, knowing that; its log odds drive the growing of passages.
`confidence` adds what the neighbours say: it is the score that links carry. `exactness` asks whether the pair begins
and ends where it should, and settles which of overlapping pairs stays.

Evidence is not learned: it comes as log likelihood ratios and is taken at its word. News, which the models are trained
on, names too few dates to learn what a shared date is worth. And news is translated literally: that an account tells a
matter in other words, so that the wording speaks against it, is allowed for (`OTHER_WORDS`), and what the best partner
has ahead of another is counted with the evidence.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.align.comparable.evidence import CONFLICT, RAREST_NAME, STRAY, shared_mentions
from aligner.align.comparable.mentions import Kind, Mentions
from aligner.align.comparable.null import Null
from aligner.align.comparable.runs import Runs
from aligner.align.comparable.sides import Floats, Ints
from aligner.align.comparable.wording import Chance

LEARNED = (
    "likeness",  # cosine in spreads above unrelated runs
    "coverage",  # share of the words' weight with a counterpart, both ways averaged, in spreads likewise
    "least_coverage",  # the lesser of both ways
    "likeness_squared",  # a normal tail falls with the square: six spreads are more than twice three
    "coverage_squared",
    "below_best",  # likeness missing to the best partner, on the side where less is missing
    "below_better",  # on the side where more is
    "coverage_below_best",
    "coverage_below_better",
    "length_ratio",  # |log|
    "brevity",  # log length of the shorter run: what is said in three words is said of many things
    "others",  # coverage of the other words, without the one that counts most on each side
    "least_others",
    "extra",  # sentences beyond one to one
    "many",  # of the side that has fewer
)
SHAPE = [LEARNED.index("extra"), LEARNED.index("many")]
# Weight of what both mention, by the columns of evidence.shared_mentions. 1 is the log likelihood ratio itself. Names
# and numbers count half, as the vectors know them too; a month, the day that the text has reached and quotation marks
# are had by many a sentence beside the right one.
TIMES = np.array([1.0, 1.0, 0.5, 0.5], np.float32)  # the best of these counts: a day holds its month
THINGS = np.array([0.5, 0.4, 0.5], np.float32)
RAREST = 0.4  # the name that the fewest sentences hold, once more
OTHER_DAY = -2.5  # where both name days and none is shared; and for a day beside a shared one that only one side has
MOST_TIME = 8.0  # log odds
MOST_THINGS = 5.0  # two sentences that both list six names may still tell two matters
# What the best partner has ahead of another counts in spreads of likeness; a nat of evidence is worth so many.
SPREADS_OF_NAT = 0.4
# Log odds below which the wording does not lower a pair: who sums up in other words shares few of them, and the models,
# learned from translations, know of none such. Recall and precision on the sample corpus, F1 of planted passages,
# all from .5 on: -1 .77 .86 .953; 0 .80 .85 .953; 1 .83 .80 .932; 2 .85 .63 .841.
OTHER_WORDS = 0.0
# The same where both tell of times that are near: that is known beside the wording, while a shared name is part of it.
# Recall and precision on the sample corpus, F1 of planted passages: 0 .79 .86 .954; .7 .80 .87 .954; 1.2 .81 .85 .950.
OTHER_WORDS_THEN = 0.7
# And where both name one day, in accounts of one matter: of such pairs of the sample corpus and of benchmarks/accounts
# 281 of 293 were right, and all 13 of those that were held for doubtful, for their wording. Of those between .35 and .9
# so many were right (and were held to be): .7 25 of 29 (22); 2.5 25 of 27 (20); 3.5 23 of 24 (17); 4.5 21 of 21 (16).
# Precision and recall on the sample corpus and on the accounts: 3.5 .861 .882, .907 .744; 4.5 .856 .891, .908 .760;
# 5.5 .852 .891, .908 .760. No figure of the cases changes.
OTHER_WORDS_ON_DAY = 4.5
# Likeness and coverage beyond what the models have seen say no more, in texts as long as those that they have seen. In
# longer ones the odds before any look are lower by the logarithm of the length, and no wording could make up for them:
# there, so many spreads of likeness more count, as near the bound the models take one for about a nat. Of passages of 1
# to 8 sentences planted in 5,000 x 5,000 others .83 are found at confidence .35 with 8 spreads, .99 with more for more
# text; in 20,000 x 20,000 .21 and .96; of the links from .5 on, .99 and .90 are planted ones (laws and manuals; many of
# the others are their formulas).
MOST_SPREADS = 8.0
SEEN_LENGTH = 300  # sentences of both texts together
MOST_AHEAD = 1.0  # spreads that a run has before the best single sentence: with dates it may have more than models know
CHARACTERS_OF_ENGLISH = 3.0  # for one Chinese character


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the four models, float32, intercept last."""

    first: Floats  # LEARNED
    own: Floats  # LEARNED
    confidence: Floats  # what `neighbourly` gives
    exactness: Floats  # LEARNED, and what `neighbourly` gives without the pair's own log odds


@cache
def weights() -> Weights:
    """What training/comparable.py found."""
    table = json.loads((resources.files(__package__) / "weights.json").read_text(encoding="utf-8"))
    return Weights(*(np.array(table[name], np.float32) for name in ("first", "own", "confidence", "exactness")))


@dataclass(frozen=True)
class Seen:
    """What is seen of pairs. `learned`: float32 `(n_runs, len(LEARNED))`. `given`, `floor`: `(n_runs,)`, log odds.

    Given are the evidence, and that the odds of a pair fall with the number of sentences that it is picked from. Below
    the floor the wording does not lower a pair.
    """

    learned: Floats
    given: Floats
    floor: Floats


def measure(null: Null, chance: Chance, runs: Runs) -> Floats:
    """float32 `(n_runs, 5)`: likeness, and the columns of `word_coverage`, in spreads. `runs` are ordered by `zh`."""
    coverage = chance.standard(null.zh, null.en, runs)
    found = np.concatenate([null.likeness(runs)[:, None], coverage], 1)
    return np.asarray(np.minimum(found, most_spreads(null)), np.float32)


def most_spreads(null: Null) -> float:
    """What likeness and coverage count for at most in these two texts."""
    return MOST_SPREADS + max(0.0, float(np.log((len(null.zh) + len(null.en)) / SEEN_LENGTH)))


def features(null: Null, mentions: Mentions, runs: Runs, measured: Floats) -> Seen:
    """Of `runs`, which are ordered by `zh`; `measured` is what `measure` says of them."""
    zh, en = null.zh, null.en
    likeness, coverage = measured[:, 0], measured[:, 1:3]
    mean, said = coverage.mean(1), np.minimum(coverage, MOST_SPREADS)
    others = np.minimum(measured[:, 3:], MOST_SPREADS)
    single = np.flatnonzero((runs.zh_size == 1) & (runs.en_size == 1))
    shared = shared_mentions(mentions, runs)
    times, things = weigh(shared, mentions.timing.of(runs))
    evidence = times + things
    ahead = SPREADS_OF_NAT * evidence
    below = np.stack(_below(likeness + ahead, runs, single, len(zh), len(en)), 1)
    coverage_below = np.stack(_below(mean + ahead, runs, single, len(zh), len(en)), 1)
    longer = 1.0 if zh.document.lang == en.document.lang else CHARACTERS_OF_ENGLISH
    zh_length = longer * _run_sums(zh.lengths, runs.zh, runs.zh_size)
    en_length = _run_sums(en.lengths, runs.en, runs.en_size)
    columns = (
        likeness,
        said.mean(1),
        said.min(1),
        np.maximum(likeness, 0) ** 2,
        np.maximum(said.mean(1), 0) ** 2,
        below.min(1),
        below.max(1),
        coverage_below.min(1),
        coverage_below.max(1),
        np.abs(np.log((zh_length + 1) / (en_length + 1))),
        np.log(np.minimum(zh_length, en_length) / 50 + 0.1),
        others.mean(1),
        others.min(1),
        runs.zh_size + runs.en_size - 2,
        np.minimum(runs.zh_size, runs.en_size) - 1,
    )
    given = evidence - np.log(len(zh) + len(en))
    floor = np.where(times > 0, OTHER_WORDS_THEN, OTHER_WORDS).astype(np.float32)
    # where both texts name years, 15 September of one year is not that of another
    day = Kind.DATE if (mentions.kinds == Kind.DATE).any() else Kind.DAY
    on_day = (times > 0) & (shared[:, day] > 0)
    floor[on_day] += mentions.of_one_matter * (OTHER_WORDS_ON_DAY - OTHER_WORDS_THEN)
    return Seen(np.stack(columns, 1).astype(np.float32), given.astype(np.float32), floor)


def weigh(shared: Floats, when: Floats) -> tuple[Floats, Floats]:
    """float32 `(n_runs,)` twice: log likelihood ratios of when both runs tell of, and of what else both mention.

    `shared`: evidence.shared_mentions. `when`: Timing.of. Both know of dates, so that they are not added up.
    """
    same = np.minimum((shared[:, :4] * TIMES).max(1), MOST_TIME)
    time = np.where(
        same > 0,
        np.maximum(same, when) + OTHER_DAY * shared[:, STRAY],
        np.minimum(when, OTHER_DAY * shared[:, CONFLICT]),
    )
    things = np.minimum(shared[:, 4:7] @ THINGS + RAREST * shared[:, RAREST_NAME], MOST_THINGS)
    return np.asarray(time, np.float32), np.asarray(things, np.float32)


def _below(score: Floats, runs: Runs, single: Ints, n: int, m: int) -> tuple[Floats, Floats]:
    """What the score lacks to the best of single sentences in the first sentence's row, and in its column."""
    row, column = np.full(n, -9.0, np.float32), np.full(m, -9.0, np.float32)
    np.maximum.at(row, runs.zh[single], score[single])
    np.maximum.at(column, runs.en[single], score[single])
    return np.maximum(row[runs.zh] - score, -MOST_AHEAD), np.maximum(column[runs.en] - score, -MOST_AHEAD)


def _run_sums(lengths: Floats, start: Ints, size: Ints) -> Floats:
    sums = np.concatenate([[0], np.cumsum(lengths)])
    return np.asarray(sums[start + size] - sums[start], np.float32)


def own_odds(seen: Seen, rich: float) -> Floats:
    """float32 `(n_runs,)`: log odds of each pair by itself. `rich` is the prior, with the weight 1 that a prior has.

    Learned, its weight would be 2.3: in news what is shared is translated, and little of it means nothing else to find.
    Of accounts in other words that is not true.
    """
    return np.asarray(wording(seen, weights().own) + seen.given + rich, np.float32)


def literal_odds(seen: Seen, rich: float) -> Floats:
    """`own_odds` of what is translated and not retold: other words lower them as far as the models, learned so, say."""
    w = weights().own
    return np.asarray(seen.learned @ w[:-1] + w[-1] + seen.given + rich, np.float32)


def wording(seen: Seen, w: npt.NDArray[np.floating[Any]]) -> Floats:
    """float32 `(n_runs,)`: what the wording says for each pair by the weights `w` of `first` or `own`, log odds."""
    shape = seen.learned[:, SHAPE] @ w[SHAPE]
    said = seen.learned @ w[:-1] + w[-1] - shape
    return np.asarray(np.logaddexp(said, seen.floor) + shape, np.float32)


def richness(runs: Runs, seen: Seen, null: Null, shared: float = 0.0) -> float:
    """How much there is to be found in these two texts, as the first look has it; at least `shared` sentences."""
    return share_linked(runs, wording(seen, weights().first) + seen.given, null, shared)


def share_linked(runs: Runs, odds: Floats, null: Null, shared: float = 0.0) -> float:
    """Log of the share of sentences, of the shorter text, that seem to have a partner.

    Two texts that share half of their matter deserve another prior than two that share nothing (empirical Bayes).
    """
    shorter = runs.zh if len(null.zh) < len(null.en) else runs.en
    best = np.full(min(len(null.zh), len(null.en)), -30.0, np.float32)
    np.maximum.at(best, shorter, odds)
    found = float((1 / (1 + np.exp(-np.clip(best, -30, 30)))).sum())
    return log_share(max(found, shared), null)


def log_share(found: float, null: Null) -> float:
    """Log of the share that so many sentences with a partner are of the shorter text, drawn towards little."""
    return float(np.log((found + 1) / (min(len(null.zh), len(null.en)) + 20)))


def neighbourly(own: Floats, before: Floats, after: Floats, rich: float) -> Floats:
    """float32 `(n_runs, 6)`: own log odds, the chains on both sides (grow.chain_scores), and what these are worth.

    A chain counts for more where the two texts share little: there a right neighbour is no accident, while a retelling
    of the whole story has right pairs everywhere. `rich` is `richness`.
    """
    columns = (
        own,
        np.maximum(before, after),
        np.minimum(before, after),
        np.full(len(own), rich),
        (before + after) * rich,
        np.minimum(own, 0),
    )
    return np.stack(columns, 1).astype(np.float32)


def confidence(own: Floats, before: Floats, after: Floats, rich: float, more: Floats) -> Floats:
    """Probability of each pair, given its neighbours. `more`: accounts.of_accounts."""
    w = weights().confidence
    return probability(neighbourly(own, before, after, rich) @ w[:-1] + w[-1] + more)


def probability(odds: Floats) -> Floats:
    """float32, of log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float32)


def exactness(seen: Seen, before: Floats, after: Floats, rich: float) -> Floats:
    """Log odds that a pair is right and begins and ends where it should."""
    w = weights().exactness
    return np.asarray(exact_features(seen, before, after, rich) @ w[:-1] + w[-1] + seen.given, np.float32)


def exact_features(seen: Seen, before: Floats, after: Floats, rich: float) -> Floats:
    """float32 `(n_runs, len(LEARNED) + 4)`."""
    return np.concatenate([seen.learned, neighbourly(seen.given, before, after, rich)[:, 1:5]], 1)
