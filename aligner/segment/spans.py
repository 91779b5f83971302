"""From places where sentences end to spans without the space around them."""

from __future__ import annotations

from collections.abc import Iterable

from aligner.records import Span


def trimmed(text: str, start: int, end: int) -> Span:
    """`[start, end)` without the white space at either end; empty at `start` where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def spans_between(text: str, ends: Iterable[int]) -> list[Span]:
    """Spans from 0 through each of `ends` in turn, trimmed; empty ones are left out."""
    spans, start = [], 0
    for end in ends:
        span = trimmed(text, start, end)
        if len(span):
            spans.append(span)
        start = end
    return spans
