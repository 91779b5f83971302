"""The probability that a pair of runs tells the same: four logistic models on few features.

The models are learned from texts with known links (training/comparable.py). `first` judges a pair by itself, and its
sum says how much the two texts share. `own` judges it again, given that; its log odds drive the growth of passages.
`confidence` adds what the neighbours say and is the score of a link. `exactness` is the probability that the pair also
begins and ends in the right places; it decides which of overlapping pairs stays.

Evidence (shared dates, names, numbers) is not learned but added as log likelihood ratios: the news of the training data
name too few dates. News are also translated literally, so two corrections are made for accounts that tell the same in
other words: wording lowers the log odds only down to a floor (`OTHER_WORDS`), and the difference to the best partner of
a sentence takes evidence into account.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from aligner.align.comparable.evidence import CONFLICT, RAREST_NAME, STRAY, shared_mentions
from aligner.align.comparable.mentions import Kind, Mentions
from aligner.align.comparable.null import Null
from aligner.align.comparable.runs import Runs
from aligner.align.comparable.wording import Chance
from aligner.arrays import Floats, Floats32, Ints
from aligner.packaged import packaged_json

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
# Weights of the mentions that both share, by the columns of evidence.shared_mentions. 1 is the log likelihood ratio
# itself. Names and numbers count about half, since the vectors know them too; so do a month, the day that the text has
# reached and quotation marks, which many sentences around the right one share.
TIMES = np.array([1.0, 1.0, 0.5, 0.5], np.float32)  # only the best of these counts: a day implies its month
THINGS = np.array([0.5, 0.4, 0.5], np.float32)
RAREST = 0.4  # additional weight of the rarest shared name
OTHER_DAY = -2.5  # log odds, if both name days and share none; also for a further day that only one side names
MOST_TIME = 8.0  # log odds
MOST_THINGS = 5.0  # log odds; two sentences that list the same six names may still tell different things
SPREADS_OF_NAT = 0.4  # spreads of likeness that a nat of evidence is worth in the difference to the best partner
# Log odds that the wording cannot fall below: a summary in other words shares few of them, and the training data
# (translations) have no such pairs. Recall and precision on the sample corpus and F1 of planted passages, for links
# from .5 on: at -1 .77 .86 .953; 0 .80 .85 .953; 1 .83 .80 .932; 2 .85 .63 .841.
OTHER_WORDS = 0.0
# The same if the times that both tell of are near, which the wording does not show. The same figures: at 0 .79 .86
# .954; .7 .80 .87 .954; 1.2 .81 .85 .950.
OTHER_WORDS_THEN = 0.7
# The same if both name the same day, in accounts of one matter. Of such pairs of the sample corpus and
# benchmarks/accounts 281 of 293 were right, among them all 13 that seemed doubtful by their wording. Of those with
# scores between .35 and .9 were right (and expected to be): at .7 25 of 29 (22); 2.5 25 of 27 (20); 3.5 23 of 24 (17);
# 4.5 21 of 21 (16). Precision and recall on the sample corpus and on the accounts: at 3.5 .861 .882, .907 .744; 4.5
# .856 .891, .908 .760; 5.5 .852 .891, .908 .760. No figure of the planted cases changes.
OTHER_WORDS_ON_DAY = 4.5
# Bound of likeness and coverage, in texts as long as those the models have seen. In longer texts the prior odds are
# lower by the logarithm of the length, so the bound is raised by it: near the bound a spread is worth about a nat. Of
# passages of 1 to 8 sentences planted in 5,000 x 5,000 others .83 are found at confidence .35 with a fixed bound, .99
# with the raised one; in 20,000 x 20,000 .21 and .96. Of the links from .5 on, .99 and .90 are planted ones (laws and
# manuals; many of the others are formulas that both have).
MOST_SPREADS = 8.0
SEEN_LENGTH = 300  # sentences of both texts together
MOST_AHEAD = 1.0  # spreads by which a run may surpass the best single sentence: with dates it may be more than learned
CHARACTERS_OF_ENGLISH = 3.0  # for one Chinese character


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the four models, float32, intercept last."""

    first: Floats32  # LEARNED
    own: Floats32  # LEARNED
    confidence: Floats32  # columns of `neighbourly`
    exactness: Floats32  # columns of `exact_features`


@cache
def weights() -> Weights:
    """The shipped weights, made by training/comparable.py."""
    table = packaged_json("align/comparable/weights.json")
    return Weights(*(np.array(table[name], np.float32) for name in ("first", "own", "confidence", "exactness")))


@dataclass(frozen=True)
class Seen:
    """What is known of each pair. `learned`: float32 `(n_runs, len(LEARNED))`, the features of the models. `given`,
    `floor`: float32 `(n_runs,)`, log odds.

    `given` is the evidence, less the logarithm of the number of sentences that the pair is picked from. `floor` is the
    least that the wording counts.
    """

    learned: Floats32
    given: Floats32
    floor: Floats32


def measure(null: Null, chance: Chance, runs: Runs) -> Floats32:
    """float32 `(n_runs, 5)`: likeness and the columns of `word_coverage`, in spreads. `runs`: ordered by `zh`."""
    coverage = chance.standard(null.zh, null.en, runs)
    found = np.concatenate([null.likeness(runs)[:, None], coverage], 1)
    return np.asarray(np.minimum(found, most_spreads(null)), np.float32)


def most_spreads(null: Null) -> float:
    """The most that likeness and coverage count in these two texts, in spreads."""
    return MOST_SPREADS + max(0.0, float(np.log((len(null.zh) + len(null.en)) / SEEN_LENGTH)))


