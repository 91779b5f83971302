"""The time that each sentence tells of, and log likelihood ratios of how near the times of a pair are.

Few sentences name a day, but each comes after the last day that was named. Corresponding sentences mostly tell of times
that are near, unless an account looks ahead or back; how often unrelated sentences of these two texts do so is counted
on random pairs.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.runs import Runs, runs_of
from aligner.align.comparable.sides import Side
from aligner.arrays import Bools, Floats32, Ints
from aligner.native import native
from aligner.recognise.moments import Moment

NEAR, BESIDE = 7, 60  # most days between two times that are near, and beside each other; the others are far
# How often the times of corresponding sentences are near, beside, far (columns), if neither sentence names its time, if
# one does, if both do (rows). Set by hand; only their order matters much.
OF_ONE_MATTER = np.array([[0.4, 0.25, 0.35], [0.55, 0.2, 0.25], [0.8, 0.1, 0.1]], np.float32)
SAMPLE = 4000  # random pairs
ADDED = 20.0  # pseudo-count, spread evenly: a short text has few pairs
UNKNOWN = -1
_LONGEST_MONTH = 31


@dataclass(frozen=True)
class Times:
    """The times of one side's sentences. `first`, `last`: int64 `(n,)`, ordinals of days (`date.toordinal`), UNKNOWN
    before the first date. `stated`: bool `(n,)`, whether the sentence itself names the time.
    """

    first: Ints
    last: Ints
    stated: Bools


def read_times(side: Side) -> Times:
    """For each sentence the days or months, with a year, that it names; if none, the last that was named before."""
    named: dict[int, list[tuple[int, int]]] = {}
    for dated in side.dated:
        for moment in (dated.mention.start, dated.mention.end):
            if moment is not None and (days := _days(moment)) is not None:
                named.setdefault(dated.sentence, []).append(days)
    row = {sentence: k for k, sentence in enumerate(side.rows)}
    first, last = np.full((2, len(side)), UNKNOWN, np.int64)
    reached = UNKNOWN, UNKNOWN
    for sentence in range(len(side.document.sentences)):
        if sentence in named:
            reached = min(begin for begin, _ in named[sentence]), max(end for _, end in named[sentence])
        if sentence in row:
            first[row[sentence]], last[row[sentence]] = reached
    return Times(first, last, np.array([sentence in named for sentence in side.rows], bool))


def _days(moment: Moment) -> tuple[int, int] | None:
    """First and last day of a date or month with a year; None if it is less exact."""
    if moment.lunar or moment.shift is not None or moment.year is None or moment.month is None:
        return None
    try:
        if moment.day is not None:
            day = datetime.date(moment.year, moment.month, moment.day).toordinal()
            return day, day
        begin = datetime.date(moment.year, moment.month, 1).toordinal()
    except ValueError:  # 31 June of a careless text; a year before the first
        return None
    return begin, begin + _LONGEST_MONTH - 1


@dataclass(frozen=True)
class Timing:
    """The times of two sides. `ratios`: float32 `(3, 3)`, log likelihood ratios by how many of two sentences name their
    time, and by whether the times are near, beside or far.
    """

    zh: Times
    en: Times
    ratios: Floats32

    def of(self, runs: Runs) -> Floats32:
        """float32 `(n_runs,)`: log likelihood ratio of the times of both runs; 0 if one is unknown."""
        stated, apart = compare_times(self.zh, self.en, runs)
        known = apart != UNKNOWN
        return np.where(known, self.ratios[stated, np.where(known, apart, 0)], 0).astype(np.float32)


def timing(zh: Side, en: Side) -> Timing:
    """The times of two sides, and the ratios, by random pairs of their sentences."""
    times_zh, times_en = read_times(zh), read_times(en)
    rng = np.random.default_rng(0)
    one = np.ones(SAMPLE, np.int64)
    rows = np.stack([rng.integers(0, len(zh), SAMPLE), one, rng.integers(0, len(en), SAMPLE), one], 1)
    stated, apart = compare_times(times_zh, times_en, runs_of(rows, len(zh), len(en)))
    counts = np.zeros(OF_ONE_MATTER.shape)
    np.add.at(counts, (stated[apart != UNKNOWN], apart[apart != UNKNOWN]), 1)
    by_chance = (counts + ADDED / 3) / (counts.sum(1, keepdims=True) + ADDED)
    return Timing(times_zh, times_en, np.log(OF_ONE_MATTER / by_chance).astype(np.float32))


def compare_times(zh: Times, en: Times, runs: Runs) -> tuple[Ints, Ints]:
    """int64 `(n_runs,)` twice: how many of both runs name their time; and 0 for near, 1 beside, 2 far, or UNKNOWN."""
    a_first, a_last, a_stated = _of_runs(zh, runs.zh, runs.zh_size)
    b_first, b_last, b_stated = _of_runs(en, runs.en, runs.en_size)
    gap = np.maximum(np.maximum(a_first - b_last, b_first - a_last), 0)
    apart = (gap > NEAR).astype(np.int64) + (gap > BESIDE)
    apart[(a_first == UNKNOWN) | (b_first == UNKNOWN)] = UNKNOWN
    return a_stated.astype(np.int64) + b_stated, apart


def _of_runs(times: Times, start: Ints, size: Ints) -> tuple[Ints, Ints, Bools]:
    """The first and the last day of each run, and whether its sentences name them; named times precede inferred."""
    begin, end = np.full((2, len(start)), -1)
    named = np.zeros(len(start), np.bool_)
    _read_runs(times.first, times.last, times.stated, start, size, begin, end, named)
    return begin, end, named


@native
def _read_runs(
    first: Ints, last: Ints, stated: Bools, start: Ints, size: Ints, begin: Ints, end: Ints, named: Bools
) -> None:  # fmt: skip
    for r in range(len(start)):
        for k in range(start[r], start[r] + size[r]):
            if first[k] < 0 or (named[r] and not stated[k]):
                continue
            if begin[r] < 0 or (stated[k] and not named[r]):
                begin[r], end[r] = first[k], last[k]
            else:
                begin[r], end[r] = min(begin[r], first[k]), max(end[r], last[k])
            named[r] = named[r] or stated[k]
