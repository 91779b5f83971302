"""The atoms of Chinese dates, in order of place."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.recognise import date_readers_zh as calendar
from aligner.recognise import date_shifts_zh as shifts
from aligner.recognise.calendar_zh import atom_patterns, atom_starts
from aligner.recognise.date_atoms import Atom, Reader, read_atom

READERS: dict[str, Reader] = {
    "iso": calendar.read_iso,
    "dmy": calendar.read_dmy,
    "ymd": calendar.read_ymd,
    "dmshort": calendar.read_dmshort,
    "passed": shifts.read_passed,
    "span": shifts.read_span,
    "lasting": shifts.read_lasting,
    "span_centuries": calendar.read_span_centuries,
    "century": calendar.read_century,
    "decade": calendar.read_decade,
    "span_years": calendar.read_span_years,
    "era": calendar.read_era,
    "cycle": calendar.read_cycle,
    "year": calendar.read_year,
    "half": calendar.read_half,
    "qtr": calendar.read_qtr,
    "month": calendar.read_month,
    "day": calendar.read_day,
    "telegraph": calendar.read_telegraph,
    "tenday": calendar.read_tenday,
    "shift": shifts.read_shift,
    "weekday": shifts.read_weekday,
    "part": shifts.read_part,
    "season": calendar.read_season,
    "clock": shifts.read_clock,
    "time": shifts.read_time,
    "hfrom": shifts.read_hfrom,
    "set": shifts.read_set,
    "length": shifts.read_length,
    "recent": shifts.read_recent,
}


def atoms_zh(text: str, folded: str) -> Iterator[Atom]:
    at, pattern, starts = 0, atom_patterns().any, atom_starts()
    while start := starts.search(folded, at):
        found = pattern.match(folded, start.start())
        if found is None:
            at = start.end()
            continue
        atom = read_atom(READERS, text, folded, found)
        at = found.start() + 1 if atom is None else max(atom.end, found.start() + 1)
        if atom is not None:
            yield atom
