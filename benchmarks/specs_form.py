"""Our mentions in the form of the Recognizers-Text Specs: values as strings, dates as TIMEX.

Relative dates are counted from the reference date of the case.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, replace
from pathlib import Path

from aligner.recognise.date_mentions import DateKind, DateMention, Relation
from aligner.recognise.dates import dates
from aligner.recognise.mentions import NumberKind, NumberMention
from aligner.recognise.moments import Moment
from aligner.recognise.numbers import numbers
from aligner.records import Lang


@dataclass(frozen=True, slots=True)
class Case:
    """One input of the Specs. `found` are (start, end, value), half-open."""

    text: str
    reference: str
    found: tuple[tuple[int, int, str], ...]


_LEAD = re.compile(r"(?:(?:the|on|at|in|this|next) )*", re.IGNORECASE)


def without_lead(text: str, found: tuple[int, int, str]) -> tuple[int, int, str]:
    """The Specs take "the" and "on" into some spans (the next day) and leave them out of others: here of all."""
    start, end, value = found
    lead = _LEAD.match(text, start, end)
    return (lead.end() if lead else start), end, value


def read_numbers(case: Case, file: str, lang: Lang) -> list[tuple[int, int, str]]:
    """The Specs take numbers, ordinals and percentages apart: those of the file's kind, as they write them."""
    wanted = {"NumberModel": _CARDINALS, "OrdinalModel": (NumberKind.ORDINAL,), "PercentModel": (NumberKind.PERCENT,)}
    kinds = wanted[Path(file).stem]
    return [
        _number_answer(m) for m in numbers(case.text, lang) if m.kind in kinds and not _abbreviated_unit(m, case.text)
    ]


_CARDINALS = (NumberKind.CARDINAL, NumberKind.FRACTION, NumberKind.LABEL)


def _abbreviated_unit(m: NumberMention, text: str) -> bool:
    """29km, 180ml, 1m: the Specs leave them to their unit recogniser."""
    return bool(m.unit) and text[m.span.end : m.span.end + 1].isascii() and text[m.span.end : m.span.end + 1].isalpha()


def _number_answer(m: NumberMention) -> tuple[int, int, str]:
    """Vague numbers as the Specs count them: 几 adds nothing to 二十几万, and 多 at the end is not of the numeral."""
    value, end = m.low, m.span.end
    if m.lang == "zh" and re.search("[几幾]", m.text) and not re.match("[几幾]", m.text):
        rest = numbers(re.sub("零?[几幾]", "", m.text), "zh")
        value = rest[0].low if rest else value
    if m.lang == "zh" and m.text[-1] in "多余餘" and m.kind is not NumberKind.PERCENT:
        end -= 1
    text = f"{value:.15g}"
    return m.span.start, end, text + "%" if m.kind is NumberKind.PERCENT else text


def read_dates(case: Case, _file: str, lang: Lang) -> list[tuple[int, int, str]]:
    reference = datetime.datetime.fromisoformat(case.reference or "2000-01-01T00:00:00")
    mentions = [m for m in dates(case.text, lang) if m.kind is not DateKind.REPEATED]
    found: list[tuple[int, int, str]] = []
    for i, m in enumerate(mentions):
        if i and _named(mentions[i - 1]) is not None:  # two weeks before 13 May: one date for the Specs
            start, _, value = found.pop()
            found.append((start, m.span.end, value))
        else:
            found.append((m.span.start, m.span.end, _date_answer(m, reference)))
    return [without_lead(case.text, f) for f in found]


def _named(m: DateMention) -> Moment | None:
    """The date that a relative one is counted from, where it is named beside it."""
    return m.start.shift.base if m.start.shift is not None and isinstance(m.start.shift.base, Moment) else None


_MODS = {
    Relation.BEFORE: "before ",
    Relation.AFTER: "after ",
    Relation.SINCE: "since ",
    Relation.UNTIL: "until ",
    Relation.ABOUT: "approx ",
}


_PERIODS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "0Y",
    "century": "00Y",
    "quarter": "Q",
}


def _date_answer(m: DateMention, reference: datetime.datetime) -> str:
    """TIMEX of a mention; relative ones counted from the reference date of the case."""
    if m.kind is DateKind.DURATION:
        return _duration(m.duration)
    mod = _mod(m)
    now = reference.date().isoformat()
    if m.end is not None:
        start, end = m.start.resolve("", now), m.end.resolve("", now)
        return f"{mod}{_first_day(start)}/{_first_day(end)}"
    if len(m.duration) == 1 and m.start.shift is not None and m.start.shift.amount is None:
        return mod + _lasting(m, reference)
    shift = m.start.shift
    if shift is not None and shift.unit in ("hour", "minute", "second"):
        if shift.amount is None:
            return m.text
        if shift.amount == 0:
            return "PRESENT_REF"
        moved = reference + datetime.timedelta(**{f"{shift.unit}s": shift.amount})
        return mod + (moved.isoformat() if m.lang == "en" else moved.date().isoformat())
    if shift is not None and len(m.duration) > 1:
        day = reference.date()
        for amount, unit in m.duration:
            day = datetime.date.fromisoformat(_day_at(day, amount if m.text.endswith("later") else -amount, unit))
        return mod + day.isoformat()
    if shift is not None and shift.amount is not None and (base := _named(m)) is not None:
        named = _resolved_day(base, reference.date())
        return _day_at(named, shift.amount, shift.unit) if named else m.text
    if shift is not None and shift.amount is not None and m.duration:
        return mod + _day_at(reference.date(), shift.amount, shift.unit)
    return mod + _timex(m.start, now)


