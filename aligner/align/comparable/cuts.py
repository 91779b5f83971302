"""Cuts sentences that name several days into parts with one day each.

Each part of "On 30 January Moscow gave way, on 25 June the war began, on 15 September Inchon fell" may correspond to
another place of the other account.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aligner.compare.running import Dated, running_dates
from aligner.records import Document, Sentence, Span

# Where a clause ends; a comma between figures (155,000) ends none.
_CLAUSE_END = re.compile(r"[，；。]|[,;](?=\s)|—+")


@dataclass(frozen=True)
class CutDocument:
    """`document` with such sentences cut. `source[i]`: the index of the original sentence of which its sentence i is a
    part or the whole. `dated`: its dates in order, by its own sentence numbers.
    """

    document: Document
    source: tuple[int, ...]
    dated: tuple[Dated, ...]


def cut_at_days(document: Document, year: int | None = None) -> CutDocument:
    """Cut each sentence before a clause that names another day. `year`: see `running_dates`."""
    found = running_dates(document, year).found
    days: dict[int, list[Dated]] = {}
    for dated in found:
        if day_of(dated) is not None:
            days.setdefault(dated.sentence, []).append(dated)
    sentences: list[Sentence] = []
    source: list[int] = []
    for s in document.sentences:
        ends = [*_cuts(document, days.get(s.index, ())), s.span.end]
        for start, end in zip([s.span.start, *ends], ends, strict=False):
            sentences.append(replace(s, index=len(sentences), span=Span(start, end)))
            source.append(s.index)
    if len(sentences) == len(document.sentences):
        return CutDocument(document, tuple(source), found)
    starts = [s.span.start for s in sentences]
    moved = tuple(replace(d, sentence=bisect_right(starts, d.span.start) - 1) for d in found)
    return CutDocument(replace(document, sentences=tuple(sentences)), tuple(source), moved)


def day_of(dated: Dated) -> tuple[int, int] | None:
    """Month and day of a date, or of its beginning; None if it is less exact or of the lunar calendar."""
    start = dated.mention.start
    if start.month is None or start.day is None or start.lunar or start.shift is not None:
        return None
    return start.month, start.day


def _cuts(document: Document, days: Sequence[Dated]) -> Iterator[int]:
    """The positions at which to cut."""
    for one, other in pairwise(days):
        if day_of(one) != day_of(other) and one.span.end < other.span.start:
            ends = list(_CLAUSE_END.finditer(document.text, one.span.end, other.span.start))
            if ends:
                yield ends[-1].end()
