"""Dates and times in English running text.

Atoms first (`date_atoms_en`); then atoms that stand together become a moment (the morning of + 14 May + 1950), and two
moments an interval (from May to July 1950).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from aligner.recognise.date_atoms import Atom, said
from aligner.recognise.date_atoms_en import atoms_en
from aligner.recognise.date_counts_en import counted
from aligner.recognise.date_intervals_en import intervals
from aligner.recognise.date_mentions import DateMention
from aligner.recognise.date_times_en import hour_after
from aligner.recognise.normal import normal_en


def dates_en(text: str) -> tuple[DateMention, ...]:
    """Dates, times, intervals and durations of an English text, in order of place."""
    folded = normal_en(text)
    return tuple(intervals(text, folded, list(counted(folded, list(_moments(folded, list(atoms_en(text, folded))))))))


_GLUE = re.compile(
    r"[ ,]*(?:of the year|of|in the|in|on the|on|at about|at around|at|around|for|@|/|the|of the|'s|-|\()?[ ,]*"
)
_ALONE = frozenset({"length", "lasting", "counting"})


def _moments(folded: str, atoms: list[Atom]) -> Iterator[Atom]:
    """Atoms that stand together and say different things, merged; lengths pass through."""
    i = 0
    while i < len(atoms):
        atom = atoms[i]
        i += 1
        if atom.kind in _ALONE:
            yield atom
            continue
        values, start, end, duration = dict(atom.values), atom.start, atom.end, atom.duration
        kinds = [atom.kind]
        while i < len(atoms) and atoms[i].kind not in _ALONE:
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


_DATE = frozenset(("year", "month", "day"))
_BEFORE_TIME = frozenset(
    ("", "at", "@", "in the", "for", "around", "at around", "at about", "on the", "the", "in", "-", "'s")
)


def _fits(values: dict[str, Any], following: dict[str, Any], gap: str, kinds: list[str]) -> bool:
    """Whether two neighbouring atoms are one moment: they say different things, and their order is a usual one."""
    mine, theirs = said(values), said(following)
    if mine & theirs or values.get("until") or following.get("until"):
        return False
    word = gap.strip(" ,")
    if theirs == {"shift"} and mine and mine <= {"month", "day"} and following["shift"].unit == "year":
        return word in ("", "of", "in")  # 22 December last year
    if "shift" in theirs and mine & _DATE and not theirs <= {"shift", "hour"}:
        return "month" in mine and ((following["shift"].unit == "year" and "of" in word) or not gap.strip())
    if "shift" in mine and "year" in theirs and not theirs & {"month", "day"}:
        return False
    if theirs & {"hour", "part"}:  # a time after a date: a comma or at; two clauses after "in" and "of"
        return word in _BEFORE_TIME and not (kinds == ["year"] and "," in gap)
    if mine & {"hour", "part"}:  # 5 p.m. on 14 May, the evening of 14 May
        return word in ("", "on", "of", "on the", "of the", "-", "the") and bool(theirs & {*_DATE, "weekday", "shift"})
    if "weekday" in mine and theirs <= _DATE:  # Monday, 14 May; Friday 2018-7-6
        return word in ("", "the", "(", "-") and bool(theirs & {"month", "day"})
    if mine == {"weekday"} and theirs == {"shift"}:  # Monday of the following week
        return word in ("of", "of the", "") and following["shift"].unit == "week"
    if mine == {"shift"} and theirs == {"weekday"}:  # next week on Tuesday
        return word in ("on", "", "-") and values["shift"].unit == "week"
    if "year" in theirs:  # 14 May 1950, May of 1950, spring 1950
        dated = bool(mine & {"month", "day"}) and not following.get("third")
        return dated and word in ("", "of", "in", "of the", "-", "/", "the")
    if "year" in mine:  # 2017 April, 2019 Q1
        return word in ("", "-") and "," not in gap and "month" in theirs and len(kinds) == 1
    return "weekday" in theirs and word in ("", "(", "on")


def _year_stands(folded: str, start: int, end: int, values: dict[str, Any]) -> bool:
    """Whether four figures are a year: after a preposition of time or a year, in brackets, first in a clause."""
    if (
        "year" not in values
        or values.get("era")
        or values.get("until")
        or values.get("third")
        or "month" in values
        or values["year"] <= 0
    ):
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
