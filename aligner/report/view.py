"""What several reports need to know about a Comparison: extents of text, certainty, coverage, the order of gravity."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from aligner.messages import VALUED, UiLang, say, tell
from aligner.messages.values import worded
from aligner.records import (
    Alignment,
    Bead,
    Comparison,
    Document,
    DuplicateGroup,
    Flag,
    Lang,
    Place,
    RepeatKind,
    Role,
    Span,
)

if TYPE_CHECKING:
    from aligner.align.coverage import ParagraphCoverage
    from aligner.compare.witnesses import Side, Witness

# What str.splitlines takes for a line break, with the space around it.
_BREAK = re.compile(r"[^\S\r\n]*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


class Certainty(StrEnum):
    """How sure a link is, in words. The bounds follow from what a calibrated score means, not from a sweep."""

    SURE = "sure"  # right nine times in ten, or oftener
    PROBABLE = "probable"  # more likely right than not
    POSSIBLE = "possible"  # offered, not asserted


def certainty(score: float) -> Certainty:
    if score >= 0.9:
        return Certainty.SURE
    return Certainty.PROBABLE if score >= 0.5 else Certainty.POSSIBLE


def why_told(alignment: Alignment, ui: UiLang) -> str:
    """How the mode was chosen; "" where nothing is known of it."""
    return tell(alignment.why, ui) if alignment.why else ""


def by_certainty(scores: Iterable[float]) -> list[int]:
    """How many are sure, probable and possible; 0 is no link at all."""
    found = Counter(certainty(score) for score in scores if score > 0)
    return [found[c] for c in Certainty]


def told_anywhere(paragraph: ParagraphCoverage) -> tuple[float, ...]:
    """For each of its sentences the score of the best link in any other account, 0 without one."""
    return tuple(max(scores) for scores in zip(*(t.scores for t in paragraph.told), strict=True))


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the sentences of one side of a bead stand: `spans` are runs of neighbouring sentences, in order."""

    spans: tuple[Span, ...]

    @property
    def whole(self) -> Span:
        """From the start of the first run to the end of the last."""
        return Span(self.spans[0].start, self.spans[-1].end)


def extent(document: Document, indices: Sequence[int]) -> Extent:
    """The runs that sentences form; at least one index is needed. [3, 4, 9] forms two."""
    runs: list[list[int]] = []
    for i in indices:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    sentences = document.sentences
    return Extent(tuple(Span(sentences[r[0]].span.start, sentences[r[-1]].span.end) for r in runs))


def flowing(text: str, lang: Lang) -> str:
    """Text for a cell or a segment: line breaks (with the space around them) and tabs closed, nothing else touched.

    A hard-wrapped line would be a second row of a TSV, and a translation memory would not match it.
    """
    glue = "" if lang == "zh" else " "
    return _BREAK.sub(glue, text).replace("\t", " ")


def flowing_between(text: str, lang: Lang, cuts: Sequence[int]) -> list[str]:
    """`flowing` text in the pieces that lie between ascending cuts; a break that a cut divides goes before it."""
    glue = "" if lang == "zh" else " "
    breaks = [match.span() for match in _BREAK.finditer(text)]
    pieces = []
    for start, end in pairwise(cuts):
        piece, at = "", start
        for from_, to in breaks:
            if to > start and from_ < end:
                piece += text[at : max(at, from_)] + (glue if from_ >= start else "")
                at = min(end, to)
        pieces.append((piece + text[at:end]).replace("\t", " "))
    return pieces


def side_text(document: Document, indices: Sequence[int]) -> str:
    """The sentences of one side as one flowing text; "" where there are none."""
    if not indices:
        return ""
    glue = "" if document.lang == "zh" else " "
    return glue.join(flowing(document.slice(span), document.lang) for span in extent(document, indices).spans)


