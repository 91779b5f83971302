"""Words of the dictionary with the English words that one of their glosses has."""

from __future__ import annotations

import pytest

from aligner.compare.glosses import glossed
from tests.compare.pairs import pair


def told(zh: str, en: str) -> set[tuple[str, str]]:
    return {(zh[a.start : a.end], en[b.start : b.end]) for a, b in glossed(pair(zh, en))}


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("他嫌晦气。", "He thought it was bad luck.", {("晦气", "bad"), ("晦气", "luck")}),
        ("她怀孕了。", "She was pregnant.", {("怀孕", "pregnant")}),
        ("他道歉了。", "He made an apology.", {("道歉", "apology")}),
        ("这是外婆的嫁妆。", "It was part of her grandmother's dowry.", {("嫁妆", "dowry")}),
        ("他嫌晦气。", "He had a bad leg, and the rest of us, who had come with him so far, wished him luck.", set()),
        ("他嫌晦气。", "He did not like it.", set()),
        ("自己近来睡不好觉。", "It robbed him of sleep.", {("睡不好觉", "sleep")}),  # verbs that come apart
        ("她帮了我一个大忙。", "She was a great help to me.", {("帮了我一个大忙", "help")}),
        ("他生她的气。", "He was angry with her.", {("生她的气", "angry")}),
        ("那里没有大树。", "There are no large trees there.", set()),
        ("他走了。", "He walked away.", set()),  # of single characters too many meanings
        ("北京很大。", "The capital is large.", set()),
    ],
)
def test_glossed(zh: str, en: str, found: set[tuple[str, str]]) -> None:
    assert told(zh, en) == found


def test_spans_are_of_the_texts_as_they_are() -> None:
    """Traditional characters are looked up in their simplified form."""
    assert told("他嫌晦氣。", "It was bad luck.") == {("晦氣", "bad"), ("晦氣", "luck")}
