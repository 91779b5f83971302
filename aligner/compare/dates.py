"""Dates and times that differ between the two sides, compared field by field.

Two dates agree where nothing that both say differs: 14日 and 14 May 1950 do, 5月14日 and 16 May do not. Relative dates
(次日, one week later) agree with whatever the running text's last date does not contradict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.flags import flag
from aligner.recognise.dates import dates
from aligner.recognise.mentions import NumberKind
from aligner.recognise.moments import DateKind, DateMention, Moment
from aligner.recognise.numbers import numbers
from aligner.records import Evidence, Flag, FlagKind, Severity, Span

HALF_DAYS = {"dawn": 0, "morning": 0, "noon": 1, "afternoon": 1, "evening": 1, "night": 1}


class Match(IntEnum):
    NONE = 0
    COARSER = 1  # one says a day where the other says its month only
    POSSIBLE = 2  # one is relative or says only what the other leaves unsaid: 次日 and 15 May, Monday and the 14th
    SAME = 3


@dataclass(frozen=True)
class Side:
    excerpt: Excerpt
    mentions: tuple[DateMention, ...]
    values: frozenset[float]  # of all numbers there, inside dates too
    years: frozenset[float]  # that its dates name
    bare_years: tuple[DateMention, ...] = ()  # figures that may be years but stand as plain numbers
    unsure: frozenset[Span] = frozenset()  # dates counted from one outside the excerpt


def check_dates(pair: Pair, context: Context) -> Iterator[Flag]:
    """Flags for another day, month, year or hour (major), and for a day against a month alone (minor)."""
    zh, en = _side(pair.zh, context), _side(pair.en, context)
    zh, en = _counted(zh, en, pair.anchor.zh), _counted(en, zh, pair.anchor.en)
    zh, en = _with_bare_years(zh, en), _with_bare_years(en, zh)
    if not zh.mentions or not en.mentions:
        return
    matched, left_zh, left_en = match(zh.mentions, en.mentions)
    for a, b, how in matched:
        if how is Match.COARSER and not _said_beside(a, b, zh, en):
            yield _flag(pair, Severity.MINOR, 0.3, a, b, "compare.date.coarser")
    for a, b in _couples(left_zh, left_en, zh, en):
        unsure = a.span in zh.unsure or b.span in en.unsure
        severity, confidence = (Severity.MINOR, 0.35) if unsure else (Severity.MAJOR, _confidence(a, b))
        yield _flag(pair, severity, confidence, a, b, "compare.date.different")


def _flag(pair: Pair, severity: Severity, confidence: float, a: DateMention, b: DateMention, key: str) -> Flag:
    evidence = Evidence(a.describe(), b.describe())
    return flag(pair, FlagKind.DATE, severity, confidence, a.span, b.span, evidence, key)


def _side(excerpt: Excerpt, context: Context) -> Side:
    found = [m for m in context.read(dates, excerpt) if m.kind not in (DateKind.DURATION, DateKind.REPEATED)]
    figures = context.read(numbers, excerpt)
    values = frozenset(v for m in figures for v in (m.low, m.high))
    years = frozenset(float(end.year) for m in found for end in _ends(m) if end.year is not None)
    bare = tuple(
        DateMention(m.span, m.text, m.lang, DateKind.DATE, Moment(year=int(m.low)))
        for m in figures
        if m.kind is NumberKind.CARDINAL
        and not m.unit
        and len(m.text) == 4
        and m.text.isdigit()
        and 1800 <= m.low <= 2050
        if not any(m.span.overlaps(d.span) for d in found)
    )
    return Side(excerpt, tuple(found), values, years, bare)


def _with_bare_years(side: Side, other: Side) -> Side:
    """With the plain figures that look like years ("Beijing 2008"), where the other side has them in no number or date."""
    bare = [m for m in side.bare_years if m.start.year is not None and float(m.start.year) not in other.values]
    return replace(side, mentions=tuple(sorted((*side.mentions, *bare), key=lambda m: m.span))) if bare else side


_NO_YEAR = "2001"  # stands in for the year that "14 May ... the next day" leaves unsaid; no leap year


def _counted(side: Side, other: Side, anchor: str) -> Side:
    """Relative dates counted from the last date before them: 次日 after 5月14日 is the 15th.

    Not where the other side is as relative (次日, the next day): those are compared as they stand. What is counted from
    a date outside the excerpt is marked, for that date may not be the one meant.
    """
    shifts = {m.start.shift for m in other.mentions}
    inside = False
    mentions, unsure = [], set()
    for m in side.mentions:
        shift = m.start.shift
        if shift is not None and shift.base == "context" and shift not in shifts:
            counted = m.resolve(anchor)
            if not inside and not counted.start.relative:
                unsure.add(m.span)
            if anchor.startswith(_NO_YEAR):
                counted = replace(counted, start=replace(counted.start, year=None))
            mentions.append(counted)
        else:
            mentions.append(m)
        start = m.start if m.start.year is not None or m.start.month is None else replace(m.start, year=int(_NO_YEAR))
        if date := start.iso_date():
            anchor, inside = date, True
    return replace(side, mentions=tuple(mentions), unsure=frozenset(unsure))


def match(
    zh: Sequence[DateMention], en: Sequence[DateMention]
) -> tuple[list[tuple[DateMention, DateMention, Match]], list[DateMention], list[DateMention]]:
    """Pairs one to one, best agreement first, then order; what is left over. Repeats of a matched date are no leftovers."""
    graded = sorted(
        (
            (agreement(z, e), _shared(z, e), -abs(i / len(zh) - j / len(en)), -i, -j)
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
            continue  # 次日 may be 15 May, but says nothing against 14 and 16 May being two dates
        if -i not in used_zh and -j not in used_en:
            used_zh.add(-i)
            used_en.add(-j)
            pairs.append((zh[-i], en[-j], how))
    left_zh = [z for i, z in enumerate(zh) if i not in used_zh]
    left_en = [e for j, e in enumerate(en) if j not in used_en]
    return pairs, left_zh, left_en


_FIELDS = ("year", "month", "day", "weekday", "hour", "minute", "quarter", "half", "week", "season")


def agreement(a: DateMention, b: DateMention) -> Match:
    """The worse of the two ends, where both have two; the better end where only one does."""
    if a.end is None and b.end is None:
        return _agree(a.start, b.start, a.ambiguous or b.ambiguous)
    ends_a, ends_b = _ends(a), _ends(b)
    if len(ends_a) == len(ends_b):
        return min(_agree(x, y, False) for x, y in zip(ends_a, ends_b, strict=True))
    return min(Match.POSSIBLE, max(_agree(x, y, False) for x in ends_a for y in ends_b))


def _ends(m: DateMention) -> tuple[Moment, ...]:
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
        and not {"weekday", "quarter"} & (fields_a | fields_b)
    )
    return Match.COARSER if finer else Match.SAME if shared >= {"day"} or shared >= {"year"} else Match.POSSIBLE


def _agree_relative(a: Moment, b: Moment) -> Match:
    """Two relative dates agree where unit and distance do; a relative and a plain one may."""
    x, y = a.shift, b.shift
    if x is None or y is None:
        return Match.POSSIBLE
    if x.amount is None or y.amount is None or x.unit != y.unit:
        return Match.POSSIBLE
    if x.amount == y.amount:
        return Match.SAME if _said(a) == _said(b) else Match.POSSIBLE
    # "last week" and 上周 agree; "next Monday" may be this week's: one week off with a weekday is no contradiction
    return (
        Match.POSSIBLE
        if abs(x.amount - y.amount) <= 1 and (a.weekday or b.weekday)
        else Match.NONE
        if _calendar_shift(a, b)
        else Match.POSSIBLE
    )


def _calendar_shift(a: Moment, b: Moment) -> bool:
    """今天 against yesterday, 去年 against next year; distances in numbers ("three years ago") are the number check's."""
    return all(m.shift is not None and m.shift.base == "now" and abs(m.shift.amount or 0) <= 2 for m in (a, b))


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
    """The fields that both say, differently. Lunar and solar months and days say nothing of each other."""
    differ = []
    for name in _FIELDS:
        x, y = getattr(a, name), getattr(b, name)
        if x is None or y is None or x == "" or y == "" or x == y:
            continue
        if name in ("month", "day") and a.lunar != b.lunar:
            continue
        if name == "hour" and (
            (x - y) % 12 == 0 or (not (a.meridiem and b.meridiem) and (x - y) % 12 == 0) or {x, y} == {0, 24}
        ):
            if a.meridiem and b.meridiem and a.meridiem != b.meridiem and {x, y} != {0, 24} and {x, y} != {0, 12}:
                differ.append("part")
            continue
        if name == "minute" and "hour" in differ:
            continue
        differ.append(name)
    return differ + _differing_decades(a, b)


