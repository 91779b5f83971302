"""Values of evidence as sentences say them."""

import pytest

from aligner.messages import tell
from aligner.messages.values import worded
from aligner.recognise.units import unit_table
from aligner.records import Message


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        ("17 age", "17 years old", "17 岁"),
        ("1 year", "1 year", "1 年"),
        ("5 year", "5 years", "5 年"),
        ("≈ 33000 person", "≈ 33000 people", "≈ 33000 人"),
        ("5–6 division", "5–6 divisions", "5–6 个师"),
        ("3 li", "3 li", "3 里"),
        ("180 tael", "180 taels", "180 两"),
        ("250,000 USD", "250,000 USD", "250,000 美元"),
        ("≥ 3 CNY", "≥ 3 CNY", "≥ 3 元"),
        ("3 XYZ", "3 XYZ", "3 XYZ"),
        ("8 fen", "8 fen", "8 分钱"),
        ("≥ 50 %", "≥ 50 %", "≥ 50 %"),
        ("0.5 parsec", "0.5 parsec", "0.5 parsec"),
        ("before 2024-03-15", "before 2024-03-15", "2024-03-15之前"),
        ("1932-01-28T23:30", "1932-01-28 23:30", "1932-01-28 23:30"),
        ("T02", "02:00", "02:00"),
        ("1931-WI", "winter 1931", "1931 年冬"),
        ("1950-05 early", "1950-05 early", "1950-05 初"),
        ("1932-01-28 noon", "1932-01-28 noon", "1932-01-28 中午"),
        ("after the war", "after the war", "after the war"),
    ],
)
def test_a_value_is_said_in_the_language_of_the_sentence(value: str, en: str, zh: str) -> None:
    assert (worded(value, "en"), worded(value, "zh")) == (en, zh)


def test_every_unit_can_be_said() -> None:
    for name in unit_table().units:
        assert all(worded(f"3 {name}", ui).startswith("3 ") for ui in ("en", "zh"))


def test_words_of_a_text_are_not_touched() -> None:
    said = Message("compare.coverage.omission", (("zh", "5 year"), ("en", "")))
    assert "5 year" in tell(said, "zh")