def features(null: Null, mentions: Mentions, runs: Runs, measured: Floats32) -> Seen:
    """The features of `runs`, which must be ordered by `zh`. `measured`: of these runs, from `measure`."""
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
    # If both texts name years, a day without its year does not count: 15 September comes every year.
    day = Kind.DATE if (mentions.kinds == Kind.DATE).any() else Kind.DAY
    on_day = (times > 0) & (shared[:, day] > 0)
    floor[on_day] += mentions.of_one_matter * (OTHER_WORDS_ON_DAY - OTHER_WORDS_THEN)
    return Seen(np.stack(columns, 1).astype(np.float32), given.astype(np.float32), floor)


def weigh(shared: Floats32, when: Floats32) -> tuple[Floats32, Floats32]:
    """float32 `(n_runs,)` twice: log likelihood ratios of the times that both runs tell of, and of all else they share.

    `shared`: evidence.shared_mentions. `when`: Timing.of. Both are read from dates, so the higher counts, not their
    sum.
    """
    same = np.minimum((shared[:, :4] * TIMES).max(1), MOST_TIME)
    time = np.where(
        same > 0,
        np.maximum(same, when) + OTHER_DAY * shared[:, STRAY],
        np.minimum(when, OTHER_DAY * shared[:, CONFLICT]),
    )
    things = np.minimum(shared[:, 4:7] @ THINGS + RAREST * shared[:, RAREST_NAME], MOST_THINGS)
    return np.asarray(time, np.float32), np.asarray(things, np.float32)


def _below(score: Floats32, runs: Runs, single: Ints, n: int, m: int) -> tuple[Floats32, Floats32]:
    """How far the score is below that of the best pair of single sentences in the same row, and column."""
    row, column = np.full(n, -9.0, np.float32), np.full(m, -9.0, np.float32)
    np.maximum.at(row, runs.zh[single], score[single])
    np.maximum.at(column, runs.en[single], score[single])
    return np.maximum(row[runs.zh] - score, -MOST_AHEAD), np.maximum(column[runs.en] - score, -MOST_AHEAD)


def _run_sums(lengths: Floats32, start: Ints, size: Ints) -> Floats32:
    sums = np.concatenate([[0], np.cumsum(lengths)])
    return np.asarray(sums[start + size] - sums[start], np.float32)


def own_odds(seen: Seen, rich: float) -> Floats32:
    """float32 `(n_runs,)`: log odds of each pair by itself. `rich`, the prior, counts with weight 1.

    Learned from news the weight would be 2.3: there all that is shared is translated, so that few sure pairs mean that
    there are few pairs. That is not true of accounts in other words.
    """
    return np.asarray(wording(seen, weights().own) + seen.given + rich, np.float32)


def literal_odds(seen: Seen, rich: float) -> Floats32:
    """`own_odds` of literal translations: without a floor for the wording."""
    w = weights().own
    return np.asarray(seen.learned @ w[:-1] + w[-1] + seen.given + rich, np.float32)


def wording(seen: Seen, w: Floats | Floats32) -> Floats32:
    """float32 `(n_runs,)`: log odds of the wording by the weights `w` of `first` or `own`, with the floor."""
    shape = seen.learned[:, SHAPE] @ w[SHAPE]
    said = seen.learned @ w[:-1] + w[-1] - shape
    return np.asarray(np.logaddexp(said, seen.floor) + shape, np.float32)


def richness(runs: Runs, seen: Seen, null: Null, shared: float) -> float:
    """Log of the share of sentences that have a partner, by the model `first`; at least of `shared` sentences."""
    return share_linked(runs, wording(seen, weights().first) + seen.given, null, shared)


def share_linked(runs: Runs, odds: Floats32, null: Null, shared: float = 0.0) -> float:
    """Log of the share of sentences of the shorter text that seem to have a partner, by these log odds.

    This is the prior of each pair (empirical Bayes): two texts may share half of their matter, or nothing.
    """
    shorter = runs.zh if len(null.zh) < len(null.en) else runs.en
    best = np.full(min(len(null.zh), len(null.en)), -30.0, np.float32)
    np.maximum.at(best, shorter, odds)
    found = float((1 / (1 + np.exp(-np.clip(best, -30, 30)))).sum())
    return log_share(max(found, shared), null)


def log_share(found: float, null: Null) -> float:
    """Log of `found` sentences as a share of the shorter text, drawn towards a small share."""
    return float(np.log((found + 1) / (min(len(null.zh), len(null.en)) + 20)))


def neighbourly(own: Floats32, before: Floats32, after: Floats32, rich: float) -> Floats32:
    """float32 `(n_runs, 6)`: own log odds, the chains on both sides (grow.chain_scores), and their products with
    `rich`.

    A chain counts for more if the two texts share little (`rich`, see `richness`): then a right neighbour is no
    accident.
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


def confidence(own: Floats32, before: Floats32, after: Floats32, rich: float, more: Floats32) -> Floats32:
    """float32 `(n_runs,)`: probability of each pair, given its neighbours. `more`: from account_odds.py."""
    w = weights().confidence
    return probability(neighbourly(own, before, after, rich) @ w[:-1] + w[-1] + more)


def probability(odds: Floats32) -> Floats32:
    """float32 probabilities of log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float32)


def exactness(seen: Seen, before: Floats32, after: Floats32, rich: float) -> Floats32:
    """float32 `(n_runs,)`: log odds that a pair is right, and begins and ends in the right places."""
    w = weights().exactness
    return np.asarray(exact_features(seen, before, after, rich) @ w[:-1] + w[-1] + seen.given, np.float32)


def exact_features(seen: Seen, before: Floats32, after: Floats32, rich: float) -> Floats32:
    """float32 `(n_runs, len(LEARNED) + 4)`."""
    return np.concatenate([seen.learned, neighbourly(seen.given, before, after, rich)[:, 1:5]], 1)