def _differing_decades(a: Moment, b: Moment) -> list[str]:
    """Decades and centuries against each other and against years: the 1950s and 1963 differ, 五十年代 and the 1950s do not."""
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
    return []


def _shared(a: DateMention, b: DateMention) -> int:
    return len(_said(a.start) & _said(b.start))


def _couples(
    left_zh: Sequence[DateMention], left_en: Sequence[DateMention], zh: Side, en: Side
) -> list[tuple[DateMention, DateMention]]:
    """Leftovers of both sides of one sort (both name a day, a year, a time), unless the other side says the value elsewhere."""
    candidates = []
    for i, a in enumerate(left_zh):
        for j, b in enumerate(left_en):
            differ = _contradiction(a, b)
            if not differ or (_explained(a, differ, en) and _explained(b, differ, zh)):
                continue
            candidates.append((len(differ) - _shared(a, b), abs(i / len(left_zh) - j / len(left_en)), i, j))
    used_zh: set[int] = set()
    used_en: set[int] = set()
    found = []
    for _, _, i, j in sorted(candidates):
        if i not in used_zh and j not in used_en:
            used_zh.add(i)
            used_en.add(j)
            found.append((left_zh[i], left_en[j]))
    return found


def _contradiction(a: DateMention, b: DateMention) -> list[str]:
    """The fields that differ: of either end of two intervals, of the nearest end where only one is an interval."""
    if (a.end is None) == (b.end is None):
        return _differing(a.start, b.start) or (_differing(a.end, b.end) if a.end and b.end else [])
    ends = sorted(
        ((_differing(x, y), len(_said(x) & _said(y))) for x in _ends(a) for y in _ends(b)),
        key=lambda d: len(d[0]) - d[1],
    )
    return ends[0][0] if all(differ or not shared for differ, shared in ends) else []


def _explained(m: DateMention, differ: Sequence[str], other: Side) -> bool:
    """Whether the date stands on the other side after all: as another mention there, or its year as a plain number."""
    if any(agreement(m, d) is Match.SAME for d in other.mentions):
        return True
    return differ[0] == "year" and m.start.month is None and float(m.start.year or 0) in other.values - other.years


def _said_beside(a: DateMention, b: DateMention, zh: Side, en: Side) -> bool:
    """Whether the side with the month alone says the day somewhere: 5月 ... 14日 in another clause."""
    finer, other = (a, en) if a.start.day is not None else (b, zh)
    day = finer.start.day
    return (
        day is None
        or float(day) in other.values
        or any(end.day == day for d in other.mentions for end in _ends(d))
        or bool(re.search(rf"(?<!\d){day}(?!\d)", other.excerpt.text))
    )


def _confidence(a: DateMention, b: DateMention) -> float:
    """Surer the more the two share; less sure of times and of what may be read in two ways."""
    if a.ambiguous or b.ambiguous or a.start.relative or b.start.relative:
        return 0.5
    return min(0.9, 0.7 + 0.1 * _shared(a, b)) if a.start.calendar and b.start.calendar else 0.6
