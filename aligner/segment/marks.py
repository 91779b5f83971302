"""Finds what is inside sentences but not running text: note references, editor's marks, glosses, markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligner.read.source import SourceText
from aligner.records import Document, Mark, MarkKind, Sentence, Span
from aligner.segment.labels import note_labels
from aligner.segment.signs import CIRCLED, SUPERSCRIPT, WRITTEN_NOTE

_PATTERNS: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    (
        MarkKind.NOTE_REFERENCE,
        # [12], ［12］, 〔12〕, [^name] of Markdown, ① behind a character, ¹² behind punctuation (m² is no note)
        # What precedes a sign is tested after it, since alternatives that begin with a sign are searched faster.
        re.compile(
            rf"\[\^?\d{{1,3}}\]|［\d{{1,3}}］|〔\d{{1,3}}〕|【\d{{1,3}}】|{WRITTEN_NOTE}|\[\^[\w-]+\]|[{CIRCLED}](?<=\S.)"
            rf"|[{SUPERSCRIPT}](?<=[.,;:!?”’)。，；：！？）].)[{SUPERSCRIPT}]*"
        ),
    ),
    (MarkKind.EDITOR, re.compile(r"\[[A-Z]{1,5}\d{1,3}\]")),
)
_DIVIDED = re.compile(r"\b([a-z]{2,})(-[ \t]*\r?\n[ \t]*)(?=([a-z]{2,}))")
_BROKEN = re.compile(r"-[ \t]*\r?\n")
_HYPHENED = re.compile(r"[a-z]+(?:-[a-z]+)*")


def find_marks(source: SourceText, sentences: Sequence[Sentence]) -> tuple[Mark, ...]:
    """Marks in order, each inside one sentence, without overlaps; the earlier, and then the longer one stays."""
    found: list[Mark] = sorted(source.marks, key=lambda m: m.span)
    for kind, pattern in _PATTERNS:
        found += [Mark(Span(*m.span()), kind) for m in pattern.finditer(source.text)]
    found += _hyphens(source.text)
    found += note_labels(source.text, sentences)
    found.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    kept: list[Mark] = []
    at = 0
    for mark in found:
        if kept and mark.span.start < kept[-1].span.end:
            continue
        while at < len(sentences) and sentences[at].span.end <= mark.span.start:
            at += 1
        if at < len(sentences) and _within(mark.span, sentences[at].span):
            kept.append(mark)
    return tuple(kept)


def _hyphens(text: str) -> list[Mark]:
    """Marks for hyphens and breaks that divide a word at the end of a line, so that mili-/tary is matched as one word.

    Well-/known keeps its hyphen if the text has well-known elsewhere, and not wellknown.
    """
    divided = list(_DIVIDED.finditer(text)) if _BROKEN.search(text) else []
    words = set(_HYPHENED.findall(text)) if divided else set()
    return [
        Mark(Span(*match.span(2)), MarkKind.MARKUP)
        for match in divided
        if f"{match[1]}-{match[3]}" not in words or match[1] + match[3] in words
    ]


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def marks_by_sentence(document: Document) -> list[list[Mark]]:
    """The marks of each sentence, by sentence number."""
    found: list[list[Mark]] = [[] for _ in document.sentences]
    at = 0
    for mark in document.marks:
        while document.sentences[at].span.end <= mark.span.start:
            at += 1
        found[at].append(mark)
    return found
