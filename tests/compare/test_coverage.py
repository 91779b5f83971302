"""Clauses without counterpart; the fast products against plain sums."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from aligner.compare.coverage import FEATURES, LEAST, candidates, check_coverage, clauses
from aligner.compare.pairs import as_pair
from aligner.compare.words import table_of
from aligner.embed import AdditiveEncoder, Token, Vectors
from aligner.records import Lang
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


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("鹅问道，她说话一向直截了当。", "asked the goose, who believed in coming to the point."),
        ("老板娘刀子嘴豆腐心，街坊们都知道。",
         "The landlady's bark was worse than her bite, as all her neighbours knew."),
    ],
)  # fmt: skip
def test_what_faces_a_clause_may_tell_it_in_other_words(zh: str, en: str) -> None:
    assert flags(check_coverage, zh, en) == []


def test_nothing_faces_a_clause_that_was_left_out() -> None:
    (found,) = flags(check_coverage, "鹅问道，她说话一向直截了当。", "asked the goose.")
    assert found.evidence.zh == "她说话一向直截了当"


def test_a_date_in_other_words_is_not_left_out() -> None:
    zh, en = "光绪三十一年，清廷废除科举。", "the Qing court abolished the imperial examinations."
    assert flags(check_coverage, zh, f"In 1905 {en}") == []
    (found,) = flags(check_coverage, zh, en.capitalize())
    assert found.evidence.zh == "光绪三十一年"


@pytest.mark.parametrize(
    ("zh", "en", "lacking"),
    [
        ("甲方代表签字：陈建国　　日期：2023年4月28日", "Signed for Party A: Chen Jianguo    Date: 28 April 2023", []),
        ("甲方代表签字：陈建国　　日期：2023年4月28日", "Chen Jianguo    Date: 28 April 2023", ["甲方代表签字"]),
        ("乙方原有的专利和专有技术仍归乙方所有，甲方享有免费的、不可转让的使用许可。",
         "The pre-existing patents and know-how of Party B shall remain the property of Party B, and Party A shall "
         "enjoy a free and non-transferable licence to use the same.", []),
        ("甲方应按期付款，乙方应交付专有技术，逾期应向守约的一方支付违约金。",
         "Party A shall pay on time, and Party B shall deliver the know-how.", ["逾期应向守约的一方支付违约金"]),
    ],
)  # fmt: skip
def test_parties_and_terms_of_contracts_are_counterparts(zh: str, en: str, lacking: list[str]) -> None:
    assert [f.evidence.zh or f.evidence.en for f in flags(check_coverage, zh, en)] == lacking


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            "如今这里每创造100欧元的增加值，就有78欧元来自服务业，采矿业只占不到0.2欧元。",
            "Today, of every €100 of value added here, €78 comes from services and less than 20 cents from mining.",
        ),
        (
            "抽查的12个城市中有9个把专项资金挪去发工资或还债，涉及金额达18.6亿元。",
            "Nine of the 12 cities it looked into had diverted earmarked funds, 1.86bn yuan in all, to paying salaries "
            "or servicing debt.",
        ),
        ("他不愿意带女徒弟，嫌晦气。", "He had no wish for a girl apprentice, thought it was bad luck."),
    ],
)
def test_numbers_and_idioms_that_both_sides_have_are_told(zh: str, en: str) -> None:
    assert flags(check_coverage, zh, en) == []


def test_accounts_are_not_blamed_for_what_they_leave_out() -> None:
    assert flags(check_coverage, ZH, "Stalin met Mao Zedong in Moscow.", "comparable") == []


def test_english_clauses_need_no_comma() -> None:
    found = {EN_2[start:end] for start, end in clauses(EN_2, "en")}
    assert "because the railway was cut" in found


EN_2 = "He stayed in Harbin for a month because the railway was cut"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_features_are_those_of_plain_sums(lang: Lang) -> None:
    """The gain in cosine and the cosine of a clause, worked out token by token."""
    table = table_of(as_pair(0, ZH, EN), additive())
    own, other = (table.zh, table.en) if lang == "zh" else (table.en, table.zh)
    opposite = sum_of(other)
    found = candidates(ZH, EN, table, lang)
    assert found.spans
    for (start, end), features in zip(found.spans, found.features, strict=True):
        part = [t for t in own if start <= t.span.start < end]
        rest = [t for t in own if not start <= t.span.start < end]
        named = dict(zip(FEATURES, features.tolist(), strict=True))
        assert named["cosine"] == pytest.approx(cosine(sum_of(part), opposite), abs=1e-5)
        gain = cosine(sum_of(rest), opposite) - cosine(sum_of(own), opposite)
        assert named["gain"] == pytest.approx(10 * gain, abs=1e-4)
        assert len(part) >= LEAST[lang]


def additive() -> AdditiveEncoder:
    found = encoder()
    assert isinstance(found, AdditiveEncoder)
    return found


def sum_of(tokens: Sequence[Token]) -> Vectors:
    return np.sum([t.vector * t.weight for t in tokens], axis=0, dtype=np.float32)


def cosine(a: Vectors, b: Vectors) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))
