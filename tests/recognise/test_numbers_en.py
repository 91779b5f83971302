"""English numbers: one line a case, (text, [(span text, value as evidence shows it)])."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.recognise.cardinals_en import SCALES, TENS, UNITS
from aligner.recognise.mentions import NumberKind
from aligner.recognise.numbers import numbers
from aligner.recognise.numerals_en import read_numeral


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("five pounds six ounces", [("five pounds six", "5.375 pound")]),
        ("6 jin 5 liang", [("6 jin 5", "6.5 jin")]),
        ("three years and two months", [("three years and two", "3.16667 year")]),
        ("a year and six months", [("a year and six", "1.5 year")]),
        ("a mile and six people", [("six", "6 person")]),
        ("three hours and ten minutes", [("three", "3 hour"), ("ten", "10 minute")]),
        ("she weighed nine stone", [("nine", "9 stone")]),
        ("he had lost two stone", [("two", "2 stone")]),
        ("12 stone 7 lbs", [("12 stone 7", "12.5 stone")]),
        ("two stone lions weighed down the steps", [("two", "2")]),
        ("1 in 50 children", [("1 in 50", "0.02")]),
        ("Table 1 in 12 languages", [("1", "1"), ("12", "12")]),
        ("must never drop below 40 degrees", [("40", "≥ 40 celsius")]),
        ("may not rise above 8", [("8", "≤ 8")]),
        ("never exceeds 6 hours", [("6", "≤ 6 hour")]),
        ("cannot have more than two", [("two", "≤ 2")]),
        ("a minimum of 14 days", [("14", "≥ 14 day")]),
        ("a maximum of 14 days", [("14", "≤ 14 day")]),
        ("80 µg", [("80", "80 microgram")]),
        ("twelve thousand men", [("twelve thousand", "12,000 person")]),
        ("a dozen eggs", [("a dozen", "12")]),
        ("within four-and-twenty hours", [("four-and-twenty", "24 hour")]),
        ("one-and-thirty men", [("one-and-thirty", "31 person")]),
        ("half a million people", [("half a million", "500,000 person")]),
        ("one and a half years", [("one and a half", "1.5 year")]),
        ("16 armies", [("16", "16 army")]),
        ("23,000 troops", [("23,000", "23,000")]),
        ("60 percent", [("60 percent", "60 %")]),
        ("sixty per cent", [("sixty per cent", "60 %")]),
        ("two-thirds of them", [("two-thirds", "0.666667")]),
        ("three million and five million", [("three million", "3,000,000"), ("five million", "5,000,000")]),
        ("$5m and $3 billion", [("5m", "5,000,000 USD"), ("3 billion", "3,000,000,000 USD")]),
        ("2 hundred forty-two", [("2 hundred forty-two", "242")]),
        ("several weeks", [("several", "2–9 week")]),
        ("tens of thousands", [("tens of thousands", "20,000–90,000")]),
        ("a couple of hundred", [("a couple of hundred", "≈ 200")]),
        ("almost 40 percent", [("40 percent", "≈ 40 %")]),
        ("more than 1,000", [("1,000", "≥ 1,000")]),
        ("fewer than ten ships", [("ten", "≤ 10 ship")]),
        ("the twenty-first century", [("twenty-first", "#21")]),
        ("World War II", [("II", "#2")]),
        ("Chapter IV", [("IV", "#4")]),
        ("60 to 70 percent", [("60", "60 %"), ("70 percent", "70 %")]),
        ("3-5 million", [("3", "3,000,000"), ("5 million", "5,000,000")]),
        ("55 – 65 inch", [("55", "55 inch"), ("65", "65 inch")]),
        ("2mm pellets", [("2", "2 millimetre")]),
        ("about 1000MW", [("1000", "≈ 1,000 megawatt")]),
        ("one in ten adults", [("one in ten", "0.1")]),
        ("2.5m people", [("2.5m", "2,500,000 person")]),
        ("a 2.5m wall", [("2.5", "2.5 metre")]),
        ("the 3rd Army", [("3rd", "#3")]),
        ("1 4/5", [("1 4/5", "1.8")]),
        ("several men", [("several", "2–9 person")]),
        ("VIII Corps", [("VIII", "#8")]),
        ("the XX Party Congress", [("XX", "#20")]),
        ("Napoleon III", [("III", "#3")]),
        ("rose threefold", [("three", "3 fold")]),
        ("three times as many", [("three", "3 fold")]),
        ("30 li", [("30", "30 li")]),
        ("300,000 rubles", [("300,000", "300,000 RUB")]),
        ("ninety (90) days' notice", [("ninety (90)", "90 day")]),
        ("(ninety) 90 days", [("ninety", "90"), ("90", "90 day")]),
        ("five foot nine.", [("five foot nine", "5.75 foot")]),
        ("5 ft 6 in tall", [("5 ft 6", "5.5 foot")]),
        ("five feet six inches", [("five feet six", "5.5 foot")]),
        ("two feet three men", [("two", "2 foot"), ("three", "3 person")]),
        ("15 degrees below zero", [("15 degrees below zero", "-15 celsius")]),
        ("fell below zero", [("zero", "≤ 0")]),
        ("sixty-odd of us", [("sixty", "≥ 60")]),
        ("20 cents", [("20", "20 cent")]),
        ("13 terawatt-hours", [("13", "13 terawatt-hour")]),
        ("no single increase shall exceed five per cent", [("five per cent", "≤ 5 %")]),
        ("nothing shall be less than ten per cent", [("ten per cent", "≥ 10 %")]),
    ],
)
def test_reads(text: str, found: list[tuple[str, str]]) -> None:
    assert [(m.text, m.describe()) for m in numbers(text, "en")] == found


@pytest.mark.parametrize(
    "text",
    [
        "one another",
        "no one",
        "at one point",
        "I think so",
        "a man",
        "third party",
        "first of all",
        "an end",
        "a CD",
        "C Corps",
    ],
)
def test_words_that_count_nothing(text: str) -> None:
    assert numbers(text, "en") == ()


@pytest.mark.parametrize(("text", "value"), [("F-16", 16), ("COVID-19", 19), ("G20", 20), ("5G networks", 5)])
def test_codes_are_labels(text: str, value: float) -> None:
    assert [(m.kind, m.low) for m in numbers(text, "en")] == [(NumberKind.LABEL, value)]


def spelled(value: int) -> list[str]:
    """The obvious way to spell a number, as the oracle of the reader."""
    if value < 20:
        return [next(w for w, v in UNITS.items() if v == value)]
    if value < 100:
        tens = next(w for w, v in TENS.items() if v == value // 10 * 10)
        return [tens, *(spelled(value % 10) if value % 10 else [])]
    if value < 1000:
        rest = spelled(value % 100) if value % 100 else []
        return [*spelled(value // 100), "hundred", *(["and", *rest] if rest else [])]
    word, scale = max(
        ((w, s) for w, s in SCALES.items() if s <= value and w in ("thousand", "million", "billion")),
        key=lambda p: p[1],
    )
    return [*spelled(value // scale), word, *(spelled(value % scale) if value % scale else [])]


@given(st.integers(min_value=1, max_value=10**12 - 1))
@settings(max_examples=150, deadline=None)
def test_reads_what_is_spelled(value: int) -> None:
    tokens = spelled(value)
    reading = read_numeral(tokens)
    assert reading is not None
    assert (reading.value, reading.used) == (value, len(tokens))


@given(st.text(alphabet="abcdefgh onetwtyhr0123456789.,%$- /", max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_ordered_spans_of_the_text(text: str) -> None:
    found = numbers(text, "en")
    assert [m.text for m in found] == [text[m.span.start : m.span.end] for m in found]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
