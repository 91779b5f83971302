"""The same given name, another family."""

from __future__ import annotations

import pytest

from aligner.compare.namesakes import namesake
from aligner.recognise.names import names
from tests.compare.pairs import pair


@pytest.mark.parametrize(
    ("zh", "en", "named"),
    [
        ("门人吴子敬任之。", "Wang Zijing", "吴子敬"),
        ("队长叫周卫东。", "Zhao Weidong", "周卫东"),
        ("队长叫周卫东。", "Zhou Weidong", ""),
        ("队长叫周卫东。", "Chou Weidong", ""),  # Wade-Giles
        ("曹操向子敬求援。", "Lu Zijing", ""),  # a preposition
        ("队长叫卫东。", "Zhao Weidong", ""),
    ],
)
def test_namesake(zh: str, en: str, named: str) -> None:
    both = pair(zh, f"He was {en}.")
    (english,) = [m for m in names(both.en.text, "en") if m.text == en]
    found = namesake(english, names(zh, "zh"), both)
    assert (zh[found.start : found.end] if found else "") == named
