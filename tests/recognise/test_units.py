"""Units: what follows a number, and which units compare."""

from __future__ import annotations

import pytest

from aligner.recognise.units import comparable, unit, unit_after, unit_table
from aligner.records import Lang


@pytest.mark.parametrize(
    ("text", "lang", "key"),
    [
        ("公里", "zh", "kilometre"),
        ("里路", "zh", "li"),
        ("美元", "zh", "USD"),
        ("元", "zh", "CNY"),
        (" miles", "en", "mile"),
        ("-year-old", "en", "age"),
        (" mm", "en", "millimetre"),
        (" minutes", "en", "minute"),
        (" mince", "en", ""),
        ("苹果", "zh", ""),
    ],
)
def test_unit_after_a_number(text: str, lang: Lang, key: str) -> None:
    assert unit_after(text, 0, lang)[0] == key


@pytest.mark.parametrize(
    ("a", "b", "yes"),
    [
        ("li", "kilometre", True),
        ("jin", "kilogram", True),
        ("CNY", "USD", False),
        ("CNY", "CNY", True),
        ("fen", "CNY", True),
        ("fen", "penny", False),
        ("cent", "EUR", True),
        ("tael", "ounce", False),
        ("li", "jin", False),
        ("", "li", False),
    ],
)
def test_comparable_units(a: str, b: str, yes: bool) -> None:
    assert comparable(a, b) is yes


def test_a_li_is_half_a_kilometre() -> None:
    li, kilometre = unit("li"), unit("kilometre")
    assert li is not None
    assert kilometre is not None
    assert li.factor * 2 == kilometre.factor


def test_every_written_form_belongs_to_one_unit() -> None:
    table = unit_table()
    assert set(table.names.values()) == set(table.units)
