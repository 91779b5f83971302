"""The types that pass between stages. This module imports no stage.

The order is always (zh, en), never (source, target): which text is the source is often what historians dispute. Texts
are never altered: everything points into `Document.text`, by half-open spans of code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Literal

from aligner.spacing import SCATTERED_SPACE, flowing, is_scattered

Lang = Literal["zh", "en"]
Mode = Literal["parallel", "comparable"]


class Role(StrEnum):
    """What a sentence is in its document. Alignment takes `ALIGNED_ROLES`, and notes apart from the text."""

    BODY = "body"
    HEADING = "heading"
    QUOTE = "quote"
    NOTE = "note"
    CAPTION = "caption"
    FRONT_MATTER = "front-matter"
    BOILERPLATE = "boilerplate"


ALIGNED_ROLES = frozenset({Role.BODY, Role.HEADING, Role.QUOTE})


class MarkKind(StrEnum):
    """Kinds of text inside a sentence that are not the author's running text."""

    NOTE_REFERENCE = "note-reference"  # [12], ①
    EDITOR = "editor"  # [EAM1]
    GLOSS = "gloss"  # **中长路**（中国长春铁路: …）: the bracketed explanation
    MARKUP = "markup"  # ** of Markdown


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range `[start, end)` in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span inside one sentence that matching leaves out."""

    span: Span
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the text, its paragraph (0-based), its role and its language.

    `lang` differs from the document's in a paragraph that is in the other language.
    """

    index: int
    span: Span
    paragraph: int
    role: Role
    lang: Lang


