"""Candidates that overlap compete; a passage told twice keeps both. How sure a link must be to be shown."""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.runs import Runs
from aligner.align.comparable.sides import Floats, Ints

# Another partner this near to the first is a shifted or cut reading of the same place, not a second telling.
NEAR = 3
# How sure a second partner of a sentence must be: likelier right than not, as that one passage tells of one matter is
# likelier than that two do.
SECOND = 0.5
LEAST = 0.3  # less sure links are never shown unasked
COUNTED = 0.2  # below it there are many pairs and few links: their small probabilities add up to more than there is


def compete(runs: Runs, score: Floats, exact: Floats, least: float) -> Ints:
    """Which pairs stay: none whose score is below `least`, none that one with better `exact` rules out.

    A pair is ruled out by one that shares a sentence with it on one side and lies within `NEAR` sentences of
    it on the other; with a partner farther off it stays if its score is at least `SECOND`.
    """
    likely = np.flatnonzero(score >= least)
    order = likely[np.lexsort((runs.en[likely], runs.zh[likely], -exact[likely]))]
    chosen: list[int] = []
    by_zh: dict[int, list[int]] = {}
    by_en: dict[int, list[int]] = {}
    for k in order.tolist():
        zh, en = _range(runs.zh, runs.zh_size, k), _range(runs.en, runs.en_size, k)
        rivals = {c for i in range(*zh) for c in by_zh.get(i, ())} | {c for j in range(*en) for c in by_en.get(j, ())}
        if rivals and score[k] < SECOND:
            continue
        if any(
            _distance(zh, _range(runs.zh, runs.zh_size, c)) <= NEAR
            and _distance(en, _range(runs.en, runs.en_size, c)) <= NEAR
            for c in rivals
        ):
            continue
        chosen.append(k)
        for i in range(*zh):
            by_zh.setdefault(i, []).append(k)
        for j in range(*en):
            by_en.setdefault(j, []).append(k)
    return np.array(chosen, np.int64)


def as_sure_as_serves(runs: Runs, score: Floats, chosen: Ints) -> Ints:
    """The surest of the chosen pairs: so many that the F1 to be expected of them is highest.

    Where nearly all that is shared is found with certainty a doubtful link costs more than it brings; where little is
    certain, it is worth a look. With calibrated scores the best threshold is half of the best F1 (Lipton, Elkan and
    Naryanaswamy 2014, "Optimal Thresholding of Classifiers to Maximize F1 Measure").
    """
    ranked = np.sort(score[chosen])[::-1].astype(np.float64)
    there = max(ranked.sum(), _links_there(runs, score))
    expected = 2 * np.cumsum(ranked) / (np.arange(1, len(ranked) + 1) + there)
    return chosen[score[chosen] >= ranked[expected.argmax()]] if len(chosen) else chosen


def _links_there(runs: Runs, score: Floats) -> float:
    """How many links are to be expected: sentences of the side that has fewer with a partner, by the best of each."""
    return min(_linked(runs.zh, runs.zh_size, score), _linked(runs.en, runs.en_size, score))


def _linked(start: Ints, size: Ints, score: Floats) -> float:
    counted = score >= COUNTED
    best = np.zeros(int((start + size).max(initial=0)), np.float32)
    for k in range(int(size.max(initial=0))):
        held = counted & (size > k)
        np.maximum.at(best, start[held] + k, score[held])
    return float(best.sum(dtype=np.float64))


def _range(start: Ints, size: Ints, k: int) -> tuple[int, int]:
    return int(start[k]), int(start[k] + size[k])


def _distance(a: tuple[int, int], b: tuple[int, int]) -> int:
    """0 where they overlap, 1 where they touch."""
    return max(a[0] - b[1] + 1, b[0] - a[1] + 1, 0)
