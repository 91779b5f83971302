"""Systems of romanisation, character by character and name by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.recognise.names_native import SYSTEMS, may_be_spelled, spelled_at, spellings


@pytest.mark.parametrize(
    ("char", "system", "spelling"),
    [
        ("张", "pinyin", "zhang"),
        ("曾", "pinyin", "zeng"),
        ("单", "pinyin", "shan"),
        ("吕", "pinyin", "lu"),
        ("吕", "pinyin", "lyu"),
        ("蒋", "wade-giles", "chiang"),
        ("学", "wade-giles", "hsueh"),
        ("德", "wade-giles", "te"),
        ("国", "wade-giles", "kuo"),
        ("子", "wade-giles", "tzu"),
        ("多", "wade-giles", "to"),
        ("中", "wade-giles", "chung"),
        ("竹", "tongyong", "jhu"),
        ("华", "postal", "hwa"),
        ("九", "postal", "kiu"),
        ("济", "postal", "tsi"),
        ("西", "postal", "si"),
        ("苏", "postal", "soo"),
        ("贵", "postal", "kwei"),
        ("金", "korean", "kim"),
        ("陈", "cantonese", "chan"),
        ("山", "japanese", "yama"),
    ],
)
def test_one_character(char: str, system: str, spelling: str) -> None:
    assert spelling in spellings(char, system)


def test_a_name_stands_where_its_characters_do() -> None:
    assert spelled_at("zhangdiming", "据张迪鸣说", "pinyin") == (1, 4)
    assert spelled_at("zhangdiming", "据李迪鸣说", "pinyin") is None


def test_one_syllable_is_found_in_any_text_and_so_says_nothing() -> None:
    assert spelled_at("li", "李说", "pinyin") is None


def test_systems_are_not_mixed_within_a_name() -> None:
    assert spelled_at("kimilsong", "金日成", "korean") == (0, 3)
    assert spelled_at("kimrisong", "金日成", "korean") is None


@given(
    chars=st.text("张迪鸣大学朴宪永蒋介石吕的·了", min_size=2, max_size=8),
    letters=st.lists(
        st.sampled_from(["zhang", "di", "ming", "pak", "hon", "yong", "chiang", "kai", "lu", "ta", "x"]),
        min_size=1,
        max_size=3,
    ),
)
def test_the_cheap_look_misses_nothing(chars: str, letters: list[str]) -> None:
    name = "".join(letters)
    if any(spelled_at(name, chars, system) for system in SYSTEMS):
        assert may_be_spelled(name, chars)


def test_the_cheap_look_rules_out_most() -> None:
    assert may_be_spelled("zhangdiming", "据张迪鸣说")
    assert not may_be_spelled("zhangdiming", "据李迪鸣说")
    assert not may_be_spelled("truman", "据张迪鸣说")
