"""Where an English date may begin, and the atoms that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.recognise import date_readers_en as calendar
from aligner.recognise import date_shifts_en as shifts
from aligner.recognise import date_times_en as times
from aligner.recognise.calendar_en import MONTHS, SEASONS, WEEKDAYS, atom_patterns, date_words, eras
from aligner.recognise.cardinals_en import ORDINALS, TENS, UNITS
from aligner.recognise.date_atoms import Atom, Reader, read_atom

READERS: dict[str, Reader] = {
    "era": calendar.read_era,
    "regnal": calendar.read_regnal,
    "iso": calendar.read_iso,
    "isomix": calendar.read_isomix,
    "slash": calendar.read_slash,
    "slash2": calendar.read_slash2,
    "month": calendar.read_month,
    "daymonth": calendar.read_daymonth,
    "decade": calendar.read_decade,
    "wordyear": calendar.read_wordyear,
    "span_centuries": calendar.read_span_centuries,
    "century": calendar.read_century,
    "ago": shifts.read_ago,
    "inlen": shifts.read_inlen,
    "which": shifts.read_which,
    "rel": shifts.read_rel,
    "weekday": shifts.read_weekday,
    "quarter": calendar.read_quarter,
    "half": calendar.read_half,
    "season": calendar.read_season,
    "past": times.read_past,
    "time": times.read_time,
    "part": times.read_part,
    "year": calendar.read_year,
    "shortyear": calendar.read_shortyear,
    "thord": calendar.read_thord,
    "every": shifts.read_every,
    "length": shifts.read_length,
}

_URL = re.compile(r"https?://\S+")
_TOKEN = re.compile(r"[a-z]+|\d+|½")
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS, *(d + "s" for d in WEEKDAYS if len(d) > 3), *SEASONS, *TENS))
_WITHIN = _CALENDAR | date_words("within")
_ERAS = frozenset(word for era in eras() for word in re.findall("^[a-z]+", era))
_FIRST = _CALENDAR | _ERAS | frozenset((*UNITS, *ORDINALS)) | date_words("first")
# Tokens within which a date names its unit: "the beginning of the twenty-first century".
_REACH = 7


def atoms_en(text: str, folded: str) -> Iterator[Atom]:
    at, pattern = 0, atom_patterns().any
    linked = [m.span() for m in _URL.finditer(folded)] if "://" in folded else []
    for start in _candidates(folded):
        if any(s <= start < e for s, e in linked):
            continue
        if start < at or (found := pattern.match(folded, start)) is None:
            continue
        atom = read_atom(READERS, text, folded, found)
        if atom is not None:
            at = max(atom.end, start + 1)
            yield atom


def _candidates(folded: str) -> Iterator[int]:
    """Where an atom may begin: at a word that begins one, with a word or figure of dates within reach."""
    words = _TOKEN.findall(folded)
    if _WITHIN.isdisjoint(words) and not any(w[0].isdigit() for w in words):
        return iter(())
    tokens = [(m[0], m.start()) for m in _TOKEN.finditer(folded)]
    near = _REACH + 1
    kept = []
    for word, start in reversed(tokens):
        figure = word[0].isdigit()
        near = 0 if figure or word in _WITHIN else near + 1
        if figure or (near <= _REACH and word in _FIRST):
            kept.append(start - 1 if start and folded[start - 1] == "'" and figure else start)
    return reversed(kept)
