"""Words of Chinese dates: eras, parts of day, shifts, small numbers and lengths, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from aligner.packaged import packaged_toml
from aligner.recognise.atom_patterns import AtomPatterns, fill_in
from aligner.recognise.moments import Length, Shift, ShiftUnit
from aligner.recognise.numerals_zh import DIGITS, numeral_value

DIGITS_ZH = "零〇○一二三四五六七八九"
SMALL_NUMBER = rf"(?:\d+|[{DIGITS_ZH}十廿卅]+)"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
# Codes that are common words before 电 (有电, 文电): read as a day only in 文日电.
_UNSURE_CODES = "有个语问物引未尾合愿质文感"


@dataclass(frozen=True)
class Words:
    """data/calendar_zh.toml, ready for matching. `shifts`: word -> (what it names, how far it is)."""

    eras: dict[str, int]
    telegraph: dict[str, int]
    parts: dict[str, str]
    seasons: dict[str, str]
    shifts: dict[str, tuple[str, Shift]]


def _data(name: str) -> dict[str, Any]:
    return packaged_toml(f"recognise/data/{name}")


@cache
def words() -> Words:
    table = _data("calendar_zh.toml")
    shifts: dict[str, tuple[str, Shift]] = {}
    kinds: tuple[tuple[str, ShiftUnit], ...] = (
        ("days", "day"), ("months", "month"), ("years", "year"), ("weeks", "week"),
    )  # fmt: skip
    for name, unit in kinds:
        for base, row in table[name].items():
            for word, amount in row.items():
                shifts[word] = (unit, Shift(unit, amount, base))
    return Words(
        eras=table["eras"],
        telegraph={c: int(day) for day, codes in table["telegraph"].items() for c in codes},
        parts={word: part for part, row in table["parts"].items() for word in row},
        seasons={word: season for season, row in table["seasons"].items() for word in row},
        shifts=shifts,
    )


def _any(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


@cache
def atom_patterns() -> AtomPatterns:
    """Those of data/dates_zh.toml."""
    w, table = words(), _data("dates_zh.toml")
    blocks = {
        "eras": _any(w.eras),
        "codes": "".join(c for c in w.telegraph if c not in _UNSURE_CODES),
        "all_codes": "".join(w.telegraph),
        "shifts": _any(w.shifts),
        "parts": _any(p for p in w.parts if len(p) > 1),
        "seasons": _any(w.seasons),
        "long_seasons": _any(s for s in w.seasons if len(s) == 2),
    }
    return fill_in(blocks, table["blocks"], table["atoms"])


@cache
def atom_starts() -> re.Pattern[str]:
    """The characters that an atom begins with: the long pattern is tried only there."""
    w = words()
    forms = (*w.eras, *w.telegraph, *w.parts, *w.seasons, *w.shifts)
    fixed = (
        rf"\d{DIGITS_ZH}十廿卅百千万两俩半几数公西农阴旧夏闰正元腊冬初之过最近未今此接前后上中下"
        rf"月年周星礼每昨明当次翌同目第又再隔{STEMS}"
    )
    return re.compile(f"[{fixed}{''.join({word[0] for word in forms})}]")


def small_number(text: str) -> int | None:
    """廿三 23, 十二 12, 7 7."""
    value = numeral_value(text)
    return int(value.low) if value is not None and value.low == value.high else None


def year_digits(text: str) -> int:
    """一九五〇 1950, 零八 8, 1950 1950: digit by digit."""
    return int("".join(str(DIGITS.get(c, c)) for c in text))


def full_year(year: int) -> int:
    """Two digits as people mean them: 49年 1949, 08年 2008, 26年 2026."""
    return year if year >= 100 else year + (2000 if year <= 30 else 1900)


_THIRDS = {
    "初": "early",
    "初期": "early",
    "前期": "early",
    "早期": "early",
    "上旬": "early",
    "伊始": "early",
    "年初": "early",
    "月初": "early",
    "上半叶": "early",
    "中": "mid",
    "中期": "mid",
    "中旬": "mid",
    "中叶": "mid",
    "年中": "mid",
    "月中": "mid",
}


def third_of(word: str | None) -> str:
    return _THIRDS.get(word, "late") if word else ""


_UNIT_NAMES: tuple[tuple[str, ShiftUnit], ...] = (
    ("世纪", "century"),
    ("季度", "quarter"),
    ("年", "year"),
    ("月", "month"),
    ("星期", "week"),
    ("礼拜", "week"),
    ("周", "week"),
    ("天", "day"),
    ("日", "day"),
    ("小时", "hour"),
    ("钟头", "hour"),
    ("时辰", "hour"),
    ("时", "hour"),
    ("分", "minute"),
    ("秒", "second"),
)


@cache
def _length_piece() -> re.Pattern[str]:
    blocks = atom_patterns().blocks
    return re.compile(rf"(?P<n>{blocks['length']}) ?(?P<u>{blocks['units']})(?P<more>[多余]?)(?P<half>半?)")


def lengths_of(text: str) -> tuple[Length, ...]:
    """两年半 ((2.5, "year"),), 8天20小时 ((8, "day"), (20, "hour")), 数月 ((3, "month"),); () where it makes none."""
    found = []
    for piece in _length_piece().finditer(text):
        number = piece["n"].replace(" ", "")
        unit = next(name for word, name in _UNIT_NAMES if word in piece["u"])
        if piece["u"] == "月" and number not in ("数", "半"):
            return ()  # 三月 is March
        if number == "半":
            value: float | None = 0.5
        elif number in ("几", "数"):
            value = 3.0
        else:
            amount = numeral_value(number.replace("半", ""))
            value = amount.low if amount is not None else None
        if value is None:
            return ()
        found.append((value + (0.5 if piece["half"] else 0.0), unit))
    return tuple(found)
