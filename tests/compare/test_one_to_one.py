"""Leftovers are paired once each, the best pair first."""

from aligner.compare.one_to_one import one_to_one


def test_the_best_pair_goes_first_and_nobody_twice():
    candidates = [(2, 0.0, 0, 0), (1, 0.0, 0, 1), (3, 0.0, 1, 0), (1, 0.5, 1, 1)]
    assert one_to_one(candidates, ["甲", "乙"], ["a", "b"]) == [("甲", "b"), ("乙", "a")]


def test_nothing_to_pair():
    assert one_to_one([], ["甲"], []) == []
