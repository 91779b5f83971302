"""Chooses among overlapping candidates, and how sure a link must be to be shown."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, combinations

import numpy as np

from aligner.align.comparable.confidence import probability
from aligner.align.comparable.runs import Runs
from aligner.arrays import Floats32, Ints

NEAR = 3  # sentences; a partner this near to another is a shifted reading of the same place, not a second telling
SECOND = 0.5  # least score of a further partner of a sentence elsewhere
LEAST = 0.3  # links below are shown only with --min-confidence
COUNTED = 0.2  # pairs below do not count in the expected number of links: many small errors would add up


def compete(runs: Runs, score: Floats32, exact: Floats32, least: float) -> Ints:
    """The indices of the pairs that stay: with a score of at least `least`, and not ruled out by one of better `exact`.

    A pair rules out another one that shares a sentence with it on one side and is within `NEAR` sentences of it on the
    other. One that is farther off stays if its score is at least `SECOND`. `exact`: log odds.
    """
    likely = np.flatnonzero(score >= least)
    order = likely[np.lexsort((runs.en[likely], runs.zh[likely], -exact[likely]))]
    chosen = _Chosen(runs, score, likely)
    for k in order.tolist():
        if not chosen.ruled_out_by(k):
            chosen.add(k)
    _take_two_for_one(chosen, order, probability(exact))
    return np.array(list(chosen.pairs), np.int64)


class _Chosen:
    """The pairs chosen so far, and which candidates they rule out."""

    def __init__(self, runs: Runs, score: Floats32, candidates: Ints) -> None:
        some, numbers = runs.at(candidates), candidates.tolist()
        zh = zip(some.zh.tolist(), (some.zh + some.zh_size).tolist(), strict=True)
        en = zip(some.en.tolist(), (some.en + some.en_size).tolist(), strict=True)
        self.zh, self.en = dict(zip(numbers, zh, strict=True)), dict(zip(numbers, en, strict=True))
        self.likely: dict[int, bool] = dict(zip(numbers, (score[candidates] >= SECOND).tolist(), strict=True))
        self.pairs: dict[int, None] = {}  # in the order in which they were chosen
        self.by_zh: defaultdict[int, list[int]] = defaultdict(list)
        self.by_en: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, k: int) -> None:
        self.pairs[k] = None
        for held in self._held(k):
            held.append(k)

    def remove(self, k: int) -> None:
        del self.pairs[k]
        for held in self._held(k):
            held.remove(k)

    def _held(self, k: int) -> list[list[int]]:
        """For each sentence of this pair, the chosen pairs that hold it."""
        return [*(self.by_zh[i] for i in range(*self.zh[k])), *(self.by_en[j] for j in range(*self.en[k]))]

    def ruled_out_by(self, k: int) -> set[int]:
        """The chosen pairs that rule out `k`."""
        rivals = set(chain.from_iterable(self._held(k)))
        return {c for c in rivals if self.near(k, c)} if self.likely[k] else rivals

    def near(self, k: int, c: int) -> bool:
        """Whether both are readings of the same place."""
        return _distance(self.zh[k], self.zh[c]) <= NEAR and _distance(self.en[k], self.en[c]) <= NEAR

    def meet(self, k: int, c: int) -> bool:
        """Whether the two share a sentence."""
        return not _distance(self.zh[k], self.zh[c]) or not _distance(self.en[k], self.en[c])


def _take_two_for_one(chosen: _Chosen, order: Ints, exact: Floats32) -> None:
    """Replace a chosen pair by two that it alone rules out, if these are worth more.

    The most exact pair may combine the end of one passage with the beginning of the next, and rule out both. A pair is
    worth its probability to be exact less one half: if it is as likely wrong as right, it is worth nothing. `exact`:
    float32 `(n_runs,)`, that probability.
    """
    ruled_out: dict[int, list[int]] = {}
    for k in order[exact[order] > 0.5].tolist():  # of others, no two are worth more than c
        if k not in chosen.pairs and len(by := chosen.ruled_out_by(k)) == 1 and chosen.near(k, c := by.pop()):
            ruled_out.setdefault(c, []).append(k)
    for c in list(chosen.pairs):
        parts = ruled_out.get(c, [])
        apart = [
            (float(exact[a] + exact[b]), a, b)
            for a, b in combinations(parts, 2)
            if not chosen.meet(a, b) or (chosen.likely[a] and chosen.likely[b] and not chosen.near(a, b))
        ]
        worth, a, b = max(apart, default=(0.0, c, c))
        if worth - 1.0 > exact[c] - 0.5 and chosen.ruled_out_by(a) == chosen.ruled_out_by(b) == {c}:
            chosen.remove(c)
            chosen.add(a)
            chosen.add(b)


def as_sure_as_serves(runs: Runs, score: Floats32, chosen: Ints) -> Ints:
    """The surest of the chosen pairs: as many as give the highest expected F1.

    If nearly all that the texts share is found with certainty, a doubtful link costs more than it brings; if little is
    certain, it is worth showing. With calibrated scores the best threshold is half of the best F1 (Lipton, Elkan and
    Naryanaswamy 2014, "Optimal Thresholding of Classifiers to Maximize F1 Measure").
    """
    ranked = np.sort(score[chosen])[::-1].astype(np.float64)
    there = max(ranked.sum(), _links_there(runs, score))
    expected = 2 * np.cumsum(ranked) / (np.arange(1, len(ranked) + 1) + there)
    return chosen[score[chosen] >= ranked[expected.argmax()]] if len(chosen) else chosen


def _links_there(runs: Runs, score: Floats32) -> float:
    """The expected number of links: of sentences with a partner, on the side with fewer, by the best pair of each."""
    return min(_linked(runs.zh, runs.zh_size, score), _linked(runs.en, runs.en_size, score))


def _linked(start: Ints, size: Ints, score: Floats32) -> float:
    counted = score >= COUNTED
    best = np.zeros(int((start + size).max(initial=0)), np.float32)
    for k in range(int(size.max(initial=0))):
        held = counted & (size > k)
        np.maximum.at(best, start[held] + k, score[held])
    return float(best.sum(dtype=np.float64))


def _distance(a: tuple[int, int], b: tuple[int, int]) -> int:
    """0 where they overlap, 1 where they touch."""
    return max(a[0] - b[1] + 1, b[0] - a[1] + 1, 0)
