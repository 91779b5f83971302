"""Dates and times in English running text.

Atoms first (`date_atoms_en`); then atoms that stand together become a moment (the morning of + 14 May + 1950), and two
moments an interval (from May to July 1950).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from aligner.recognise.calendar_en import MONTH, ORDINAL_WORD, ordinal_day
from aligner.recognise.date_atoms import Atom, mention
from aligner.recognise.date_atoms_en import atoms_en
from aligner.recognise.date_times_en import hour_after
from aligner.recognise.moments import DateKind, DateMention, Moment, Relation
from aligner.recognise.normal import normal_en
from aligner.records import Span


def dates_en(text: str) -> tuple[DateMention, ...]:
    """Dates, times, intervals and durations of an English text, in order of place."""
    folded = normal_en(text)
    return tuple(_intervals(text, folded, list(_moments(folded, list(atoms_en(text, folded))))))


_GLUE = re.compile(
    r"[ ,]*(?:of the year|of|in the|in|on the|on|at about|at around|at|around|for|@|/|the|of the|'s|-|\()?[ ,]*"
)
_FIELD_GROUPS = (
    frozenset({"year", "decade", "century", "until"}),
    frozenset({"month", "quarter", "half", "season"}),
    frozenset({"day"}),
    frozenset({"weekday"}),
    frozenset({"part"}),
    frozenset({"hour"}),
    frozenset({"shift"}),
)


def _groups(values: dict[str, Any]) -> set[int]:
    return {i for i, names in enumerate(_FIELD_GROUPS) if any(values.get(n) not in (None, "") for n in names)}


def _moments(folded: str, atoms: list[Atom]) -> Iterator[Atom]:
    """Atoms that stand together and say different things, merged; lengths pass through."""
    i = 0
    while i < len(atoms):
        atom = atoms[i]
        i += 1
        if atom.kind in ("length", "lasting"):
            yield atom
            continue
        values, start, end, duration = dict(atom.values), atom.start, atom.end, atom.duration
        kinds = [atom.kind]
        while i < len(atoms) and atoms[i].kind not in ("length", "lasting"):
            following = atoms[i]
            gap = folded[end : following.start]
            if len(gap) > 14 or not _GLUE.fullmatch(gap) or not _fits(values, following.values, gap, kinds):
                break
            values |= {k: v for k, v in following.values.items() if v is not None and v is not False and v != ""}
            end, duration = following.end, duration or following.duration
            kinds.append(following.kind)
            i += 1
        if end < len(folded) and folded[end] == ")" and "(" in folded[start:end]:
            end += 1
        clock, end = hour_after(values, folded, end)
        values |= clock
        if kinds == ["year"] and not _year_stands(folded, start, end, values):
            continue
        if kinds == ["part"]:
            start = _part_start(start, values)
            if start < 0:
                continue
        yield Atom("moment", start, end, values, duration=duration)


def _fits(values: dict[str, Any], following: dict[str, Any], gap: str, kinds: list[str]) -> bool:
    """Whether two neighbouring atoms are one moment: they say different things, and their order is a usual one."""
    mine, theirs = _groups(values), _groups(following)
    if mine & theirs or values.get("until") or following.get("until"):
        return False
    word = gap.strip(" ,")
    if theirs == {6} and mine and mine <= {1, 2} and following["shift"].unit == "year":  # 22 December last year
        return word in ("", "of", "in")
    if 6 in theirs and (mine & {0, 1, 2}) and not ({6, 5} >= theirs):
        return (1 in mine and following["shift"].unit == "year" and "of" in word) or (1 in mine and not gap.strip())
    if 6 in mine and theirs & {0} and not theirs & {1, 2}:
        return False
    if 5 in theirs or 4 in theirs:  # a time after a date: a comma or at; two clauses after "in" and "of"
        return word in (
            "",
            "at",
            "@",
            "in the",
            "for",
            "around",
            "at around",
            "at about",
            "on the",
            "the",
            "in",
            "-",
            "'s",
        ) and not (kinds == ["year"] and "," in gap)
    if 5 in mine or 4 in mine:  # 5 p.m. on 14 May, the evening of 14 May
        return word in ("", "on", "of", "on the", "of the", "-", "the") and bool(theirs & {0, 1, 2, 3, 6})
    if 3 in mine and theirs <= {0, 1, 2}:  # Monday, 14 May; Friday 2018-7-6
        return word in ("", "the", "(", "-") and bool(theirs & {1, 2})
    if mine == {3} and theirs == {6}:  # Monday of the following week
        return word in ("of", "of the", "") and following["shift"].unit == "week"
    if mine == {6} and theirs == {3}:  # next week on Tuesday
        return word in ("on", "", "-") and values["shift"].unit == "week"
    if 0 in theirs:  # 14 May 1950, May of 1950, spring 1950
        if mine & {1, 2}:
            return word in ("", "of", "in", "of the", "-", "/", "the") and not (following.get("third"))
        return False
    if 0 in mine:  # 2017 April, 2019 Q1
        return word in ("", "-") and "," not in gap and bool(theirs & {1}) and len(kinds) == 1
    return 3 in theirs and word in ("", "(", "on")


def _year_stands(folded: str, start: int, end: int, values: dict[str, Any]) -> bool:
    """Whether four figures are a year: after a preposition of time or a year, in brackets, first in a clause."""
    if "year" not in values or values.get("until") or values.get("third") or "month" in values or values["year"] <= 0:
        return True
    if re.match(r" or (?:later|earlier)\b", folded[end:]):
        return True
    if re.match(r" ?(?:to|-|~|through|until) ?(?:1\d|20)\d\d\b", folded[end:]) and 1500 <= values["year"] <= 2100:
        return True
    before = folded[max(0, start - 22) : start]
    if re.search(
        r"(?:\b(?:in|as|since|by|until|till|before|after|from|during|years?|of|through|throughout|around|circa|c\.|to|than|"
        r"between|and|or|for|fiscal|early|late|mid)|[(\[–=-]) ?$",
        before,
    ):
        weak = re.search(r"\b(?:of|to|and|or|than|between|for|from) ?$", before)
        if (
            weak
            and re.match(r" [a-z]+s\b(?<!was)(?<!has)(?<!is)", folded[end:])
            and not re.search(r"\d{4}[ ,a-z]*$", before)
        ):
            return False
        return bool(1500 <= values["year"] <= 2100 or not weak)
    if re.search(r"(?:^|[.;:!?] ?|\"|, )$", before) and re.match(r"(?: |,|:|$|\))", folded[end:]):
        return bool(1700 <= values["year"] <= 2100)
    return (
        1900 <= values["year"] <= 2039
        and bool(re.match(r" [a-z]+|[,.)]", folded[end:]))
        and bool(re.search(r"\bthe $", before))
    )


def _part_start(start: int, values: dict[str, Any]) -> int:
    """A part of day alone counts with its preposition (in the morning, at night); -1 where it is another word."""
    lead = values.get("lead", "")
    return (
        start
        if lead.startswith(("in", "at", "during", "on", "by"))
        or values.get("every")
        or lead == "the"
        or values["part"] in ("dawn", "noon")
        else -1
    )


_TO = re.compile(r",? ?(?:-|--|~|to|until|till|through|thru) ?(?:the )?")
_AND = re.compile(r" and (?:the )?| - ?|-| to ")
_BEFORE = re.compile(
    r"\b(?:(?P<between>between)|(?P<from>from)|(?P<since>since|(?:starting|beginning)(?: on| in| from)?|as early as)"
    r"|(?P<until>until|till|no later than|as late as)|(?P<before>before|prior to|earlier than|by)"
    r"|(?P<after>after|later than|following)"
    r"|(?P<about>around|(?<!how )(?<!what )about|circa|approximately|roughly))(?: the)?(?: year)? $"
)


def _intervals(text: str, folded: str, moments: list[Atom]) -> Iterator[DateMention]:
    i = 0
    while i < len(moments):
        one = moments[i]
        i += 1
        if one.kind == "length":
            yield DateMention(
                Span(one.start, one.end), text[one.start : one.end], "en", DateKind.DURATION, duration=one.duration
            )
            continue
        if one.kind == "lasting":
            shift = one.values["shift"]
            yield DateMention(
                Span(one.start, one.end),
                text[one.start : one.end],
                "en",
                DateKind.DATE,
                Moment(shift=shift),
                duration=((one.values["count"], shift.unit),),
            )
            continue
        start, end, values = one.start, one.end, one.values
        before = _BEFORE.search(folded[max(0, start - 24) : start])
        day_range = _day_range(folded, one, before)
        if day_range is not None:
            yield mention(text, "en", *day_range)
            while i < len(moments) and moments[i].start < day_range[1]:  # the year of "May 14-16, 1950"
                i += 1
            continue
        two = moments[i] if i < len(moments) and moments[i].kind == "moment" else None
        if two is not None and not values.get("every") and not two.values.get("every"):
            gap = folded[end : two.start]
            joined = _TO.fullmatch(gap) or (before and before["between"] and _AND.fullmatch(gap))
            if joined and "until" not in values and _groups(values):
                if before and (before["between"] or before["from"]):
                    start -= len(before[0])
                first, second = _pair(values, two.values)
                yield mention(text, "en", start, two.end, first, second)
                i += 1
                continue
        relation = Relation.AT
        if before and not values.get("every"):
            name = next(k for k, v in before.groupdict().items() if v)
            if name in ("since", "until", "before", "after", "about") and before[name] not in ("by", "following"):
                relation = Relation(name)
                start -= len(before[0])
        if values.get("until"):
            if before and (before["between"] or before["from"]):
                start -= len(before[0])
            yield mention(text, "en", start, end, values, {"year": values["until"]}, relation)
            continue
        if relation is Relation.AT and not values.get("every") and (after := _AFTER.match(folded, end)):
            relation, end = Relation(after.lastgroup or ""), after.end()
            start -= len("year ") if folded.endswith("year ", 0, start) else 0
        yield mention(text, "en", start, end, values, None, relation, one.duration)


_AFTER = re.compile(
    r" (?:(?P<since>(?:or|and) (?:later|after|onwards?|greater)\b|onwards?\b)|(?P<until>or (?:earlier|before)\b))"
)
_DAY_RANGE = re.compile(
    rf" ?(?:-|to|and|through|until|till) ?(?:the )?(\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL_WORD}(?![a-z]))(?![\d:%]|,\d)"
    r"(,? (?:of )?(?:1\d|20)\d\d\b)?"
)
_DAY_BEFORE = re.compile(
    rf"(?:(?:from|between) )?(?:the )?(?:(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?|\b({ORDINAL_WORD}))"
    r" ?(?:-|to|and|through|until|till) ?(?:the )?$"
)


def _day_range(
    folded: str, one: Atom, before: re.Match[str] | None
) -> tuple[int, int, dict[str, Any], dict[str, Any]] | None:
    """May 14-16, 1950; 12 and 13 September (from/between); 4-23 May: one month, two days."""
    values = one.values
    if "month" not in values or "day" not in values or "hour" in values or values.get("shift"):
        return None
    start, end = one.start, one.end
    month_first = bool(re.match(rf"(?:early |mid-|late )?{MONTH}\b", folded[start:]))
    if month_first and "year" not in values and (after := _DAY_RANGE.match(folded, end)):
        if " and" in after[0] and not (before and before["between"]):
            return None
        last = ordinal_day(after[1])
        if last is None or not values["day"] < last <= 31:
            return None
        if re.match(r" (?:people|years|percent|million|of (?!1|20))", folded[after.end() :]):
            return None
        year = re.search(r"\d{4}$", after[0])
        shared = {"year": int(year[0])} if year else {}
        if before and (before["between"] or before["from"]):
            start -= len(before[0])
        return start, after.end(), values | shared, {**{k: values[k] for k in ("month",)}, **shared, "day": last}
    lead = None if month_first else _DAY_BEFORE.search(folded[max(0, start - 32) : start])
    opening = ordinal_day(lead[1] or lead[2]) if lead else None
    if lead and opening and opening < values["day"]:
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
