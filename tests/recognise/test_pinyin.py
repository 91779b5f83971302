"""Readings of characters are those of pypinyin, whose table is read without it."""

from __future__ import annotations

import pytest
from pypinyin import Style, lazy_pinyin, pinyin

from aligner.recognise.pinyin import readings


@pytest.mark.parametrize(
    ("char", "expected"),
    [("张", ("zhang",)), ("吕", ("lv",)), ("单", ("dan", "chan", "shan")), ("a", ()), ("。", ()), ("한", ())],
)
def test_readings(char: str, expected: tuple[str, ...]) -> None:
    assert readings(char) == expected


def test_as_pypinyin_has_them() -> None:
    for char in map(chr, range(0x4E00, 0x9FA6, 7)):
        known = {reading.replace("ê", "e") for reading in pinyin(char, style=Style.NORMAL, heteronym=True)[0]} - {char}
        assert set(readings(char)) == known
        assert readings(char)[:1] == tuple(lazy_pinyin(char)[:1] if known else ())
