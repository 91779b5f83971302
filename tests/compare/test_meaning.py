"""The divergence score: one by one as for many at once, within bounds, and higher where more is wrong."""

from __future__ import annotations

import math

import numpy as np
import pytest

from aligner.compare.driver import check_pair, wanted_flags
from aligner.compare.meaning import EXPECTED, divergence, expected_errors, features
from aligner.compare.words import read_ahead, table_of, word_table
from aligner.settings import CompareSettings
from tests.compare.pairs import context, pair

PAIRS = [
    ("三万五千人渡过了鸭绿江。", "Thirty-five thousand men crossed the Yalu."),
    ("三万五千人渡过了鸭绿江。", "The weather in London was fine."),
    ("他没有来。", "He did not come."),
    ("☃", "☃"),
    ("", "Nothing."),
    ("…", "No words there."),
]


def scores(pairs: list[tuple[str, str]]) -> list[float]:
    c = context()
    wanted = wanted_flags(CompareSettings())
    return [divergence(p, tuple(check_pair(p, c, wanted)), c) for p in (pair(*texts) for texts in pairs)]


def test_scores_are_probabilities_that_rank() -> None:
    found = scores(PAIRS)
    assert all(0 <= score <= 1 for score in found)
    assert found[0] < found[1]


def test_one_by_one_as_in_arrays() -> None:
    from aligner.compare.meaning import _weights

    c = context()
    wanted = wanted_flags(CompareSettings())
    for texts in PAIRS[:4]:
        p = pair(*texts)
        flags = tuple(check_pair(p, c, wanted))
        x = np.array(features(p, flags, c))
        expected, found = map(np.array, _weights())
        assert divergence(p, flags, c) == pytest.approx(-math.expm1(-float(expected_errors(x, expected, found))))
        assert len(x) == len(EXPECTED) + len(found)


def test_words_read_together_are_those_read_one_by_one() -> None:
    c = context()
    pairs = [pair(zh, en) for zh, en in PAIRS * 4]
    for given, p in zip(read_ahead(pairs, c), pairs, strict=True):
        together, alone = word_table(given, c), table_of(p, c.words)
        assert given is p
        for mine, other in ((together.zh, alone.zh), (together.en, alone.en)):
            assert list(mine.starts) == list(other.starts)
            assert list(mine.ends) == list(other.ends)
            assert np.array_equal(mine.vectors, other.vectors)
        assert together.similarity == pytest.approx(alone.similarity, abs=1e-6)
