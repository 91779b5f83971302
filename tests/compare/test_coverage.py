"""Clauses without counterpart; the fast products against plain sums."""

from __future__ import annotations

import numpy as np
import pytest

from aligner.compare.coverage import LEAST, _Products, check_coverage, clauses
from tests.compare.pairs import encoder, flags

ZH = "斯大林在莫斯科会见了毛泽东，双方讨论了朝鲜半岛的军事形势，会谈持续了三个小时。"
EN = (
    "Stalin met Mao Zedong in Moscow, the two sides discussed the military situation in Korea, "
    "and the talks lasted three hours."
)


def test_quiet_on_a_full_translation() -> None:
    assert flags(check_coverage, ZH, EN) == []


def test_a_clause_left_out_of_the_english() -> None:
    (found,) = flags(check_coverage, ZH, "Stalin met Mao Zedong in Moscow, and the talks lasted three hours.")
    assert "双方讨论了朝鲜半岛的军事形势" in found.evidence.zh
    assert ZH[found.zh[0].span.start : found.zh[0].span.end] == found.evidence.zh
    assert found.en == ()


def test_a_clause_put_into_the_english() -> None:
    longer = EN[:-1] + ", while the price of vegetables in the market kept falling every day."
    (found,) = flags(check_coverage, ZH, longer)
    assert "price of vegetables" in found.evidence.en
    assert found.zh == ()


def test_accounts_are_not_blamed_for_what_they_leave_out() -> None:
    assert flags(check_coverage, ZH, "Stalin met Mao Zedong in Moscow.", "comparable") == []


def test_english_clauses_need_no_comma() -> None:
    found = {EN_2[s.start : s.end] for s in clauses(EN_2, "en")}
    assert "because the railway was cut" in found


EN_2 = "He stayed in Harbin for a month because the railway was cut"


@pytest.mark.parametrize(("first", "last"), [(0, 3), (2, 5), (1, 4)])
def test_products_are_those_of_plain_sums(first: int, last: int) -> None:
    own = encoder().tokens(ZH, "zh")  # type: ignore[attr-defined]
    other = encoder().tokens(EN, "en")  # type: ignore[attr-defined]
    vectors = np.array([t.vector * t.weight for t in own])
    opposite = np.sum([t.vector * t.weight for t in other], axis=0)

    def cosine(a: np.ndarray) -> float:  # type: ignore[type-arg]
        return float(a @ opposite / np.linalg.norm(a) / np.linalg.norm(opposite))

    products = _Products(own, other)
    part = vectors[first:last].sum(axis=0)
    assert products.cosine_of_part(first, last) == pytest.approx(cosine(part), abs=1e-5)
    assert products.cosine_of_rest(first, last) == pytest.approx(cosine(vectors.sum(axis=0) - part), abs=1e-5)
    assert LEAST["zh"] > 1
