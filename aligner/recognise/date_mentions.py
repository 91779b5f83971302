"""Mentions of time in a text: dates, times, intervals, durations."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from aligner.recognise.moments import Moment
from aligner.records import Lang, Span


class DateKind(StrEnum):
    DATE = "date"  # a day, month, year, decade..., with or without a time
    INTERVAL = "interval"  # from ... to ...
    TIME = "time"  # a time or part of day alone
    DURATION = "duration"  # how long: also a number with a unit of time
    REPEATED = "repeated"  # every Monday, 每年


class Relation(StrEnum):
    """How a statement relates to its date: at, before, after, about it."""

    AT = ""
    BEFORE = "before"
    UNTIL = "until"
    AFTER = "after"
    SINCE = "since"
    ABOUT = "about"


_UNSAID = Moment()


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, time, interval or duration in running text. `end` is set for intervals.

    `duration`: (amount, unit) of durations and repetitions. `ambiguous`: it may be read as another date (4/5, 5/4).
    """

    span: Span
    text: str
    lang: Lang
    kind: DateKind
    start: Moment = _UNSAID
    end: Moment | None = None
    relation: Relation = Relation.AT
    duration: tuple[tuple[float, str], ...] = ()
    ambiguous: bool = False

    def resolve(self, anchor: str = "", now: str = "") -> DateMention:
        """The same with its moments resolved; the end of an interval takes missing parts from the start.

        With a distance that is only bounded (两个多月后) the relation becomes ABOUT.
        """
        start = self.start.resolve(anchor, now)
        end = self.end.resolve(start.iso_date() or anchor, now) if self.end is not None else None
        loose = self.start.shift is not None and self.start.shift.between is not None and start.shift is None
        return replace(self, start=start, end=end, relation=Relation.ABOUT if loose else self.relation)

    def iso(self) -> str:
        """EDTF of the start, or "start/end"."""
        return f"{self.start.iso()}/{self.end.iso()}" if self.end is not None else self.start.iso()

    def describe(self) -> str:
        """As evidence shows it: "1950-05-14", "05-14" without a year, "1950s"; the words where no figures tell more."""
        day = self.start.day
        if (
            day is not None
            and self.start.month is None
            and not re.search(r"[\d一二三四五六七八九十廿卅]|th\b", self.text)
        ):
            return f"{self.text} ({day})"  # 寒电: a code that not everybody reads
        value = re.sub(r"(?<=\d{3})X", "0s", self.iso().replace("XXXX-", ""))
        value = re.sub(r"(?<!\d)-(\d{4})", lambda m: f"{int(m[1]) + 1} BC", value)  # astronomical: -0220 is 221 BC
        if self.kind is DateKind.DURATION or self.start.relative or not value or "X" in value:
            return self.text
        return (f"{self.relation} " if self.relation is not Relation.AT else "") + value
