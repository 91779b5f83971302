"""Brackets, doubled words, untranslated stretches."""

from __future__ import annotations

import pytest

from aligner.compare.check import Excerpt
from aligner.compare.mechanics import check_mechanics, doubled, unmatched
from aligner.records import FlagKind
from tests.compare.pairs import flags


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("他（斯大林）说", []),
        ("他（斯大林说", [1]),
        ("他斯大林）说", [4]),
        ("(a (b) c", [0]),
        ("1) first; 2) second", []),
        ("好的 :)", []),
        ("（完整", [0]),
        ("two metres (six feet) away", []),
        ("a processor (or FP32) and (PERSON11)", []),
        ("see (a) and b) below", []),
        ("(he laughed :) and left", []),
        ("(half-width）", []),
        ("“一段话没有完，下一段接着说", []),
        ("「话」』", [3]),
    ],
)
def test_unmatched(text: str, at: list[int]) -> None:
    assert [s.start for s in unmatched(text)] == at


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("in the the town", "en", ["the the"]),
        ("he had had enough", "en", []),
        ("Duran Duran played", "en", []),
        ("电报电报到了", "zh", ["电报电报"]),
        ("我们讨论讨论", "zh", []),
        ("一个一个来", "zh", []),
        ("他把篙插得很深很深", "zh", []),
        ("走了很久很久，越来越远越来越远", "zh", []),
    ],
)
def test_doubled(text: str, lang: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in doubled(Excerpt(text, 0, "t", lang))] == found  # type: ignore[arg-type]


def test_untranslated() -> None:
    sentence = "the council met again on the following day"
    (found,) = flags(check_mechanics, f"{sentence}。", f"{sentence}.")
    assert found.kind is FlagKind.UNTRANSLATED
    (found,) = flags(check_mechanics, "他们第二天再次开会。", "They met again 第二天再次开会讨论 then.")
    assert found.evidence.en == "第二天再次开会讨论"