@dataclass(frozen=True)
class Document:
    """A text as read, and its sentences in order. Every non-space character belongs to exactly one sentence.

    `name` is unique within a comparison: the path as the user gave it, or relative to the folder that was given.
    `encoding` says how the bytes were decoded ("utf-8", "gb18030"), or names the container format ("docx").
    `fixed` is set by `--lines`: sentence i is line i of the file, and an empty line is an empty sentence.
    """

    name: str
    lang: Lang
    text: str
    sentences: tuple[Sentence, ...]
    marks: tuple[Mark, ...] = ()
    encoding: str = "utf-8"
    fixed: bool = False

    def __post_init__(self) -> None:
        end = 0
        for i, s in enumerate(self.sentences):
            if s.index != i:
                raise ValueError(f"{self.name}: sentence {i} carries index {s.index}")
            if s.span.start < end or s.span.end > len(self.text):
                raise ValueError(f"{self.name}: sentence {i} overlaps or leaves the text")
            end = s.span.end

    def sentence_text(self, index: int) -> str:
        """The sentence as it stands in the text."""
        span = self.sentences[index].span
        return self.text[span.start : span.end]

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def line_at(self, at: int) -> int:
        """The line, from 1, that the character `at` stands in, as editors count."""
        return bisect_left(self._line_ends, at) + 1

    @cached_property
    def _line_ends(self) -> tuple[int, ...]:
        return tuple(m.start() for m in re.finditer("\n", self.text))

    def matching_text(self, index: int) -> str:
        """The sentence as the stages match it: without marks, and without the line breaks and the scattered spaces
        inside it. It is never shown and never written.
        """
        return self.matching_texts[index]

    @cached_property
    def scattered(self) -> bool:
        """Whether the text is Chinese with spaces between its characters (see `spacing.is_scattered`)."""
        return self.lang == "zh" and is_scattered(self.text)

    @cached_property
    def mark_spans(self) -> tuple[Span, ...]:
        """The spans of the marks, in order."""
        return tuple(sorted(mark.span for mark in self.marks))

    @cached_property
    def matching_texts(self) -> tuple[str, ...]:
        """`matching_text` of every sentence."""
        texts, m = [], 0
        marks = self.mark_spans
        for s in self.sentences:
            while m < len(marks) and marks[m].end <= s.span.start:
                m += 1
            parts, at, k = [], s.span.start, m
            while k < len(marks) and marks[k].start < s.span.end:
                parts.append(self.text[at : max(at, marks[k].start)])
                at = max(at, marks[k].end)
                k += 1
            parts.append(self.text[at : max(at, s.span.end)])
            text = flowing("".join(parts).strip(), s.lang == "zh")
            texts.append(SCATTERED_SPACE.sub("", text) if self.scattered else text)
        return tuple(texts)

    @cached_property
    def aligned(self) -> tuple[int, ...]:
        """Indices of the sentences that take part in alignment: running text in the document's own language."""
        if self.fixed:
            return tuple(range(len(self.sentences)))
        return tuple(s.index for s in self.sentences if s.role in ALIGNED_ROLES and s.lang == self.lang)


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a named document."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that correspond: increasing indices on both sides, one side may be empty.

    `score` is the probability, in [0, 1], that the bead is right. `moved` marks a link out of order in parallel mode.
    `reasons` are what a reader can check: shared dates, names, numbers and words ("1950-01-30", "什特科夫 = Shtykov"),
    or the third account that connects both ("↔ 04-harbour.txt").
    """

    zh: tuple[int, ...]
    en: tuple[int, ...]
    score: float
    moved: bool = False
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.zh and not self.en:
            raise ValueError("a bead holds at least one sentence")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"score {self.score} is not a probability")
        for side in (self.zh, self.en):
            if len(side) > 1 and any(a >= b for a, b in pairwise(side)):
                raise ValueError(f"indices do not increase: {side}")

    @property
    def shape(self) -> str:
        """For instance "2-1": two Chinese sentences, one English."""
        return f"{len(self.zh)}-{len(self.en)}"

    @property
    def linked(self) -> bool:
        return bool(self.zh and self.en)


class Verdict(StrEnum):
    """What a person who reviewed the links said of one."""

    CONFIRMED = "confirmed"  # right, or set by hand
    REMOVED = "removed"  # wrong
    MARKED = "marked"  # to be looked at again


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A verdict on the link of these sentences; both sides are increasing and hold at least one."""

    zh: tuple[int, ...]
    en: tuple[int, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Passage:
    """Adjacent beads that belong together, such as a telegram of three sentences: indices into `Alignment.beads`."""

    beads: tuple[int, ...]
    score: float


@dataclass(frozen=True)
class Alignment:
    """What corresponds between one Chinese and one English document.

    In parallel mode every sentence of an aligned role is in exactly one bead, in order; sentences without counterpart
    are in beads with one side empty, and links out of order are marked `moved`. The beads of notes follow those of the
    text. In comparable mode the beads are links only, they may cross, and a sentence may be in several. `why` says how
    the mode was chosen. `reviewed` is what a person said of the links; the beads follow it already. `given`: the links
    are rows of the user's own file, which is checked as it stands.
    """

    zh: Document
    en: Document
    beads: tuple[Bead, ...]
    mode: Mode
    passages: tuple[Passage, ...] = ()
    why: Message | None = None
    reviewed: tuple[Reviewed, ...] = ()
    given: bool = False

    def links(self) -> Iterator[Bead]:
        return (b for b in self.beads if b.linked)

    def verdict(self, bead: Bead) -> str:
        """What a person said of a bead: "confirmed", "marked", or "" for nothing."""
        return self._verdicts.get((bead.zh, bead.en), "")

    @cached_property
    def _verdicts(self) -> dict[tuple[tuple[int, ...], tuple[int, ...]], str]:
        return {(v.zh, v.en): v.verdict.value for v in self.reviewed}

    @cached_property
    def unlinked_zh(self) -> tuple[int, ...]:
        """Chinese sentences of an aligned role that are in no link."""
        seen = {i for b in self.links() for i in b.zh}
        return tuple(i for i in self.zh.aligned if i not in seen)

    @cached_property
    def unlinked_en(self) -> tuple[int, ...]:
        """English sentences of an aligned role that are in no link."""
        seen = {j for b in self.links() for j in b.en}
        return tuple(j for j in self.en.aligned if j not in seen)


class Severity(StrEnum):
    """MQM severities (https://themqm.org): what a reader loses."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class FlagKind(StrEnum):
    """Kinds of divergence; `ITS_TYPES` maps them to W3C ITS 2.0 localization quality issue types."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    OMISSION = "omission"  # in the Chinese, not in the English
    ADDITION = "addition"  # in the English, not in the Chinese
    NEGATION = "negation"
    MODALITY = "modality"
    QUANTIFIER = "quantifier"
    QUOTATION = "quotation"
    AGENT = "agent"  # who did it to whom
    MEANING = "meaning"
    MOVED = "moved"
    INCONSISTENCY = "inconsistency"
    TERMINOLOGY = "terminology"
    UNTRANSLATED = "untranslated"
    DUPLICATION = "duplication"
    PUNCTUATION = "punctuation"


ITS_TYPES: dict[FlagKind, str] = {
    FlagKind.NUMBER: "numbers",
    FlagKind.DATE: "locale-violation",
    FlagKind.NAME: "mistranslation",
    FlagKind.OMISSION: "omission",
    FlagKind.ADDITION: "addition",
    FlagKind.NEGATION: "mistranslation",
    FlagKind.MODALITY: "mistranslation",
    FlagKind.QUANTIFIER: "mistranslation",
    FlagKind.QUOTATION: "style",
    FlagKind.AGENT: "mistranslation",
    FlagKind.MEANING: "mistranslation",
    FlagKind.MOVED: "other",
    FlagKind.INCONSISTENCY: "inconsistency",
    FlagKind.TERMINOLOGY: "terminology",
    FlagKind.UNTRANSLATED: "untranslated",
    FlagKind.DUPLICATION: "duplication",
    FlagKind.PUNCTUATION: "typographical",
}


@dataclass(frozen=True, slots=True)
class Message:
    """A text for people, in either interface language: its key in aligner/messages, and the values that fill it."""

    key: str
    args: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The values that were read on each side ("1950-05-14", "35000"); empty for a side that has none."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """One divergence, pointing at characters on both sides.

    `confidence` is the estimated probability, in [0, 1], that a reader agrees. `pair` is the index in
    `Comparison.alignments` of the alignment it was found in, None outside a comparison. It is needed because a flag may
    point at one side only ("not named in the English"), and there may be several English texts.
    """

    kind: FlagKind
    severity: Severity
    confidence: float
    zh: tuple[Place, ...]
    en: tuple[Place, ...]
    evidence: Evidence
    message: Message
    pair: int | None = None


class RepeatKind(StrEnum):
    EXACT = "exact"
    EDITED = "edited"
    RETOLD = "retold"
    FURNITURE = "furniture"  # running heads, page numbers: reported apart


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Passages that repeat one another. `keep` is the index of the member suggested to keep, `why` the reason.

    `similarity` is in [0, 1]; docs/duplicates.md says what it means for each kind. `differs` names what the copies
    disagree on (numbers, dates, names, negation); such copies are never removed without asking.
    """

    kind: RepeatKind
    similarity: float
    members: tuple[Place, ...]
    keep: int = 0
    why: Message = Message("duplicates.keep.first")
    differs: tuple[FlagKind, ...] = ()

    def __post_init__(self) -> None:
        if len(self.members) < 2:
            raise ValueError("a group has at least two members")
        if not 0 <= self.keep < len(self.members):
            raise ValueError(f"no member {self.keep}")


@dataclass(frozen=True, slots=True)
class Event:
    """One event told in several accounts: all passages that correspond, across documents and languages.

    `score` in [0, 1] is the mean of the links that connect them.
    """

    members: tuple[Place, ...]
    score: float


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """A dated statement of one account. `date` is ISO 8601, possibly reduced ("1950-05", "1950-05-14").

    `mention` is the place of the date itself. `credited` are the names of those who act, where they can be told.
    """

    date: str
    place: Place
    mention: Place
    event: int | None = None  # index into Comparison.events, if other passages tell the same event
    credited: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be used, and why."""

    path: str
    reason: Message


@dataclass(frozen=True)
class Comparison:
    """All results of a run; a report receives nothing else.

    `dismissed` are divergences that a person rejected in review; no report counts them. `review` says how much of the
    review was carried out. `unsought` are results that this run did not look for: none found says nothing then.
    """

    documents: tuple[Document, ...]
    alignments: tuple[Alignment, ...]
    flags: tuple[Flag, ...]
    duplicates: tuple[DuplicateGroup, ...]
    signature: str
    events: tuple[Event, ...] = ()
    timeline: tuple[DatedEvent, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    dismissed: tuple[Flag, ...] = ()
    review: Message | None = None
    unsought: frozenset[Literal["flags", "duplicates"]] = frozenset()
    _by_name: dict[str, Document] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name = {d.name: d for d in self.documents}
        if len(by_name) != len(self.documents):
            raise ValueError("two documents carry one name")
        object.__setattr__(self, "_by_name", by_name)

    def document(self, name: str) -> Document:
        return self._by_name[name]

    def text(self, place: Place) -> str:
        """The characters of a place, as they stand."""
        return self._by_name[place.document].slice(place.span)
