"""From a text to a Document: paragraphs with languages and roles, their sentences, and the marks inside."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from aligner.read.source import SourceText
from aligner.records import ALIGNED_ROLES, Document, Lang, Role, Sentence, Span
from aligner.segment.chinese import chinese_ends
from aligner.segment.english import english_ends
from aligner.segment.marks import find_marks
from aligner.segment.paragraphs import Paragraph, find_paragraphs
from aligner.segment.references import with_raised_references
from aligner.segment.roles import assign_roles
from aligner.segment.script import language_by, language_of, letters_in, mostly_chinese
from aligner.segment.spans import spans_between

_LINE = re.compile(r"[^\n]*")


def segment(source: SourceText, lines: bool = False) -> Document:
    """Segment a text. With `lines`, sentence i is line i, even if it is empty.

    The language is the one that the user gave, or that of most of the running text; paragraphs in the other language
    keep theirs. Every non-space character belongs to exactly one sentence.
    """
    if lines:
        return _by_lines(source)
    read = with_raised_references(source)
    paragraphs = find_paragraphs(read)
    letters = letters_in(source.text, [p.span for p in paragraphs])
    lang = source.lang or _majority(letters, paragraphs)
    paragraphs = [
        Paragraph(p.span, language_by(han, latin, lang), p.role)
        for p, (han, latin) in zip(paragraphs, letters.tolist(), strict=True)
    ]
    paragraphs = assign_roles(read, paragraphs, lang)
    if source.lang is None:
        lang = _majority(letters, paragraphs)
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        for span in _sentences_of(read.text, paragraph):
            sentences.append(Sentence(len(sentences), span, number, paragraph.role or Role.BODY, paragraph.lang))
    marks = find_marks(source, sentences)
    return Document(source.name, lang, source.text, tuple(sentences), marks, source.encoding)


def _sentences_of(text: str, paragraph: Paragraph) -> list[Span]:
    start, end = paragraph.span.start, paragraph.span.end
    piece = text[start:end]
    if paragraph.role is Role.HEADING:
        return [paragraph.span]
    if paragraph.role is Role.FRONT_MATTER:
        return [span.shifted(start) for span in spans_between(piece, (m.end() for m in _LINE.finditer(piece)))]
    ends = chinese_ends(piece) if paragraph.lang == "zh" else english_ends(piece)
    return [span.shifted(start) for span in spans_between(piece, ends)]


def _majority(letters: npt.NDArray[np.int64], paragraphs: Sequence[Paragraph]) -> Lang:
    """The language of most of the running text. `letters`: int64 `(n, 2)`, Han and Latin ones of each paragraph."""
    running = np.array([p.role in ALIGNED_ROLES for p in paragraphs], dtype=bool)
    han, latin = (letters[running] if running.any() else letters).sum(axis=0).tolist()
    return "zh" if mostly_chinese(han, latin) else "en"


def _by_lines(source: SourceText) -> Document:
    """One sentence for each line. A line break at the very end does not start another line."""
    text = source.text
    spans, at = [], 0
    for line in text.split("\n"):
        end = at + len(line)
        spans.append(Span(at, end - 1 if line.endswith("\r") else end))
        at = end + 1
    if text.endswith("\n"):
        spans.pop()
    lang = source.lang or language_of(text)
    sentences = [Sentence(i, span, i, Role.BODY, lang) for i, span in enumerate(spans)]
    return Document(source.name, lang, text, tuple(sentences), (), source.encoding, fixed=True)
