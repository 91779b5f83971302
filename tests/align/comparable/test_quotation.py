"""What stands inside a quotation belongs to it, whatever its words; what stands at its edge does not."""

from __future__ import annotations

import numpy as np
import pytest

from aligner.align.comparable.confidence import LEARNED, Seen, weights
from aligner.align.comparable.quotation import quoted
from aligner.align.comparable.runs import Runs

UNLIKE = -6.0  # log odds of a pair of unlike wording
ALIKE = 3.0


def told(odds: list[float], places: list[tuple[int, int]]) -> list[float]:
    """`quoted` of pairs of one sentence each, whose log odds are these by themselves."""
    one = np.ones(len(odds), np.int64)
    runs = Runs(np.array([i for i, _ in places]), one, np.array([j for _, j in places]), one)
    nothing = np.zeros((len(odds), len(LEARNED)), np.float32)
    given = np.array(odds, np.float32) - weights().own[-1]
    return [float(p) for p in quoted(runs, Seen(nothing, given, np.zeros(len(odds), np.float32)), 0.0)]


@pytest.mark.parametrize("inside", [1, 2])
def test_what_stands_between_two_pairs_of_a_quotation_belongs_to_it(inside: int) -> None:
    odds = [ALIKE, ALIKE, *[UNLIKE] * inside, ALIKE, ALIKE]
    assert min(told(odds, [(k, 40 + k) for k in range(len(odds))])) > 0.5


@pytest.mark.parametrize(
    "places",
    [
        pytest.param([(0, 40), (1, 41), (2, 42)], id="at the edge"),
        pytest.param([(0, 40), (2, 41), (3, 43)], id="a sentence passed over"),
        pytest.param([(0, 40), (9, 90), (30, 70)], id="alone"),
    ],
)
def test_what_does_not_stand_inside_does_not_belong_to_it(places: list[tuple[int, int]]) -> None:
    for k in range(3):
        odds = [ALIKE] * 3
        odds[k] = UNLIKE
        if places[k] != (1, 41):
            assert told(odds, places)[k] < 0.5
