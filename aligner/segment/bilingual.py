"""Divides a file with both languages, paragraph by paragraph or one text after the other, into two texts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

import numpy as np

from aligner.read.source import Hint, SourceText
from aligner.records import Lang, Mark, Span
from aligner.segment.paragraphs import Paragraph, find_paragraphs
from aligner.segment.script import LETTERS_PER_HAN, language_by, letters_in

# Least share of each language, with Han characters weighted by LETTERS_PER_HAN. A text and its translation have about
# half each; a text with quotations, references or a summary in the other language has less of it.
LEAST_SHARE = 0.35
LEAST_PARAGRAPHS = 2  # of each language
_BREAK = "\n\n"


def halves(source: SourceText) -> tuple[SourceText, SourceText] | None:
    """The Chinese and the English text; None if the text is in one language, or the user gave its language.

    Every paragraph is in one of the two, which are named `name#zh` and `name#en`; offsets are within these.
    """
    # A quick test, which most texts fail.
    if source.lang is not None or not _balanced(*letters_in(source.text, [Span(0, len(source.text))])[0].tolist()):
        return None
    paragraphs = find_paragraphs(source)
    letters = letters_in(source.text, [p.span for p in paragraphs])
    lang: Lang = "zh"
    for k, (han, latin) in enumerate(letters.tolist()):
        lang = language_by(han, latin, lang)  # a paragraph without words goes with the one before it
        paragraphs[k] = replace(paragraphs[k], lang=lang)
        letters[k] = (han, 0) if lang == "zh" else (0, latin)
    if not _balanced(*letters.sum(axis=0).tolist()) or (np.count_nonzero(letters, axis=0) < LEAST_PARAGRAPHS).any():
        return None
    return _half(source, paragraphs, "zh"), _half(source, paragraphs, "en")


def _balanced(han: int, latin: int) -> bool:
    """Whether each language has at least LEAST_SHARE."""
    return min(han * LETTERS_PER_HAN, latin) >= LEAST_SHARE * (han * LETTERS_PER_HAN + latin) > 0


def _half(source: SourceText, paragraphs: list[Paragraph], lang: Lang) -> SourceText:
    pieces: list[str] = []
    hints: list[Hint] = []
    marks: list[Mark] = []
    known = sorted(source.marks, key=_start)
    at = 0
    for paragraph in paragraphs:
        if paragraph.lang != lang:
            continue
        start, end = paragraph.span.start, paragraph.span.end
        pieces.append(source.text[start:end])
        hints.append(Hint(paragraph.span.shifted(at - start), paragraph.role))
        inside = known[bisect_left(known, start, key=_start) : bisect_left(known, end, key=_start)]
        marks += [replace(mark, span=mark.span.shifted(at - start)) for mark in inside]
        at += end - start + len(_BREAK)
    name, text = f"{source.name}#{lang}", _BREAK.join(pieces)
    return replace(source, name=name, text=text, lang=lang, hints=tuple(hints), marks=tuple(marks))


def _start(mark: Mark) -> int:
    return mark.span.start
