"""Dates as people give them, reduced or relative. ISO 8601 and its extension EDTF name them."""

from __future__ import annotations

import datetime
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import Literal

ShiftUnit = Literal[
    "century", "decade", "year", "quarter", "month", "week", "weekend", "day", "hour", "minute", "second"
]
Base = Literal["context", "now"]
LEAP = " leap"
Length = tuple[float, ShiftUnit]
"""So much of a unit of time: (2.5, "year")."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A date told by its distance from another: 次日 is one day from the last date, yesterday one day back from now.

    `amount` in `unit`; None where it is vague ("a few days later"), with `between` where the words give bounds:
    两个多月后 is two to three months on. `base`: "context" is the last date of the text, "now" the day of writing; or
    the date that the words name, as in "two weeks before 13 May".
    """

    unit: ShiftUnit
    amount: float | None
    base: Base | Moment
    between: tuple[float, float] | None = None


def just_over(amount: float) -> tuple[float, float]:
    """What 多 or "more than" leaves open: two to three, ten to twenty, 100 to 200."""
    step = 1
    while amount and amount % (10 * step) == 0:
        step *= 10
    return amount, amount + step


@dataclass(frozen=True, slots=True)
class Moment:
    """What a date or time says of itself; None or "" for what it leaves unsaid.

    `year` is astronomical (公元前1年 is 0). `decade` 195 is the 1950s, or 5 where the century is unsaid (五十年代);
    `century` 20 is the twentieth, -3 the third BC. `weekday` 1 is Monday. `third` is "early", "mid" or "late" of the
    smallest unit given (5月上旬, the late 1940s). `part` of the day: "dawn", "morning", "noon", "afternoon",
    "evening", "night".
    `lunar`: month and day are of the Chinese calendar; `leap`: its month is the second one of that number, 闰八月.
    `cycle` is the sexagenary year, 1 (甲子) to 60.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str = ""
    decade: int | None = None
    century: int | None = None
    third: str = ""
    part: str = ""
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    meridiem: str = ""  # "am", "pm", or "" where the hour may be either
    lunar: bool = False
    leap: bool = False
    cycle: int | None = None
    shift: Shift | None = None

    @property
    def calendar(self) -> bool:
        """Whether it names a place in the calendar, not only a time of day or a weekday."""
        return any(
            value is not None
            for value in (
                self.year,
                self.month,
                self.day,
                self.decade,
                self.century,
                self.cycle,
                self.quarter,
                self.half,
                self.week,
            )
        ) or bool(self.season)

    @property
    def relative(self) -> bool:
        return self.shift is not None

    def iso(self) -> str:
        """EDTF where something is unsaid: "1950-05-14", "1950-05", "XXXX-05-14", "195X", "19XX", "1950-05-14T20:30"."""
        if self.year is None and self.decade is not None:
            text = f"{self.decade:03d}X" if self.decade >= 10 else f"XX{self.decade}X"
        elif self.year is None and self.century is not None:
            text = f"{'-' if self.century < 0 else ''}{abs(self.century) - 1:02d}XX"
        elif not self.calendar and self.weekday is None:
            text = ""
        elif self.quarter is not None:
            text = f"{_year(self.year)}-Q{self.quarter}"
        elif self.half is not None:
            text = f"{_year(self.year)}-H{self.half}"
        elif self.season and self.month is None:
            text = f"{_year(self.year)}-{self.season}"
        elif self.week is not None:
            text = f"{_year(self.year)}-W{self.week:02d}"
        elif self.day is not None:
            text = f"{_year(self.year)}-{'XX' if self.month is None else f'{self.month:02d}'}-{self.day:02d}"
        elif self.month is not None:
            text = f"{_year(self.year)}-{self.month:02d}"
        elif self.year is not None:
            text = _year(self.year)
        else:
            text = f"XXXX-WXX-{self.weekday}"
        if self.third:
            text += f" {self.third}"
        if self.hour is not None:
            hour = self.hour
            text += f"T{hour:02d}" + (f":{self.minute:02d}" if self.minute is not None else "")
            text += f":{self.second:02d}" if self.second is not None else ""
        elif self.part:
            text += f" {self.part}"
        return text.strip()

    def iso_date(self) -> str:
        """The calendar date alone, an anchor for what follows: "1950", "1950-05", "1950-05-14"; "" without a year.

        Told in lunar months (aligner.recognise.lunar), "1900-08-15 leap" is of the leap month.
        """
        if self.year is None or self.lunar or self.shift is not None:
            return ""
        month = f"-{self.month:02d}" if self.month is not None else ""
        day = f"-{self.day:02d}" if month and self.day is not None else ""
        return _year(self.year) + month + day + (LEAP if month and self.leap else "")

    def resolve(self, anchor: str = "", now: str = "") -> Moment:
        """The same with what `anchor` (the last date of the text, ISO, possibly reduced) and `now` can fill in.

        A missing year, or month before a bare day, is the anchor's; a relative date is counted from its base and is
        returned unresolved where the base is not given as exactly as the shift needs. Days of the Chinese calendar
        become Gregorian.
        """
        filled = self.filled(anchor, now)
        return filled.solar() if filled.lunar else filled

    def filled(self, anchor: str = "", now: str = "") -> Moment:
        """`resolve`, with what is of the Chinese calendar left in it."""
        if self.shift is not None:
            given = self.shift.base
            if isinstance(given, Moment):
                return self._shifted(given.resolve(anchor, now).iso_date())
            return self._shifted(now if given == "now" else anchor)
        base = _parse(anchor)
        changes: dict[str, int] = {}
        if self.cycle is not None and self.year is None:
            changes["year"] = _cycle_year(self.cycle, base.year)
        elif self.year is None and self.decade is None and self.century is None and base.year is not None:
            if self.month is not None:
                changes["year"] = base.year + _years_off(self.month, base.month)
            elif self.quarter is not None or self.half is not None or self.season:
                changes["year"] = base.year
            elif self.day is not None and base.month is not None:
                year, month = base.year, base.month
                if not self.lunar and self.day > monthrange(year, month)[1]:  # the 29th, said in February 1931
                    year, month = (year, month - 1) if month > 1 else (year - 1, 12)
                changes |= {"year": year, "month": month}
        if self.decade is not None and self.decade < 10 and base.year is not None:
            changes["decade"] = base.year // 100 * 10 + self.decade
        return replace(self, **changes) if changes else self  # type: ignore[arg-type]

    def solar(self) -> Moment:
        """Chinese calendar to Gregorian, where year, month and day are known. By lunar-python."""
        if self.year is None or self.month is None or self.day is None:
            return self
        from lunar_python import Lunar  # takes 40 ms to import: only for those who need it

        try:
            solar = Lunar.fromYmd(self.year, -self.month if self.leap else self.month, self.day).getSolar()
        except Exception as error:  # the library raises bare Exception for a day that the month lacks
            if "lunar" not in str(error) and "day" not in str(error):
                raise
            return self
        return replace(self, year=solar.getYear(), month=solar.getMonth(), day=solar.getDay(), lunar=False, leap=False)

    def _shifted(self, base_text: str) -> Moment:
        shift, base = self.shift, _parse(base_text)
        if shift is None or base.year is None:
            return self
        if shift.amount is None:
            return self if shift.between is None else self._about(base, sum(shift.between) / 2)
        amount = shift.amount
        if amount == int(amount) and shift.unit in ("year", "decade", "century"):
            if shift.unit == "decade":
                return replace(self, shift=None, decade=base.year // 10 + int(amount))
            if shift.unit == "century":
                return replace(self, shift=None, century=(base.year - 1) // 100 + 1 + int(amount))
            return replace(self, shift=None, year=base.year + int(amount))
        if shift.unit in ("year", "decade", "century"):
            return self
        if base.month is None:
            return self
        if shift.unit in ("month", "quarter"):
            months = amount * (3 if shift.unit == "quarter" else 1)
            if months != int(months):
                return self._from_day(base, round(months * 30.4))
            index = base.year * 12 + base.month - 1 + int(months)
            return replace(self, shift=None, year=index // 12, month=index % 12 + 1)
        days = {"week": 7.0, "weekend": 7.0, "day": 1.0}.get(shift.unit)
        return self if days is None else self._from_day(base, round(amount * days))

    def _about(self, base: Moment, amount: float) -> Moment:
        """The month that lies so far from the base, or the year where years are counted or no month is given."""
        days = DAYS.get(self.shift.unit) if self.shift is not None else None
        if days is None or base.year is None or not 1 <= base.year <= 9900 or abs(amount * days) > 36_000:
            return self
        start = datetime.date(base.year, base.month or 7, min(base.day or 15, 28))
        day = start + datetime.timedelta(days=round(amount * days))
        if days >= DAYS["year"] or base.month is None:
            return replace(self, shift=None, year=day.year)
        return replace(self, shift=None, year=day.year, month=day.month)

    def _from_day(self, base: Moment, days: int) -> Moment:
        if base.day is None or base.month is None or base.year is None or not 1 <= base.year <= 9990:
            return self
        try:
            day = datetime.date(base.year, base.month, base.day) + datetime.timedelta(days=days)
        except (ValueError, OverflowError):  # 30 February of a careless text
            return self
        if self.weekday is not None and self.shift is not None and self.shift.unit == "week":
            day += datetime.timedelta(days=self.weekday - day.isoweekday())
        return replace(self, shift=None, year=day.year, month=day.month, day=day.day)


# How long each unit is, in days.
DAYS = {"century": 36524.0, "decade": 3652.4, "year": 365.24, "quarter": 91.3, "month": 30.4, "week": 7.0, "day": 1.0}


def _cycle_year(cycle: int, near: int | None) -> int:
    """The year of a sexagenary name nearest to `near`; without one, of the last full cycle in use, 1864 to 1923."""
    first = 1863 + cycle
    return first if near is None else first + round((near - first) / 60) * 60


def _years_off(month: int, last: int | None) -> int:
    """Years from the last date's to that of a month without year: accounts go on, more often than back.

    January after December is of the next year, December after January of the last; May after October goes back.
    """
    ahead = month - (last or month)
    return 1 if ahead < -6 else -1 if ahead > 8 else 0


def _year(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _parse(iso: str) -> Moment:
    """A reduced ISO date ("1950", "1950-05", "1950-05-14", with or without a time) as a Moment; empty for others."""
    head = iso.partition("T")[0].partition(" ")[0]
    parts = head.split("-")
    if not head or not all(p.isdigit() for p in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return Moment()
    values: list[int | None] = [int(p) for p in parts]
    values += [None] * (3 - len(parts))
    return Moment(year=values[0], month=values[1], day=values[2])