def _resolved_day(base: Moment, reference: datetime.date) -> datetime.date | None:
    """The day that is meant, the first of a year or month; without a year the next one, as the Specs prefer."""
    filled = base.resolve(reference.isoformat(), reference.isoformat())
    if filled.year is None:
        return None
    day = datetime.date(filled.year, filled.month or 1, filled.day or 1)
    if base.year is None and base.shift is None:
        day = day.replace(year=reference.year)
        day = day.replace(year=reference.year + 1) if day < reference else day
    return day


def _mod(m: DateMention) -> str:
    """before, since-end, mid: the relation and the third, as the Specs join them."""
    relation = _MODS.get(m.relation, "").strip()
    third = (
        {"early": "start", "mid": "mid", "late": "end"}.get(m.start.third, "") if m.lang == "en" and not m.end else ""
    )
    joined = "-".join(x for x in (relation, third) if x)
    return joined + " " if joined else ""


def _day_at(day: datetime.date, amount: float, unit: str) -> str:
    """two months ago, in two years: the same day of that month, as the Specs count."""
    if unit in ("day", "week", "weekend"):
        return (day + datetime.timedelta(days=amount * (1 if unit == "day" else 7))).isoformat()
    index = (
        day.year * 12
        + day.month
        - 1
        + round(amount * {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit, 0))
    )
    return day.replace(
        year=index // 12, month=index % 12 + 1, day=min(day.day, calendar.monthrange(index // 12, index % 12 + 1)[1])
    ).isoformat()


def _timex(moment: Moment, now: str) -> str:
    """2016-11-07T08:15, XXXX-05-29, XXXX-WXX-5, 2018-W15, (1950-01-01/1960-01-01) as the Specs write them."""
    resolved = replace(moment, third="").resolve(now, now) if moment.shift is not None else moment
    shift = moment.shift
    if shift is not None and shift.unit in ("week", "weekend") and moment.weekday is None and resolved.day is not None:
        iso_year, week, _ = datetime.date(resolved.year or 1, resolved.month or 1, resolved.day).isocalendar()
        return f"{iso_year}-W{week:02d}" + ("-WE" if shift.unit == "weekend" else "")
    if resolved.decade is not None and resolved.year is None:
        start, end = (
            (f"{resolved.decade}0", f"{resolved.decade + 1}0")
            if resolved.decade >= 100
            else (f"XX{resolved.decade}0", f"XX{(resolved.decade + 1) % 10}0")
        )
        return f"{start}-01-01/{end}-01-01"
    if resolved.century is not None:
        return f"{(resolved.century - 1) * 100}-01-01/{resolved.century * 100}-01-01"
    year = f"{resolved.year:04d}" if resolved.year is not None else "XXXX"
    if resolved.quarter is not None:
        first = resolved.quarter * 3 - 2
        after = f"{year}-{first + 3:02d}" if first < 10 else f"{_next_year(year)}-01"
        return f"{year}-{first:02d}-01/{after}-01"
    if resolved.half is not None:
        after = f"{year}-07" if resolved.half == 1 else f"{_next_year(year)}-01"
        return f"{year}-{'01' if resolved.half == 1 else '07'}-01/{after}-01"
    text = replace(resolved, third="", part="").iso()
    if resolved.season and resolved.year is None and not moment.relative:
        text = resolved.season
    parts = {"dawn": "TDA", "morning": "TMO", "noon": "TMI", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
    return text + (parts[resolved.part] if resolved.part and resolved.hour is None else "")


def _next_year(year: str) -> str:
    return str(int(year) + 1) if year.isdigit() else year


def _first_day(moment: Moment) -> str:
    """An end of an interval, as a day: 1950-05 is 1950-05-01."""
    text = replace(moment, third="", part="").iso()
    if moment.day is None and moment.hour is None and moment.weekday is None and not moment.season:
        text += "-01" if moment.month is not None else "-01-01"
    return text


def _duration(pieces: tuple[tuple[float, str], ...]) -> str:
    """P8DT20H for 8天20小时; the units from large to small."""
    order = list(_PERIODS)[::-1]
    pieces = tuple(
        sorted(pieces, key=lambda p: order.index(p[1]) if p[1] not in ("decade", "century", "quarter") else -1)
    )
    date = "".join(f"{n:g}{_PERIODS[u]}" for n, u in pieces if u not in ("hour", "minute", "second"))
    time = "".join(f"{n:g}{_PERIODS[u]}" for n, u in pieces if u in ("hour", "minute", "second"))
    return f"P{date}" + (f"T{time}" if time else "")


def _lasting(m: DateMention, reference: datetime.datetime) -> str:
    """the last three months, 过去十年, next 3 days: from and to, counted from the reference."""
    amount, unit = m.duration[0]
    back = bool(re.match(r"(?:the |these )?(?:last|past|previous)|过去|最近|近|前", m.text.lower()))
    step = datetime.timedelta(days=amount * {"day": 1, "week": 7}.get(unit, 0)) if unit in ("day", "week") else None
    day = reference.date()
    if step is None:
        months = int(amount * {"month": 1, "year": 12, "decade": 120}.get(unit, 0)) * (-1 if back else 1)
        if not months:
            return m.text
        anchor = day if back else day + datetime.timedelta(days=1)
        index = anchor.year * 12 + anchor.month - 1 + months
        other = anchor.replace(year=index // 12, month=index % 12 + 1)
        return f"{other}/{anchor}" if back else f"{anchor}/{other}"
    return (
        f"{day - step}/{day}"
        if back
        else f"{day + datetime.timedelta(days=1)}/{day + datetime.timedelta(days=1) + step}"
    )
