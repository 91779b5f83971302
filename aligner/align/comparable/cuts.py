"""A sentence that names several days tells several matters, and each of them may stand in another place of the other
account: "On 30 January Moscow gave way, on 25 June the war began, on 15 September Inchon fell". Such a sentence is
searched as the parts that name one day each.
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
    """`document` as the search reads it. `source[i]`: the sentence of the text that its sentence i is, or is part of.

    `dated`: its dates in running order, numbered as its own sentences are.
    """

    document: Document
    source: tuple[int, ...]
    dated: tuple[Dated, ...]


def cut_at_days(document: Document, year: int | None = None) -> CutDocument:
    """The document with its sentences of several days cut before each clause that brings another day.

    `year`: see `running_dates`.
    """
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
    """Month and day that a date begins with; None where it is less exact, or of another calendar."""
    start = dated.mention.start
    if start.month is None or start.day is None or start.lunar or start.shift is not None:
        return None
    return start.month, start.day


def _cuts(document: Document, days: Sequence[Dated]) -> Iterator[int]:
    """Code points at which another day's part begins."""
    for one, other in pairwise(days):
        if day_of(one) != day_of(other) and one.span.end < other.span.start:
            ends = list(_CLAUSE_END.finditer(document.text, one.span.end, other.span.start))
            if ends:
                yield ends[-1].end()
