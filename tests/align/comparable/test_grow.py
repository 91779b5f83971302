"""Chains against a slow twin that tries every way to go on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.align.comparable import grow
from aligner.align.comparable.grow import chain_scores
from aligner.align.comparable.runs import Runs, runs_of

PLACES = st.tuples(st.integers(0, 8), st.integers(1, 3), st.integers(0, 8), st.integers(1, 3))


def runs(rows: list[tuple[int, int, int, int]]) -> Runs:
    return runs_of(np.array(rows, np.int64).reshape(-1, 4), 99, 99)


def slow(cells: Runs, gains: list[float]) -> list[float]:
    """The best chain that ends before each pair, by recursion over all of them."""

    def best_before(k: int) -> float:
        found = 0.0
        for p in range(len(cells)):
            ahead = int(cells.zh[k] - cells.zh[p] - cells.zh_size[p])
            across = int(cells.en[k] - cells.en[p] - cells.en_size[p])
            if 0 <= ahead <= grow.MAX_GAP and 0 <= across <= grow.MAX_GAP:
                step = grow.STEP_BONUS - grow.GAP_COST * (ahead + across)
                found = max(found, best_before(p) + gains[p] + step)
        return found

    return [best_before(k) for k in range(len(cells))]


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_chains_are_the_best_there_are(rows: list[tuple[int, int, int, int]], rng: object) -> None:
    cells = runs(rows)
    gains = [rng.uniform(-8, 8) for _ in range(len(cells))]  # type: ignore[attr-defined]
    before, _ = chain_scores(cells, np.array(gains, np.float32))
    assert before == pytest.approx(slow(cells, gains), abs=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_backwards_is_forwards_from_the_end(rows: list[tuple[int, int, int, int]], rng: object) -> None:
    cells = runs(rows)
    gains = np.array([rng.uniform(-8, 8) for _ in range(len(cells))], np.float32)  # type: ignore[attr-defined]
    turned = Runs(50 - cells.zh - cells.zh_size, cells.zh_size, 50 - cells.en - cells.en_size, cells.en_size)
    before, after = chain_scores(cells, gains)
    turned_before, turned_after = chain_scores(turned, gains)
    assert before == pytest.approx(turned_after, abs=1e-3)
    assert after == pytest.approx(turned_before, abs=1e-3)


def test_worked_example() -> None:
    # Three in a row, one sentence passed over before the last: 2 + 6 (step), then 2 + 3 + 6 + 6 - 2.
    cells = runs([(0, 1, 5, 1), (1, 1, 6, 1), (3, 1, 7, 1)])
    before, after = chain_scores(cells, np.array([2.0, 3.0, 1.0], np.float32))
    assert before == pytest.approx([0, 8, 15])
    assert after == pytest.approx([3 + 6 + 1 + 4, 1 + 4, 0])
