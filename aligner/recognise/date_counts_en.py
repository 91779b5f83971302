"""English dates counted from one that is named beside them: two weeks before 13 May, the day after 25 June.

Either is a mention: what is counted, and the date that it is counted from, as in 6月25日三天后.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from aligner.recognise.calendar_en import VAGUE_COUNT
from aligner.recognise.date_atoms import Atom, moment_of
from aligner.recognise.moments import Shift

# Between a length and the date: two weeks | before | 13 May. "from 13 to 15 May" is an interval.
_FROM = re.compile(r" (after|before|prior to|from)\b")
_TO = re.compile(r",? ?(?:-|~|to|until|till|through)\b")
_DIRECTION = re.compile(r" (?:after|before|from)$")
# the ten years after 1949, for two weeks after 5 May: how long
_LASTS = re.compile(r"\b(?:the|for|during|within|over|lasted|took|first|last|these|those) $")
_COUNTED = frozenset({"day", "week", "month", "quarter", "year", "decade"})


def counted(folded: str, atoms: Sequence[Atom]) -> Iterator[Atom]:
    """The atoms, those that are counted from the next one as "counted"; "counting" ones that are not are left out."""
    for one, two in pairwise((*atoms, None)):
        if one is None:
            continue
        found = _counted_from(folded, one, two) if two is not None and _is_date(two) else None
        if found is not None:
            yield found
        elif one.kind != "counting":
            yield one


def _is_date(atom: Atom) -> bool:
    names = atom.values
    return (
        atom.kind == "moment"
        and not names.get("every")
        and any(names.get(n) is not None for n in ("year", "month", "day", "shift"))
    )


def _counted_from(folded: str, one: Atom, two: Atom) -> Atom | None:
    lasts = _LASTS.search(folded[max(0, one.start - 12) : one.start]) is not None
    base, gap = moment_of(two.values), folded[one.end : two.start]
    if one.kind == "length" and len(one.duration) == 1:
        word = _FROM.match(gap)
        amount, unit = one.duration[0]
        if lasts or unit not in _COUNTED or word is None or gap[word.end() :] not in (" ", " the "):
            return None
        if word[1] == "from" and _TO.match(folded, two.end):
            return None
        vague = VAGUE_COUNT.search(folded, one.start, one.end) is not None
        signed = -amount if word[1] in ("before", "prior to") else amount
        shift = Shift(unit, None if vague else signed, base)
        return Atom("counted", one.start, one.end + word.end(), {"shift": shift}, one.duration)
    own, direction = one.values.get("shift"), _DIRECTION.search(folded, one.start, one.end)
    if own is None or own.base != "context" or own.unit not in _COUNTED or direction is None:
        return None
    if gap not in (" ", " the "):
        return None
    if lasts and one.duration:
        return Atom("length", one.start, direction.start(), {}, one.duration)
    return Atom("counted", one.start, one.end, {"shift": replace(own, base=base)}, one.duration)
