"""Dates and times that differ between the two sides, compared field by field.

Two dates agree where nothing that both say differs: 14日 and 14 May 1950 do, 5月14日 and 16 May do not. Relative dates
(次日, one week later) agree with whatever the running text's last date does not contradict.

Independent accounts gainsay each other where they tell the same but for the date, and the dates are near or differ in
one field, as a slip does. Where they agree on one day, what else either dates is another matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.date_match import Match, agreement, contradiction, ends_of, match, shared_fields
from aligner.compare.flags import flag
from aligner.compare.one_to_one import one_to_one
from aligner.recognise.date_mentions import DateKind, DateMention
from aligner.recognise.dates import dates
from aligner.recognise.lunar import as_lunar, in_lunar_months, in_solar_months
from aligner.recognise.mentions import NumberKind, NumberMention
from aligner.recognise.moments import Moment
from aligner.recognise.numbers import numbers
from aligner.records import Evidence, Flag, FlagKind, Lang, Severity, Span


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
    before = pair.anchor
    en = _side(pair.en, context, before.en or before.zh)
    zh = _side(pair.zh, context, before.zh or before.en, before.lunar)
    if before.lunar is not None and context.mode == "parallel":
        zh = _as_translated(zh, _side(pair.zh, context, before.zh or before.en), en)
    zh, en = _counted(zh, en, pair.anchor.zh), _counted(en, zh, pair.anchor.en)
    zh, en = _with_bare_years(zh, en), _with_bare_years(en, zh)
    accounts = context.mode == "comparable"
    if accounts:
        zh, en = _without_unsure(zh), _without_unsure(en)
    if not zh.mentions or not en.mentions:
        return
    matched, left_zh, left_en = match(zh.mentions, en.mentions)
    if accounts and any(how is not Match.NONE and a.start.month == b.start.month is not None for a, b, how in matched):
        return
    for a, b, how in matched:
        if how is Match.COARSER and not accounts and not _said_beside(a, b, zh, en):
            yield _flag(pair, Severity.MINOR, 0.3, a, b, "compare.date.coarser")
    for a, b in _couples(left_zh, left_en, zh, en):
        unsure = a.span in zh.unsure or b.span in en.unsure
        if accounts and (a.start.relative or b.start.relative or not like_a_slip(a, b)):
            continue  # 第二年, that summer: each is counted from what its own account told before
        severity, confidence = (Severity.MINOR, 0.35) if unsure else (Severity.MAJOR, _confidence(a, b))
        yield _flag(pair, severity, confidence, a, b, "compare.date.different")


def told_by_both(pair: Pair, context: Context, lang: Lang) -> list[Span]:
    """The dates of a side that the other side tells too: 光绪三十一年 where the English has 1905."""
    zh = _counted(_side(pair.zh, context, ""), other := _side(pair.en, context, ""), "")
    en = _counted(other, zh, "")
    matched, _, _ = match(zh.mentions, (*en.mentions, *en.bare_years))
    return [(a if lang == "zh" else b).span for a, b, how in matched if how is not Match.NONE]


def _flag(pair: Pair, severity: Severity, confidence: float, a: DateMention, b: DateMention, key: str) -> Flag:
    evidence = Evidence(a.describe(), b.describe())
    return flag(pair, FlagKind.DATE, severity, confidence, a.span, b.span, evidence, key)


def _side(excerpt: Excerpt, context: Context, anchor: str, lunar: str | None = None) -> Side:
    """`anchor`, `lunar`: see `Anchor`."""
    read = (m for m in context.read(dates, excerpt) if _is_compared(m))
    found = []
    for m in read:
        if lunar is not None:
            m = in_lunar_months(as_lunar(m, excerpt.text[: m.span.start]), lunar)
            lunar = m.start.iso_date() or lunar
            m = in_solar_months(m)
        elif m.start.lunar:  # to the Gregorian calendar; 壬申 is the one nearest to the date before it
            m = m.resolve(anchor if m.start.cycle is not None else "")
        anchor = m.start.iso_date() if m.start.year is not None else anchor
        found.append(m)
    figures = context.read(numbers, excerpt)
    values = frozenset(v for m in figures for v in (m.low, m.high))
    years = frozenset(float(end.year) for m in found for end in ends_of(m) if end.year is not None)
    bare = tuple(
        DateMention(m.span, m.text, m.lang, DateKind.DATE, Moment(year=int(m.low)))
        for m in figures
        if m.kind is NumberKind.CARDINAL
        and not m.unit
        and len(m.text) == 4
        and m.text.isdigit()
        and (1800 <= m.low <= 2050 or (1000 <= m.low < 1800 and _stands_as_year(m, excerpt)))
        if not any(m.span.overlaps(d.span) for d in found)
    )
    return Side(excerpt, tuple(found), values, years, bare)


def _as_translated(converted: Side, kept: Side, en: Side) -> Side:
    """The lunar dates of the original as its translator has them: in the other calendar, or as they stand."""

    def agreeing(side: Side) -> int:
        return sum(how is Match.SAME for _, _, how in match(side.mentions, en.mentions)[0])

    return kept if agreeing(kept) > agreeing(converted) else converted


_YEAR_BEFORE = {
    "zh": re.compile(r"[（(](?:[^（()）]{0,6}\d{4} ?[-–—~～至]+ ?)?(?:约|生于|卒于)?$|[生卒]于$"),
    "en": re.compile(
        r"\((?:[^()]{0,16}\d{4} ?[-–—~]+ ?)?(?:(?:born|died|[bdrc]\.|ca\.|fl\.) ?)?$"
        r"|\b(?:in|since|from|until|circa|c\.|dated|dating|by|around) $",
        re.IGNORECASE,
    ),
}
_YEAR_AFTER = {
    "zh": re.compile(r" ?[-–—~～至)）]"),
    "en": re.compile(r" ?[-–—~)]|[.,;:!?]|$| (?:and|but|or|when|by|the|to|at|in|on|under|during|with|as|is|was)\b"),
}


def _stands_as_year(m: NumberMention, excerpt: Excerpt) -> bool:
    """Whether four figures stand as old years do: Zhao Mengfu (1254–1322), built in 1312."""
    before, after = excerpt.text[max(0, m.span.start - 28) : m.span.start], _YEAR_AFTER[excerpt.lang]
    return bool(_YEAR_BEFORE[excerpt.lang].search(before) and after.match(excerpt.text, m.span.end))


def _is_compared(m: DateMention) -> bool:
    """No lengths, nor every day and every month, which may be said in many ways; every Tuesday is."""
    return m.kind is not DateKind.DURATION and (m.kind is not DateKind.REPEATED or m.start.weekday is not None)


def _with_bare_years(side: Side, other: Side) -> Side:
    """With the plain figures that look like years ("Beijing 2008"), where the other side has them nowhere."""
    bare = [m for m in side.bare_years if m.start.year is not None and float(m.start.year) not in other.values]
    return replace(side, mentions=tuple(sorted((*side.mentions, *bare), key=lambda m: m.span))) if bare else side


_NO_YEAR = "2001"  # stands in for the year that "14 May ... the next day" leaves unsaid; no leap year


def _counted(side: Side, other: Side, anchor: str) -> Side:
    """Relative dates counted from the last date before them, or from the one named with them: 次日 after 5月14日 is the
    15th, and so is the day after 14 May.

    Not where the other side is as relative (次日, the next day): those are compared as they stand. What is counted from
    a date outside the excerpt is marked, for that date may not be the one meant.
    """
    shifts = {m.start.shift for m in other.mentions}
    inside = invented = False
    mentions, unsure = [], set()
    for m in side.mentions:
        shift = m.start.shift
        if shift is not None and shift.base != "now" and shift.amount is not None and shift not in shifts:
            named = shift.base if isinstance(shift.base, Moment) else None
            counted = m.resolve(anchor or (_NO_YEAR if named else ""))
            if not inside and not named and not counted.start.relative:
                unsure.add(m.span)
            if counted.start.year is not None and (named.year is None if named and not anchor else invented):
                counted = replace(counted, start=replace(counted.start, year=None))
            mentions.append(counted)
        else:
            mentions.append(m)
        yearless = m.start.year is None and m.start.month is not None
        dated = replace(m.start, year=int(_NO_YEAR)) if yearless else m.start
        if date := dated.iso_date():
            anchor, inside, invented = date, True, yearless
    return replace(side, mentions=tuple(mentions), unsure=frozenset(unsure))


def _couples(
    left_zh: Sequence[DateMention], left_en: Sequence[DateMention], zh: Side, en: Side
) -> list[tuple[DateMention, DateMention]]:
    """Leftovers of both sides that contradict each other, unless the other side says the date elsewhere."""
    candidates = []
    for i, a in enumerate(left_zh):
        for j, b in enumerate(left_en):
            differ = contradiction(a, b)
            if not differ or (_explained(a, differ, en) and _explained(b, differ, zh)):
                continue
            candidates.append((len(differ) - shared_fields(a, b), abs(i / len(left_zh) - j / len(left_en)), i, j))
    return one_to_one(candidates, left_zh, left_en)


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
        or any(end.day == day for d in other.mentions for end in ends_of(d))
        or bool(re.search(rf"(?<!\d){day}(?!\d)", other.excerpt.text))
    )


def _without_unsure(side: Side) -> Side:
    return replace(side, mentions=tuple(m for m in side.mentions if m.span not in side.unsure))


# Days between the dates that two accounts give of one event: planted contradictions of the sample differ by two, the
# dates of two events wrongly linked by months. Not fitted: there are too few.
SLIP = 10
_MONTH = 31  # days, near enough


def like_a_slip(a: DateMention, b: DateMention) -> bool:
    """Whether two dates may be meant for one day: they differ in the year, the month or the day alone, or by days."""
    if len(contradiction(a, b)) == 1:
        return True
    one, two = a.start, b.start
    if one.month is None or two.month is None or one.day is None or two.day is None:
        return False
    days = abs((one.month - two.month) * _MONTH + one.day - two.day)
    return min(days, 12 * _MONTH - days) <= SLIP  # 30 December and 2 January too


def _confidence(a: DateMention, b: DateMention) -> float:
    """Surer the more the two share; less sure of times and of what may be read in two ways."""
    if a.ambiguous or b.ambiguous or a.start.relative or b.start.relative:
        return 0.5
    return min(0.9, 0.7 + 0.1 * shared_fields(a, b)) if a.start.calendar and b.start.calendar else 0.6
