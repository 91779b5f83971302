"""Matches the dates of two sides: field by field, and intervals by their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from aligner.recognise.date_mentions import DateMention
from aligner.recognise.moments import DAYS, Moment


class Match(IntEnum):
    NONE = 0
    COARSER = 1  # one has a day, the other only its month
    POSSIBLE = 2  # one is relative, or they have no field in common: 次日 and 15 May, Monday and the 14th
    SAME = 3


def match(
    zh: Sequence[DateMention], en: Sequence[DateMention]
) -> tuple[list[tuple[DateMention, DateMention, Match]], list[DateMention], list[DateMention]]:
    """Pairs one to one, by the best agreement, then by order; and what is left on either side."""
    graded = sorted(
        (
            (agreement(z, e), shared_fields(z, e), -abs(i / len(zh) - j / len(en)), -i, -j)
            for i, z in enumerate(zh)
            for j, e in enumerate(en)
        ),
        reverse=True,
    )
    used_zh: set[int] = set()
    used_en: set[int] = set()
    pairs = []
    for how, _, _, i, j in graded:
        if how <= Match.POSSIBLE and how is not Match.COARSER:
            continue  # 次日 may be 15 May, but that is no evidence
        if -i not in used_zh and -j not in used_en:
            used_zh.add(-i)
            used_en.add(-j)
            pairs.append((zh[-i], en[-j], how))
    left_zh = [z for i, z in enumerate(zh) if i not in used_zh]
    left_en = [e for j, e in enumerate(en) if j not in used_en]
    return pairs, left_zh, left_en


_FIELDS = ("year", "month", "day", "weekday", "hour", "minute", "quarter", "half", "week", "season")


def agreement(a: DateMention, b: DateMention) -> Match:
    """Of two intervals, the agreement of the worse end; of an interval and a date, that of the better end."""
    if a.end is None and b.end is None:
        return _agree(a.start, b.start, a.ambiguous or b.ambiguous)
    ends_a, ends_b = ends_of(a), ends_of(b)
    if len(ends_a) == len(ends_b):
        return min(_agree(x, y, False) for x, y in zip(ends_a, ends_b, strict=True))
    return min(Match.POSSIBLE, max(_agree(x, y, False) for x in ends_a for y in ends_b))


def ends_of(m: DateMention) -> tuple[Moment, ...]:
    return (m.start,) if m.end is None else (m.start, m.end)


def _agree(a: Moment, b: Moment, ambiguous: bool) -> Match:
    if ambiguous and a.month is not None and b.month is not None:
        swapped = replace(a, month=a.day, day=a.month)
        if (a.day or 99) <= 12 and _differing(swapped, b) == []:
            return Match.SAME
    if _differing(a, b):
        return Match.NONE
    if a.relative or b.relative:
        return _agree_relative(a, b)
    fields_a, fields_b = _said(a), _said(b)
    if fields_a == fields_b:
        return Match.SAME
    shared = fields_a & fields_b
    if not shared:
        return Match.POSSIBLE
    finer = (
        ("day" in fields_a) != ("day" in fields_b)
        and "month" in shared
        and a.lunar == b.lunar
        and not {"weekday", "quarter"} & (fields_a | fields_b)
    )
    return Match.COARSER if finer else Match.SAME if shared >= {"day"} or shared >= {"year"} else Match.POSSIBLE


def _agree_relative(a: Moment, b: Moment) -> Match:
    """Relative dates agree if unit and distance do; a relative and an absolute date may agree."""
    x, y = a.shift, b.shift
    alike = x is not None and y is not None and x.amount is not None and (x.amount, x.unit) == (y.amount, y.unit)
    return Match.SAME if alike and _said(a) == _said(b) else Match.POSSIBLE


def _said(m: Moment) -> set[str]:
    said = {
        f for f in ("year", "month", "day", "weekday", "hour", "quarter", "half", "week") if getattr(m, f) is not None
    }
    if m.season:
        said.add("season")
    if m.decade is not None:
        said.add("decade")
    if m.century is not None:
        said.add("century")
    return said


def _differing(a: Moment, b: Moment) -> list[str]:
    """The fields that both have with different values. Lunar and solar months and days are not compared."""
    differ = []
    for name in _FIELDS:
        x, y = getattr(a, name), getattr(b, name)
        if x is None or y is None or x == "" or y == "" or x == y:
            continue
        if name in ("month", "day") and a.lunar != b.lunar:
            continue
        if name == "hour" and (x - y) % 12 == 0:  # 8 o'clock may be 20:00, unless both say morning or evening
            if a.meridiem and b.meridiem and a.meridiem != b.meridiem and {x, y} != {0, 24} and {x, y} != {0, 12}:
                differ.append("part")
            continue
        if name == "minute" and "hour" in differ:
            continue
        differ.append(name)
    if "hour" not in differ and any({a.part, b.part} == {x, y} for x in _EARLY for y in _LATE):
        differ.append("part")
    return differ + _differing_decades(a, b)


# Parts of the day that are never the same. (凌晨 may be night, and late afternoon may be evening.)
_EARLY, _LATE = ("dawn", "morning"), ("afternoon", "evening")


def _differing_decades(a: Moment, b: Moment) -> list[str]:
    """Compares decades, centuries and years: the 1950s and 1963 differ, 五十年代 and the 1950s do not."""
    if a.decade is not None and b.decade is not None:
        return (
            ["decade"] if (a.decade - b.decade) % 10 or (min(a.decade, b.decade) >= 10 and a.decade != b.decade) else []
        )
    if a.century is not None and b.century is not None:
        return ["century"] if a.century != b.century else []
    for x, y in ((a, b), (b, a)):
        if x.decade is not None and y.year is not None:
            near = x.decade == y.year // 10 or (x.decade < 10 and x.decade == y.year // 10 % 10)
            return [] if near else ["decade"]
        if x.century is not None and y.decade is not None and y.decade >= 100:
            return [] if y.decade // 10 + 1 == x.century else ["century"]
        if x.century is not None and y.year is not None:
            return [] if x.century in _centuries(y.year) else ["century"]
    return []


def _centuries(year: int) -> tuple[int, int]:
    """The century of an astronomical year; and the one that most people would say (1900: the 20th)."""
    if year > 0:
        return (year - 1) // 100 + 1, year // 100 + 1
    return -(-year // 100 + 1), -((1 - year) // 100 + 1)


def shared_fields(a: DateMention, b: DateMention) -> int:
    return len(_said(a.start) & _said(b.start))


# Two relative dates told in other units are one where neither is so many times as far off: 半个月后, two weeks later.
FARTHER = 1.5


def _of_other_length(a: DateMention, b: DateMention) -> bool:
    """上个月 and last week, 次日 and the following week; lengths in figures are the number check's."""
    x, y = a.start.shift, b.start.shift
    if x is None or y is None or not x.amount or not y.amount or x.unit == y.unit or a.duration or b.duration:
        return False
    if a.end or b.end or _said(a.start) or _said(b.start) or x.unit not in DAYS or y.unit not in DAYS:
        return False
    near, far = sorted(abs(s.amount or 0) * DAYS[s.unit] for s in (x, y))
    return (x.amount > 0) != (y.amount > 0) or far >= FARTHER * near


def contradiction(a: DateMention, b: DateMention) -> list[str]:
    """The fields that differ: at either end of two intervals, or at the nearest end if only one is an interval.

    "shift" for relative dates: 三天前 and three days later, 去年 and next year, 第二天 and two days later. Distances in
    figures on both sides are left to the number check, unless one is before and the other after.
    """
    x, y = a.start.shift, b.start.shift
    if x is not None and y is not None and x.amount is not None and y.amount is not None and x.unit == y.unit:
        turned = x.amount == -y.amount != 0
        figures = bool(a.duration and b.duration)
        weekday = a.start.weekday is not None or b.start.weekday is not None
        if turned or (x.amount != y.amount and not figures and not weekday):
            return ["shift"]
    if _of_other_length(a, b):
        return ["shift"]
    if (a.end is None) == (b.end is None):
        return _differing(a.start, b.start) or (_differing(a.end, b.end) if a.end and b.end else [])
    ends = sorted(
        ((_differing(x, y), len(_said(x) & _said(y))) for x in ends_of(a) for y in ends_of(b)),
        key=lambda d: len(d[0]) - d[1],
    )
    return ends[0][0] if all(differ or not shared for differ, shared in ends) else []
