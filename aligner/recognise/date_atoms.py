"""What the readers of Chinese and English dates share: atoms, and how merged atoms become a mention."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aligner.recognise.date_mentions import DateKind, DateMention, Relation
from aligner.recognise.moments import Length, Moment
from aligner.records import Lang, Span


@dataclass
class Atom:
    """The least piece of a date: a month with its day, a year, a clock time. `values` are fields of Moment, and notes.

    Notes that merging reads: "open" (the first end of 5-7日), "every" (a repetition), "swap" (day and month may be each
    other), "until" (the second year of 1949-50). `duration` is set where the atom says how long.
    """

    kind: str
    start: int
    end: int
    values: dict[str, Any]
    duration: tuple[Length, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One match of an atom's pattern, as its reader sees it. `folded` is the text as patterns see it, same length."""

    text: str
    folded: str
    groups: dict[str, Any]
    start: int
    end: int


Reader = Callable[[Found], "Atom | None"]


def read_atom(readers: Mapping[str, Reader], text: str, folded: str, found: re.Match[str]) -> Atom | None:
    """What the reader of the atom that was found makes of it; `readers` by the name of their atoms."""
    groups = found.groupdict()
    kind = next(name for name in readers if groups[name] is not None)
    return readers[kind](Found(text, folded, groups, *found.span()))


_FIELDS = frozenset(Moment.__dataclass_fields__)


# What fields of a moment say; some stand in for one another: a season takes the place of a month.
_SAY = {
    "year": ("year", "decade", "century", "until"),
    "month": ("month", "quarter", "half", "season"),
    "day": ("day",),
    "weekday": ("weekday",),
    "part": ("part",),
    "hour": ("hour",),
    "shift": ("shift",),
}


def said(values: dict[str, Any]) -> set[str]:
    """What merged values say: year, month, day, weekday, part (of day), hour, shift."""
    return {kind for kind, names in _SAY.items() if any(values.get(name) not in (None, "") for name in names)}


def moment_of(values: dict[str, Any]) -> Moment:
    """The fields of Moment among merged values, the hour turned by its part of day (下午三点 is 15)."""
    kept = {k: v for k, v in values.items() if k in _FIELDS and v is not None}
    hour, part = kept.get("hour"), kept.get("part", "")
    if hour is not None and part and not kept.get("meridiem"):
        kept["hour"] = _turned(hour, part)
        kept["meridiem"] = "am" if kept["hour"] < 12 else "pm"
    return Moment(**kept)


def _turned(hour: int, part: str) -> int:
    """The hour of 24: night is before midnight from six on, after it until six."""
    if part in ("afternoon", "evening", "night") and hour < 12 and not (part == "night" and hour < 6):
        return hour + 12
    if part == "noon" and hour < 3:
        return hour + 12
    return 0 if part == "dawn" and hour == 12 else hour


def mention(
    text: str,
    lang: Lang,
    start: int,
    end: int,
    values: dict[str, Any],
    second: dict[str, Any] | None = None,
    relation: Relation = Relation.AT,
    duration: tuple[Length, ...] = (),
) -> DateMention:
    """The mention of merged values; with `second`, the interval from one to the other."""
    shift = values.get("shift")
    if shift is not None and shift.unit in ("day", "week") and values.get("month") and values.get("day"):
        values = {**values, "shift": None}  # this Friday, 15 June: the date says which Friday
    first = moment_of(values)
    last = moment_of(second) if second is not None else None
    if values.get("every"):
        kind = DateKind.REPEATED
    elif last is not None:
        kind = DateKind.INTERVAL
    elif first.calendar or first.weekday or first.shift:
        kind = DateKind.DATE
    else:
        kind = DateKind.TIME
    span = Span(start, end)
    return DateMention(span, text[start:end], lang, kind, first, last, relation, duration, bool(values.get("swap")))
