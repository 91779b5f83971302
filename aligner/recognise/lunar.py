"""Which calendar a Chinese text counts by: a diary that opens 光绪二十六年五月 and goes on 十五日 is of lunar months.

Told of the whole text, for 十五日 does not say of which month it is. A text of Western years (1900年), or of months in
figures (6月13日), gives lunar days only where it says so (五月初四, 光绪二十六年五月二十四日).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from aligner.recognise.date_mentions import DateMention
from aligner.recognise.moments import LEAP, Moment

# From so many lunar dates on a text is taken to count by them, if it has fewer others: one may be quoted.
FEWEST = 2
_FIGURES = re.compile(r"\d")
# A day that is told in the other calendar as well: 十一月十六日，即西历十二月二十八日.
_WESTERN = re.compile("[西公阳陽新洋][历曆元]?$")


def is_lunar(mentions: Iterable[DateMention]) -> bool:
    """Whether the text of these dates counts by the lunar calendar."""
    lunar = solar = 0
    for m in mentions:
        start = m.start
        if start.lunar:
            lunar += start.month is not None or start.day is not None
        elif start.month is not None or start.day is not None:
            solar += start.year is not None or _FIGURES.search(m.text) is not None
        else:
            solar += start.year is not None and start.year < REIGNS_END
    return lunar >= FEWEST and lunar > solar


REIGNS_END = 1912  # years of the Republic stand beside lunar days as well


def as_lunar(m: DateMention, before: str) -> DateMention:
    """A date of such a text with its months and days as lunar ones; `before`: what stands before it there."""
    if m.start.shift is not None or _WESTERN.search(before):
        return m
    end = _lunar(m.end) if m.end is not None else None
    return replace(m, start=_lunar(m.start), end=end)


def _lunar(moment: Moment) -> Moment:
    counted = moment.month is not None or moment.day is not None
    solar = moment.year is not None and not moment.lunar  # 1900年
    return replace(moment, lunar=True) if counted and not solar else moment


def in_lunar_months(m: DateMention, anchor: str) -> DateMention:
    """A date with what `anchor` can fill in, both told in lunar months, as if these were Gregorian ones."""
    start = _filled(m.start, anchor)
    end = _filled(m.end, start.iso_date() or anchor) if m.end is not None else None
    return replace(m, start=start, end=end)


def _filled(moment: Moment, anchor: str) -> Moment:
    leap = moment.leap or (moment.month is None and anchor.endswith(LEAP))  # 初一日, after 闰八月
    return replace(moment.filled(anchor), lunar=False, leap=leap)


def in_solar_months(m: DateMention) -> DateMention:
    """`in_lunar_months` in the Gregorian calendar; lunar still where a year, month or day is unsaid."""
    end = _solar(m.end) if m.end is not None else None
    return replace(m, start=_solar(m.start), end=end)


def _solar(moment: Moment) -> Moment:
    if moment.month is None and moment.day is None:
        return moment
    return replace(moment, lunar=True).solar() if moment.shift is None else moment


def solar_date(date: str) -> str:
    """An ISO date told in lunar months, in the Gregorian calendar; its year alone where it gives no day."""
    year, month, day = (*map(int, date.removesuffix(LEAP).split("-")), 0, 0)[:3] if date else (0, 0, 0)
    if not day:
        return date[:4]
    told = Moment(year=year, month=month, day=day, lunar=True, leap=date.endswith(LEAP))
    return told.solar().iso_date() or date[:4]
