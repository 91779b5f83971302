"""Where a repeat begins and ends for a reader: with the marks that belong to its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice

from aligner.duplicates.folding import DROPPED_MARKS
from aligner.records import Document, Span


def whole(document: Document, span: Span) -> Span:
    """`span` with the closing marks behind its last word (。”) and, at the head of a sentence, the opening ones (“（).

    Inside English words it shrinks to the words that lie in it whole: "...assist you. Y|es" ends after "you".
    """
    text = document.text
    start, end = span.start, span.end
    while start < end and start > 0 and _letter(text[start]) and _letter(text[start - 1]):
        start += 1
    while start < end < len(text) and _letter(text[end - 1]) and _letter(text[end]):
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    if start == end:
        return span
    first, last = _sentence_at(document, start), _sentence_at(document, end - 1)
    if first is not None and not any(c.isalnum() for c in text[first.start : start]):
        start = first.start
    if last is not None and not any(c.isalnum() for c in text[end : last.end]):
        end = last.end
    return Span(start, end)


def words_of(document: Document, span: Span) -> str:
    """The text of `span` without the marks of notes in it: 斯大林[12] says nothing that 斯大林 does not."""
    pieces, at = [], span.start
    first = bisect_left(document.marks, span.start, key=lambda m: m.span.start)
    for mark in islice(document.marks, first, None):
        if mark.span.start >= span.end:
            break
        if mark.kind in DROPPED_MARKS and mark.span.start >= at and mark.span.end <= span.end:
            pieces.append(document.text[at : mark.span.start])
            at = mark.span.end
    return "".join([*pieces, document.text[at : span.end]])


def _letter(character: str) -> bool:
    """A letter of an alphabet: a word of these is not cut."""
    return character.isalnum() and ord(character) < 0x2E80


def _sentence_at(document: Document, at: int) -> Span | None:
    """The sentence that holds this character."""
    k = bisect_right(document.sentences, at, key=lambda s: s.span.start) - 1
    if k < 0 or document.sentences[k].span.end <= at:
        return None
    return document.sentences[k].span
