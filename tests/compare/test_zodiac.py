"""Years of animals: the same on both sides, or not."""

from __future__ import annotations

import pytest

from aligner.compare.check import Excerpt
from aligner.compare.coverage import check_coverage
from aligner.compare.zodiac import check_zodiac, signs
from aligner.records import Lang
from tests.compare.pairs import evidence, flags


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("這位畫家屬鼠。", "The painter was born in the Year of the Rat.", []),
        ("我属猴。", "I was born in the Year of the Monkey.", []),
        ("我屬馬。", "I was born in a Year of the Goat.", [("meaning", "屬馬", "born in a Year of the Goat")]),
        ("龙年出生的孩子", "children born in years of the dragon", []),
        ("不是属虎，就是属兔", "in a Year of the Tiger or of the Rabbit", []),
        ("他属猪。", "He had a pig.", []),
    ],
)
def test_zodiac(zh: str, en: str, said: list[tuple[str, str, str]]) -> None:
    assert evidence(flags(check_zodiac, zh, en)) == said


@pytest.mark.parametrize(
    ("text", "lang"),
    [("金属牛栏", "zh"), ("罗马年间", "zh"), ("那头牛年产三吨", "zh"), ("the years of the Republic", "en")],
)
def test_no_animal_of_a_year(text: str, lang: Lang) -> None:
    assert signs(Excerpt(text, 0, "text", lang)) == []


def test_an_animal_of_a_year_is_told() -> None:
    zh = "我祖父属猴，比祖母小三岁，一辈子没有离开过村子。"
    en = "My grandfather was three years younger than my grandmother and never left the village"
    assert flags(check_coverage, zh, f"Born in the Year of the Monkey, {en}.") == []
