"""English dates that stand together: from May to July 1950, 12-15 May; what stands before one: since, until, about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from aligner.recognise.calendar_en import MONTH, ORDINAL_WORD, ordinal_day
from aligner.recognise.date_atoms import Atom, mention, said
from aligner.recognise.date_mentions import DateKind, DateMention, Relation
from aligner.recognise.moments import Moment
from aligner.records import Span

_TO = re.compile(r",? ?(?:-|--|~|to|until|till|through|thru) ?(?:the )?")
_AND = re.compile(r" and (?:the )?| - ?|-| to ")
_BEFORE = re.compile(
    r"\b(?:(?P<between>between)|(?P<from>from)|(?P<since>since|(?:starting|beginning)(?: on| in| from)?|as early as)"
    r"|(?P<until>until|till|no later than|as late as)|(?P<before>before|prior to|earlier than|by)"
    r"|(?P<after>after|later than|following)"
    r"|(?P<about>around|(?<!how )(?<!what )about|circa|approximately|roughly))(?: the)?(?: year)? $"
)


def intervals(text: str, folded: str, moments: list[Atom]) -> Iterator[DateMention]:
    """The mentions of merged atoms, in order of place."""
    i = 0
    given = 0  # what stands before this is told: the first of "the first and second of May"
    taken = 0  # what stands before this counts another date: two weeks before | 13 May
    while i < len(moments):
        one = moments[i]
        given = moments[i - 1].end if i else 0
        i += 1
        if one.kind == "counted":
            yield mention(text, "en", one.start, one.end, one.values, duration=one.duration)
            taken = one.end
        elif one.kind in ("length", "lasting"):
            yield _length(text, one)
        else:
            before = _BEFORE.search(folded[max(taken, one.start - 24) : one.start])
            two = moments[i] if i < len(moments) and moments[i].kind == "moment" else None
            found = _day_range(folded, one, before) or (two and _two_moments(folded, one, two, before))
            if found and found[0] >= given:
                yield mention(text, "en", *found)
                while i < len(moments) and moments[i].start < found[1]:  # the other end, the year of "May 14-16, 1950"
                    i += 1
            else:
                yield _one_moment(text, folded, one, before)


def _length(text: str, atom: Atom) -> DateMention:
    """three days; for the last three days."""
    span, excerpt = Span(atom.start, atom.end), text[atom.start : atom.end]
    if atom.kind == "length":
        return DateMention(span, excerpt, "en", DateKind.DURATION, duration=atom.duration)
    shift = atom.values["shift"]
    lasted = ((atom.values["count"], shift.unit),)
    return DateMention(span, excerpt, "en", DateKind.DATE, Moment(shift=shift), duration=lasted)


def _two_moments(
    folded: str, one: Atom, two: Atom, before: re.Match[str] | None
) -> tuple[int, int, dict[str, Any], dict[str, Any]] | None:
    """from May to July 1950, between 3 and 5 p.m.: both ends, if the two are one interval."""
    if one.values.get("every") or two.values.get("every") or "until" in one.values or not said(one.values):
        return None
    gap = folded[one.end : two.start]
    if not (_TO.fullmatch(gap) or (before and before["between"] and _AND.fullmatch(gap))):
        return None
    return one.start - _opening(before), two.end, *_pair(one.values, two.values)


def _one_moment(text: str, folded: str, one: Atom, before: re.Match[str] | None) -> DateMention:
    """A date by itself, with what is said of it: since, until, about, or later."""
    start, end, values, relation = one.start, one.end, one.values, Relation.AT
    if values.get("every"):
        return mention(text, "en", start, end, values, None, relation, one.duration)
    if before and before.lastgroup not in ("between", "from") and before[0].split()[0] not in ("by", "following"):
        relation = Relation(before.lastgroup or "")
        start -= len(before[0])
    if values.get("until"):
        return mention(text, "en", start - _opening(before), end, values, {"year": values["until"]}, relation)
    if relation is Relation.AT and (after := _AFTER.match(folded, end)):
        relation, end = Relation(after.lastgroup or ""), after.end()
        start -= len("year ") if folded.endswith("year ", 0, start) else 0
    return mention(text, "en", start, end, values, None, relation, one.duration)


def _opening(before: re.Match[str] | None) -> int:
    """The length of "from" or "between", where that opens an interval."""
    return len(before[0]) if before and before.lastgroup in ("between", "from") else 0


_AFTER = re.compile(
    r" (?:(?P<since>(?:or|and) (?:later|after|onwards?|greater)\b|onwards?\b)|(?P<until>or (?:earlier|before)\b))"
)
_DAY_RANGE = re.compile(
    r" ?(?:-|to|and|or|through|until|till) ?(?:the )?"
    rf"(\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL_WORD}(?![a-z]))(?![\d%]|[:,]\d)"
    r"(,? (?:of )?(?:1\d|20)\d\d\b)?"
)
_DAY_BEFORE = re.compile(
    rf"(?:(?:from|between) )?(?:the )?(?:(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?|\b({ORDINAL_WORD}))"
    r" ?(?:-|to|and|or|through|until|till) ?(?:the )?$"
)


def _day_range(
    folded: str, one: Atom, before: re.Match[str] | None
) -> tuple[int, int, dict[str, Any], dict[str, Any]] | None:
    """May 14-16, 1950; 12 and 13 September (from/between); 4-23 May: one month, two days. 1 or 2 August as well."""
    values = one.values
    if "month" not in values or "day" not in values or "hour" in values or values.get("shift"):
        return None
    start, end = one.start, one.end
    month_first = bool(re.match(rf"(?:early |mid-|late )?{MONTH}\b", folded[start:]))
    if month_first and "year" not in values and (after := _DAY_RANGE.match(folded, end)):
        if " and" in after[0] and not (before and before["between"]):
            return None
        last = ordinal_day(after[1])
        if last is None or not values["day"] < last <= 31 or (" or" in after[0] and last - values["day"] != 1):
            return None
        if re.match(r" (?:people|years|percent|million|of (?!1|20))", folded[after.end() :]):
            return None
        year = re.search(r"\d{4}$", after[0])
        shared = {"year": int(year[0])} if year else {}
        second = {"month": values["month"], **shared, "day": last}
        return start - _opening(before), after.end(), values | shared, second
    lead = None if month_first else _DAY_BEFORE.search(folded[max(0, start - 32) : start])
    opening = ordinal_day(lead[1] or lead[2]) if lead else None
    if lead and opening and opening < values["day"]:
        if " or" in lead[0] and values["day"] - opening != 1:
            return None
        if " and" in lead[0] and not lead[0].startswith("between") and values["day"] - opening != 1:
            return None  # 12 and 13 September are two days on end, 12 and 20 September are not
        first = values | {"day": opening}
        return start - len(lead[0]), end, first, dict(values)
    return None


def _pair(one: dict[str, Any], two: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What one end says for both: from May to July 1950, 5 to 6 p.m., 14 May 1950 to 16 June."""
    first, second = dict(one), dict(two)
    if "year" in second and "year" not in first and "month" in first and "shift" not in first:
        first["year"] = second["year"] - (1 if second.get("month") and first["month"] > second["month"] else 0)
    elif "year" in first and "year" not in second and "month" in second and "shift" not in second:
        second["year"] = first["year"]
    week = first.get("shift")
    if week is not None and week.unit == "week" and set(second) == {"weekday", "every"}:  # from next Monday to Friday
        second["shift"] = week
    if "hour" in first and "hour" in second:
        for name in ("year", "month", "day", "weekday", "shift"):
            if first.get(name) is not None and second.get(name) is None:
                second[name] = first[name]
            elif second.get(name) is not None and first.get(name) is None:
                first[name] = second[name]
        if (
            second.get("meridiem") == "pm"
            and not first.get("meridiem")
            and first["hour"] < 12
            and first["hour"] + 12 < second["hour"] + (second.get("minute") or 0) / 60
        ):
            first["hour"] += 12
            first["meridiem"] = "pm"
    return first, second
