"""Chains against a slow twin that tries every way to go on."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.align.comparable.grow import TOLD, Step, chain_scores
from aligner.align.comparable.quotation import QUOTED
from aligner.align.comparable.runs import Runs, runs_of

PLACES = st.tuples(st.integers(0, 8), st.integers(1, 3), st.integers(0, 8), st.integers(1, 3))


def runs(rows: list[tuple[int, int, int, int]]) -> Runs:
    return runs_of(np.array(rows, np.int64).reshape(-1, 4), 99, 99)


def slow(cells: Runs, odds: list[float], step: Step) -> list[float]:
    """What the likeliest chain before each pair gives to it, by recursion over all of them."""

    def before(k: int) -> float:
        found = 0.0
        for p in range(len(cells)):
            ahead = int(cells.zh[k] - cells.zh[p] - cells.zh_size[p])
            across = int(cells.en[k] - cells.en[p] - cells.en_size[p])
            if 0 <= ahead <= step.most_gap and 0 <= across <= step.most_gap:
                right = 1 / (1 + math.exp(-(odds[p] + before(p))))
                found = max(found, right * math.exp(step.worth - step.cost * (ahead + across)))
        return math.log(1 + found)

    return [before(k) for k in range(len(cells))]


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_chains_are_the_best_there_are(rows: list[tuple[int, int, int, int]], rng: object) -> None:
    cells = runs(rows)
    odds = [rng.uniform(-8, 8) for _ in range(len(cells))]  # type: ignore[attr-defined]
    for step in (TOLD, QUOTED):
        before, _ = chain_scores(cells, np.array(odds, np.float32), step)
        assert before == pytest.approx(slow(cells, odds, step), abs=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_backwards_is_forwards_from_the_end(rows: list[tuple[int, int, int, int]], rng: object) -> None:
    cells = runs(rows)
    odds = np.array([rng.uniform(-8, 8) for _ in range(len(cells))], np.float32)  # type: ignore[attr-defined]
    turned = Runs(50 - cells.zh - cells.zh_size, cells.zh_size, 50 - cells.en - cells.en_size, cells.en_size)
    before, after = chain_scores(cells, odds)
    turned_before, turned_after = chain_scores(turned, odds)
    assert before == pytest.approx(turned_after, abs=1e-3)
    assert after == pytest.approx(turned_before, abs=1e-3)


def test_worked_example() -> None:
    # Three in a row, all as likely as not, one sentence passed over before the last.
    cells = runs([(0, 1, 5, 1), (1, 1, 6, 1), (3, 1, 7, 1)])
    before, _ = chain_scores(cells, np.zeros(3, np.float32), Step(3, math.log(6), math.log(2)))
    assert before == pytest.approx([0, math.log(1 + 1 / 2 * 6), math.log(1 + 4 / 5 * 3)])


def test_a_neighbour_says_no_more_than_that_it_is_right() -> None:
    """However long and sure the passage is, what stands three sentences after it gains little, and never more."""
    rows = [(k, 1, k, 1) for k in range(20)]
    for last, least, most in (((20, 1, 20, 1), 3.9, 4.1), ((23, 1, 23, 1), 1.0, 1.4), ((24, 1, 20, 1), 0.0, 0.0)):
        before, _ = chain_scores(runs([*rows, last]), np.full(21, 9.0, np.float32))
        assert least <= before[-1] <= most
