"""What a check is: one pair of corresponding passages in, flags out.

A check is a function of one signature, `Check`. The driver (`aligner.compare.find_divergences`) holds them in an
ordered tuple and feeds them every linked bead. What needs all pairs at once (a name rendered in two ways) stands in
`consistency` and `renderings`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aligner.embed.encoder import AdditiveEncoder
from aligner.records import Document, Flag, Lang, Mode, Place, Span
from aligner.settings import CompareSettings
from aligner.spacing import SCATTERED_SPACE

Mention = TypeVar("Mention")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A contiguous stretch of a document, as a check reads it.

    `text` is what stands from `start` on, with marks (note references, editor's glosses) left out and line breaks
    closed: `三万\\n五千` is one number. `pieces` says where each run of it stands, as (position in `text`, position in
    the document), so that `place` always points at the untouched document; empty where nothing was left out.
    """

    text: str
    start: int
    document: str
    lang: Lang
    pieces: tuple[tuple[int, int], ...] = ()

    def place(self, start: int, end: int) -> Place:
        """Characters `[start, end)` of `text`, as a place in the document."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}..{end} is not within {len(self.text)} characters")
        first = self._at(start)
        return Place(self.document, Span(first, max(first, self._at(end - 1) + 1) if end > start else first))

    def whole(self) -> Place:
        return self.place(0, len(self.text))

    def _at(self, position: int) -> int:
        if not self.pieces:
            return self.start + position
        here, there = self.pieces[max(0, bisect_right(self.pieces, (position, 1 << 60)) - 1)]
        return there + position - here


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last date that each side resolved before this pair, ISO 8601, possibly reduced ("1950-05"); "" for none.

    "One week later" and `次日` are relative to it, and a bare "14 May" takes its year from it. `lunar`: that of a
    Chinese text that counts by lunar months, in these; None for others.
    """

    zh: str = ""
    en: str = ""
    lunar: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two excerpts that correspond. `score` is the probability, in [0, 1], that they do (`Bead.score`).

    `near_zh` and `near_en` are the sentences just before and after in texts that are translations of each other: a
    clause or name may stand there, since translators cut their sentences elsewhere. `cited`: sentences of notes that
    cite a source, of which only the figures are compared.
    """

    zh: Excerpt
    en: Excerpt
    score: float = 1.0
    anchor: Anchor = Anchor()
    near_zh: str = ""
    near_en: str = ""
    cited: bool = False


@dataclass(frozen=True)
class Glossary:
    """Renderings that a user requires or forbids: rows of (zh, required en renderings, forbidden en renderings)."""

    entries: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Context:
    """What checks share within one run.

    `words` gives token vectors whatever encoder aligned the sentences: the calibration of coverage is made on them.
    `read` remembers what a recogniser found, `once` what was worked out of a pair.
    """

    words: AdditiveEncoder
    settings: CompareSettings
    mode: Mode
    glossary: Glossary = Glossary()
    _seen: dict[tuple[Any, str, Lang], tuple[Any, ...]] = field(default_factory=dict, repr=False)
    _once: dict[Any, tuple[Pair, Any]] = field(default_factory=dict, repr=False)

    def read(self, recognise: Callable[[str, Lang], tuple[Mention, ...]], excerpt: Excerpt) -> tuple[Mention, ...]:
        """`recognise(excerpt.text, excerpt.lang)`, worked out once however many checks ask."""
        key = (recognise, excerpt.text, excerpt.lang)
        if key not in self._seen:
            self._seen[key] = recognise(excerpt.text, excerpt.lang)
        return self._seen[key]

    def once(self, work: Callable[[Pair, Context], Result], pair: Pair) -> Result:
        """`work(pair, self)`, remembered until another pair comes: what several checks of one pair need."""
        held = self._once.get(work)
        if held is None or held[0] is not pair:
            held = self._once[work] = (pair, work(pair, self))
        result: Result = held[1]
        return result

    def know(self, work: Callable[[Pair, Context], Result], pair: Pair, result: Result) -> None:
        """Remember what `once` would work out."""
        self._once[work] = (pair, result)


Check = Callable[[Pair, Context], Iterable[Flag]]
"""Looks at one pair."""


_BREAK = re.compile(r"\r?\n[ \t\u3000]*")
_BREAK_OR_SPACE = re.compile(rf" *{_BREAK.pattern}|{SCATTERED_SPACE.pattern}")


def excerpt(document: Document, indices: Sequence[int]) -> Excerpt:
    """The sentences `indices` of `document` as one excerpt, in order, without their marks, line breaks and scattered
    spaces.
    """
    glue = "" if document.lang == "zh" else " "
    closed = _BREAK_OR_SPACE if document.scattered else _BREAK
    marks = document.mark_spans
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0

    def add(text: str, at: int) -> None:
        nonlocal length
        if text:
            pieces.append((length, at))
            parts.append(text)
            length += len(text)

    def add_closed(start: int, end: int) -> None:
        at = start
        for found in closed.finditer(document.text, start, end):
            add(document.text[at : found.start()], at)
            add(glue if "\n" in found[0] else "", found.start())
            at = found.end()
        add(document.text[at:end], at)

    for n, i in enumerate(indices):
        span = document.sentences[i].span
        if n:
            add(glue, document.sentences[indices[n - 1]].span.end - 1)
        at = span.start
        first = bisect_right(marks, span.start, key=lambda mark: mark.end)
        last = bisect_left(marks, span.end, key=lambda mark: mark.start)
        for mark in marks[first:last]:
            add_closed(at, max(at, mark.start))
            at = max(at, mark.end)
        add_closed(at, max(at, span.end))
    start = document.sentences[indices[0]].span.start
    plain = all(there - here == start for here, there in pieces)
    return Excerpt("".join(parts), start, document.name, document.lang, () if plain else tuple(pieces))
