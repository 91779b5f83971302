"""Words of English dates: months, weekdays, counts and lengths, and the patterns that are made of them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from aligner.packaged import packaged_toml
from aligner.recognise.atom_patterns import AtomPatterns, fill_in
from aligner.recognise.cardinals_en import ORDINALS, SCALES, TENS, UNITS
from aligner.recognise.moments import Length, ShiftUnit
from aligner.recognise.numerals_en import read_numeral

MONTHS = {
    m: i
    for i, m in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
}
MONTHS |= {m[:3]: i for m, i in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {
    d: i for i, d in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], 1)
}
WEEKDAYS |= {d[:3]: i for d, i in WEEKDAYS.items()} | {"tues": 2, "thur": 4, "thurs": 4}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
WEEKDAY = (
    rf"(?:{'|'.join(sorted((d for d in WEEKDAYS if len(d) > 3), key=len, reverse=True))}|mon|tue|wed|thu|fri|sat|sun)"
)
_SMALL = sorted((w for w in ORDINALS if ORDINALS[w] <= 31 and ORDINALS[w] > 0), key=len, reverse=True)
ORDINAL_WORD = rf"(?:(?:twenty|thirty)[ -](?:{'|'.join(w for w in _SMALL if ORDINALS[w] < 10)})|{'|'.join(_SMALL)})"
_NUM_WORDS = [w for w in (*UNITS, *TENS) if w not in ("nought", "naught")]
_COUNTS = "|".join(sorted(_NUM_WORDS, key=len, reverse=True))
_MORE = "|".join(sorted([*_NUM_WORDS, *SCALES, "hundred", "a half", "half"], key=len, reverse=True))
_NUM = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{_COUNTS})(?:[ -](?:and )?(?:{_MORE}))*)"


@cache
def _data() -> dict[str, Any]:
    return packaged_toml("recognise/data/dates_en.toml")


def date_words(name: str) -> frozenset[str]:
    """A list of [words] in the data file."""
    return frozenset(_data()["words"][name])


def eras() -> dict[str, int]:
    """Names of reigns and eras, lower case, and the year that is their first."""
    found: dict[str, int] = _data()["eras"]
    return found


@cache
def atom_patterns() -> AtomPatterns:
    """Those of data/dates_en.toml."""
    table = _data()
    era = "|".join(sorted(map(re.escape, eras()), key=len, reverse=True))
    blocks = {"era": f"(?:{era})", "month": MONTH, "weekday": WEEKDAY, "ord_word": ORDINAL_WORD, "num": _NUM}
    return fill_in(blocks, table["blocks"], table["atoms"])


def block(name: str) -> str:
    """A named part of the patterns: "length", "unit", "year"."""
    return atom_patterns().blocks[name]


YEAR = block("year")

_UNITS: dict[str, ShiftUnit] = {
    "c": "century",
    "de": "decade",
    "y": "year",
    "q": "quarter",
    "mo": "month",
    "w": "week",
    "f": "week",
    "da": "day",
    "n": "day",
    "h": "hour",
    "mi": "minute",
    "s": "second",
}


_SHORT_UNITS: dict[str, ShiftUnit] = {"h": "hour", "d": "day", "w": "week", "y": "year", "m": "minute"}


def unit_key(word: str) -> ShiftUnit:
    """The unit that an English word names, in any of its forms: yrs, years."""
    return next(name for stem, name in sorted(_UNITS.items(), key=lambda u: -len(u[0])) if word.startswith(stem))


def count(text: str) -> float | None:
    """12, twelve, twenty-one, an, half a, several (3), a few (3), another (1)."""
    text = re.sub(r"^(?:about|around|nearly|almost|over|more than|less than) ", "", text.strip())
    if text in ("a", "an", "another", "one"):
        return 1.0
    if text in ("half a", "half an", "a half", "½"):
        return 0.5
    if text in ("several", "some", "few", "a few"):
        return 3.0
    if text in ("a couple", "a couple of", "couple of"):
        return 2.0
    extra = 0.0
    if part := re.search(r" and (?:a )?(half|quarter)$", text):
        text, extra = text[: part.start()], 0.5 if part[1] == "half" else 0.25
    if text[:1].isdigit():
        return float(text.replace(",", "")) + extra
    reading = read_numeral(re.findall(r"[a-z]+|\d+", text))
    return reading.value + extra if reading else None


def ordinal_day(text: str) -> int | None:
    text = text.strip().removeprefix("the ").strip()
    if digits := re.match(r"\d{1,2}", text):
        return int(digits[0])
    words = re.split(r"[ -]", text)
    value = sum(TENS.get(w, 0) for w in words[:-1]) + (
        ORDINALS.get(words[-1]) or UNITS.get(words[-1]) or TENS.get(words[-1], 0)
    )
    return value or None


VAGUE_COUNT = re.compile(r"several|few|some|about|around|nearly|almost|over|more than|less than|couple")

_LENGTH_PIECE = re.compile(
    rf"(?P<q>{block('quantity')})[ -]?(?P<u>{block('unit')})\b(?P<half> and (?:a )?(?:half|quarter))?"
)

_SHORT_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(h|d|w|y|hrs?|mins?|yrs?|years|days)$")


def lengths_of(text: str) -> tuple[Length, ...]:
    """ "two weeks and three days", "12h": each with its unit; none where a piece has no number."""
    if short := _SHORT_LENGTH.match(text):
        return ((float(short[1]), _SHORT_UNITS[short[2][0]]),)
    if text.startswith("all "):
        return ((1.0, unit_key(text[4:])),)
    found = []
    for piece in _LENGTH_PIECE.finditer(text):
        value = count(piece["q"])
        if value is None:
            return ()
        factor = 2 if piece["u"].startswith("fortnight") else 1
        found.append(
            (
                (value + ((0.25 if "quarter" in piece["half"] else 0.5) if piece["half"] else 0)) * factor,
                unit_key(piece["u"]),
            )
        )
    return tuple(found)


def full_year(year: int) -> int:
    return year if year >= 100 else year + (2000 if year <= 35 else 1900)


def third_of(word: str | None) -> str:
    if not word:
        return ""
    word = word.replace("the ", "")
    if word.startswith(("early", "beginning", "first")):
        return "early"
    return "mid" if word.startswith(("mid", "second")) else "late"