def passage_numbers(alignment: Alignment) -> dict[int, int]:
    """Bead number -> number of the passage that holds it."""
    return {bead: n for n, passage in enumerate(alignment.passages) for bead in passage.beads}


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one side corresponds to something: sentences, and their characters."""

    sentences: int
    linked: int
    characters: int
    linked_characters: int

    @property
    def ratio(self) -> float:
        """By characters, in [0, 1]; 0 where there is nothing to link."""
        return self.linked_characters / self.characters if self.characters else 0.0


def share(document: Document, linked: Iterable[int]) -> Share:
    """Among the sentences that take part in alignment."""
    return _measured({i: len(document.sentences[i].span) for i in document.aligned}, linked)


def _measured(sizes: Mapping[int, int], linked: Iterable[int]) -> Share:
    """`sizes`: characters of each sentence."""
    held = sizes.keys() & set(linked)
    return Share(len(sizes), len(held), sum(sizes.values()), sum(sizes[i] for i in held))


def shares(alignment: Alignment) -> tuple[Share, Share]:
    """(Chinese, English) of one pair."""
    links = tuple(alignment.links())
    return (
        share(alignment.zh, (i for b in links for i in b.zh)),
        share(alignment.en, (j for b in links for j in b.en)),
    )


def note_shares(alignment: Alignment) -> tuple[Share, Share]:
    """(Chinese, English): of the notes of a translation, which stand beside the text and are no part of `shares`."""
    links = tuple(alignment.links())
    sides = (alignment.zh, {i for b in links for i in b.zh}), (alignment.en, {j for b in links for j in b.en})
    zh, en = (_measured({s.index: len(s.span) for s in d.sentences if s.role is Role.NOTE}, held) for d, held in sides)
    return zh, en


def notes_told(alignment: Alignment, ui: UiLang) -> str:
    """How much of the notes of a translation corresponds; "" where they have none in common, or were left out."""
    zh, en = note_shares(alignment)
    if alignment.mode != "parallel" or not zh.linked:
        return ""
    figures = {"zh": zh.sentences, "zh_linked": zh.linked, "en": en.sentences, "en_linked": en.linked}
    return say("report.notes", ui, **figures)


def overall(comparison: Comparison, lang: Lang) -> Share:
    """Of all documents of one language: what corresponds to something in any document of the other."""
    linked: dict[str, set[int]] = {d.name: set() for d in comparison.documents if d.lang == lang}
    for alignment in comparison.alignments:
        document = alignment.zh if lang == "zh" else alignment.en
        linked[document.name].update(i for b in alignment.links() for i in (b.zh if lang == "zh" else b.en))
    parts = [share(comparison.document(name), held) for name, held in linked.items()]
    return Share(
        sum(p.sentences for p in parts),
        sum(p.linked for p in parts),
        sum(p.characters for p in parts),
        sum(p.linked_characters for p in parts),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A passage of two independent accounts, or a link that belongs to none: sentence numbers on both sides.

    `shown`: the first Chinese and the first English sentence of its surest link, by which people can tell it.
    """

    zh: Document
    en: Document
    zh_sentences: tuple[int, ...]
    en_sentences: tuple[int, ...]
    shown: tuple[int, int]
    score: float
    reasons: tuple[str, ...]


def surest_passages(comparison: Comparison) -> list[Found]:
    """Of the pairs read as independent accounts: surest first, in steps of .05, the longer first within a step."""
    found = []
    for alignment in comparison.alignments:
        if alignment.mode == "comparable":
            numbers = passage_numbers(alignment)
            groups: dict[tuple[str, int], list[Bead]] = {}
            for n, bead in enumerate(alignment.beads):
                if bead.linked:
                    groups.setdefault(("passage", numbers[n]) if n in numbers else ("bead", n), []).append(bead)
            for (kind, n), beads in groups.items():
                zh, en = {i for b in beads for i in b.zh}, {j for b in beads for j in b.en}
                score = alignment.passages[n].score if kind == "passage" else beads[0].score
                surest = sorted(beads, key=lambda b: -b.score)
                shown = surest[0].zh[0], surest[0].en[0]
                reasons = tuple(dict.fromkeys(reason for b in surest for reason in b.reasons))
                sides = tuple(sorted(zh)), tuple(sorted(en))
                found.append(Found(alignment.zh, alignment.en, *sides, shown, score, reasons))
    return sorted(found, key=lambda f: (-int(f.score * 20), -sum(len(f.zh.sentences[i].span) for i in f.zh_sentences)))


