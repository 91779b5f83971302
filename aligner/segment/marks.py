"""Material inside sentences that is not the author's running text: note references, editor's marks, glosses, markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aligner.read.source import SourceText
from aligner.records import Mark, MarkKind, Sentence, Span

_PATTERNS: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    (MarkKind.NOTE_REFERENCE, re.compile(r"\[\^?\d{1,3}\]|［\d{1,3}］|〔\d{1,3}〕|\[\^[\w-]+\]|(?<=\S)[\u2460-\u2473]|(?<=\w[.,;:!?”’)])[¹²³⁰⁴-⁹]+")),
    (MarkKind.EDITOR, re.compile(r"\[[A-Z]{1,5}\d{1,3}\]")),
    # **中长路**（中国长春铁路: …）: what a term means, bracketed behind the term in bold
    (MarkKind.GLOSS, re.compile(r"(?<=\*\*)（[^（）\n]*）|(?<=\*\*)\([^()\n]*\)")),
    (MarkKind.MARKUP, re.compile(r"\*\*|__|(?<![\w*])\*(?=\w)|(?<=\w)\*(?![\w*])|^#{1,6}\s+|^>\s?", re.MULTILINE)),
)


def find_marks(source: SourceText, sentences: Sequence[Sentence]) -> tuple[Mark, ...]:
    """Marks in order, each inside one sentence, none overlapping: the first kind in the table wins."""
    found: list[Mark] = sorted(source.marks, key=lambda m: m.span)
    for kind, pattern in _PATTERNS:
        found += [Mark(Span(*m.span()), kind) for m in pattern.finditer(source.text)]
    found.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    kept: list[Mark] = []
    at = 0
    for mark in found:
        if kept and mark.span.start < kept[-1].span.end:
            continue
        while at < len(sentences) and sentences[at].span.end <= mark.span.start:
            at += 1
        if at < len(sentences) and sentences[at].span.start <= mark.span.start and mark.span.end <= sentences[at].span.end:
            kept.append(mark)
    return tuple(kept)
