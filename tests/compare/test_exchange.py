"""Two values that changed places."""

from __future__ import annotations

import pytest

from aligner.compare.exchange import check_exchange
from tests.compare.pairs import evidence, flags

DRUG = "Of those on the new drug 64% recovered, of those on placebo 31%."
LEASE = "出租人于3月1日交付房屋，承租人于4月1日支付租金。"
TWO_MEN = "周恩来留在北京主持工作，彭德怀去了沈阳。"


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("服用新药者有64%痊愈，服用安慰剂者有31%。", DRUG, []),
        ("服用新药者有31%痊愈，服用安慰剂者有64%。", DRUG, [("exchange", "31% … 64%", "64% … 31%")]),
        ("服用安慰劑者有31%痊癒，服用新藥者有64%。", DRUG, []),  # both the other way round: the order alone differs
        ("城镇居民收入增长5.1%，农村居民为7.6%。", "Rural incomes grew by 7.6% and urban incomes by 5.1%.", []),
        ("城镇居民收入增长5.1%，农村居民为7.6%。", "Urban incomes grew by 7.6% and rural incomes by 5.1%.",
         [("exchange", "5.1% … 7.6%", "7.6% … 5.1%")]),
        ("男性平均身高175厘米，女性162厘米。", "The women were 162 cm tall on average, the men 175 cm.", []),
        ("男性平均身高175厘米，女性162厘米。", "The men were 162 cm tall on average, the women 175 cm.",
         [("exchange", "175 … 162", "162 … 175")]),
        (LEASE, "The lessor hands over the premises on 1 March, and the lessee pays the rent on 1 April.", []),
        (LEASE, "The lessor hands over the premises on 1 April, and the lessee pays the rent on 1 March.",
         [("exchange", "3月1日 … 4月1日", "1 April … 1 March")]),
        (TWO_MEN, "Peng Dehuai went to Shenyang, while Zhou Enlai stayed in Beijing to run affairs.", []),
        (TWO_MEN, "Peng Dehuai stayed in Beijing to run affairs, while Zhou Enlai went to Shenyang.",
         [("exchange", "周恩来 … 彭德怀", "Peng Dehuai … Zhou Enlai")]),
        ("交货前的费用由乙方负担，交货后的费用由甲方负担。",
         "Costs before delivery are borne by Party A and costs after delivery by Party B.",
         [("exchange", "乙方 … 甲方", "Party A … Party B")]),
        ("党的十九届六中全会", "the Sixth Plenary Session of the 19th Central Committee", []),  # one clause
        ("36场比赛中赢了33场", "leading 33 of 36 races", []),
        ("3公斤苹果，5米布", "5 metres of cloth, 3 kilograms of apples", []),  # nothing that could be exchanged
    ],
)  # fmt: skip
def test_exchange(zh: str, en: str, said: list[tuple[str, str, str]]) -> None:
    assert evidence(flags(check_exchange, zh, en)) == said


def test_both_values_are_pointed_at() -> None:
    (found,) = flags(check_exchange, TWO_MEN, "Peng Dehuai stayed in Beijing, while Zhou Enlai went to Shenyang.")
    assert [TWO_MEN[p.span.start : p.span.end] for p in found.zh] == ["周恩来", "彭德怀"]
    assert len(found.en) == 2


def test_accounts_that_are_no_translations_are_left_alone() -> None:
    zh = "服用新药者有31%痊愈，服用安慰剂者有64%。"
    assert flags(check_exchange, zh, DRUG, mode="comparable") == []