def by_gravity(flags: Iterable[Flag]) -> list[Flag]:
    """Gravest first, then surest; what is equal keeps its order."""
    return sorted(flags, key=lambda f: (-f.severity.rank, -f.confidence))


def readings(flag: Flag, ui: UiLang) -> tuple[str, str]:
    """What was read on the Chinese and on the English side, worded as the message words it: 5 年, 5 years."""
    read = flag.evidence.zh, flag.evidence.en
    return (worded(read[0], ui), worded(read[1], ui)) if flag.message.key.startswith(VALUED) else read


def told_elsewhere(comparison: Comparison, witnesses: Sequence[Witness], ui: UiLang) -> list[str]:
    """What other accounts say of a contradiction, a line for each value: "05-16 also in 02-chronicle.md 41"."""
    places: dict[tuple[Side, str], list[str]] = {}
    for witness in witnesses:
        document = comparison.document(witness.place.document)
        number = sentence_at(document, witness.place.span.start) + 1
        value = worded(witness.value, ui)
        places.setdefault((witness.side, value), []).append(f"{document.name} {number}")
    between = "; " if ui == "en" else "；"
    return [
        say("report.also" if side else "report.otherwise", ui, value=value, where=between.join(where))
        for (side, value), where in places.items()
    ]


def in_brackets(flag: Flag) -> str:
    """` (5 years | 6 years)`, to follow the English message; "" where nothing was read."""
    read = " | ".join(readings(flag, "en")).strip(" |")
    return f" ({read})" if read else ""


def longest_first(groups: Iterable[DuplicateGroup]) -> list[DuplicateGroup]:
    """Repeats by how much text they repeat, furniture, which is none, behind them."""
    return sorted(groups, key=lambda g: (g.kind is RepeatKind.FURNITURE, -max(len(m.span) for m in g.members)))


def flags_of(comparison: Comparison, pair: int) -> list[Flag]:
    """The flags of one pair; one that does not say its pair belongs where all its places lie in the two documents."""
    alignment = comparison.alignments[pair]
    names = {alignment.zh.name, alignment.en.name}
    return [
        f
        for f in comparison.flags
        if (f.pair == pair if f.pair is not None else {p.document for p in (*f.zh, *f.en)} <= names)
    ]


def bead_flags(comparison: Comparison, pair: int) -> dict[int, list[Flag]]:
    """Bead number -> flags that touch it: on both sides where the flag names both, else on the one it names."""
    alignment = comparison.alignments[pair]
    zh_of, en_of = _beads_by_sentence(alignment.beads, "zh"), _beads_by_sentence(alignment.beads, "en")
    found: dict[int, list[Flag]] = {}
    for flag in flags_of(comparison, pair):
        zh = {n for p in flag.zh for i in sentences_at(alignment.zh, p) for n in zh_of.get(i, ())}
        en = {n for p in flag.en for i in sentences_at(alignment.en, p) for n in en_of.get(i, ())}
        for n in sorted((zh & en) or (zh | en)):
            found.setdefault(n, []).append(flag)
    return found


def _beads_by_sentence(beads: Sequence[Bead], side: Lang) -> dict[int, list[int]]:
    by_sentence: dict[int, list[int]] = {}
    for n, bead in enumerate(beads):
        for i in bead.zh if side == "zh" else bead.en:
            by_sentence.setdefault(i, []).append(n)
    return by_sentence


def sentences_at(document: Document, place: Place) -> range:
    """Indices of the sentences that a place touches; none where it lies in another document."""
    if place.document != document.name or not document.sentences:
        return range(0)
    first = sentence_at(document, place.span.start)
    return range(first, sentence_at(document, max(place.span.start, place.span.end - 1)) + 1)


def sentence_at(document: Document, at: int) -> int:
    """The last sentence that begins at or before a code point; the first one, for white space before it."""
    return max(0, bisect_right(document.sentences, at, key=lambda s: s.span.start) - 1)
