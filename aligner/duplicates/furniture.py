"""Finds running heads, page numbers and other page furniture: short lines that recur, and do not count as repeats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from aligner.duplicates.folding import fold_string
from aligner.records import Document, Role, Span

LEAST_TIMES = 3  # a line that occurs twice is a repeated heading
LONGEST = 80  # characters of a line that may be a running head
APART = 300  # characters between two heads, on average at least: a page, not a list ("[Authentic Book, Fast Shipping]")
_LINE = re.compile(r"[^\r\n]+")
_DIGITS = re.compile(r"[\d]+|[〇一二三四五六七八九十百]+(?=页)|\b[ivxlc]+\b")
_SENTENCE_END = re.compile(r"[。！？!?…；;，,：:.][”」』\"'’）)]*$")


def find_furniture(document: Document) -> tuple[tuple[Span, ...], ...]:
    """The places of each line of furniture. Lines that differ in their page number only are one."""
    if document.fixed:
        return ()  # one sentence a line: lines are no pages
    places: dict[str, list[Span]] = defaultdict(list)
    numbers: list[tuple[Span, int]] = []
    for m in _LINE.finditer(document.text):
        line = m.group().strip()
        if not line or len(line) > LONGEST:
            continue
        start = m.start() + m.group().index(line[0])
        span = Span(start, start + len(line))
        folded = fold_string(line)
        if folded.isascii() and folded.isdigit():
            numbers.append((span, int(folded)))
        elif not _SENTENCE_END.search(line) and any(c.isalpha() for c in folded):
            places[_DIGITS.sub("0", folded)].append(span)
    found = [tuple(spans) for spans in places.values() if _is_furniture(spans)]
    found += [tuple(spans) for spans in _page_numbers(numbers) if _is_furniture(spans)]
    return tuple(sorted(found))


def _is_furniture(spans: Sequence[Span]) -> bool:
    if len(spans) < LEAST_TIMES:
        return False
    return (spans[-1].start - spans[0].start) / (len(spans) - 1) >= APART


def _page_numbers(numbers: Sequence[tuple[Span, int]]) -> list[list[Span]]:
    """Runs of lone numbers that count up by one: pages, not figures."""
    runs: list[list[Span]] = [[numbers[0][0]]] if numbers else []
    for (_, before), (span, number) in pairwise(numbers):
        if number == before + 1:
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def boilerplate(document: Document) -> tuple[Span, ...]:
    """Sentences that the segmenter took for boilerplate (navigation, link lists, copyright lines)."""
    return tuple(s.span for s in document.sentences if s.role == Role.BOILERPLATE)
