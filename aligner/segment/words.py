"""Words as spans: Chinese by jieba's dictionary, English by a pattern."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from aligner.records import Lang, Span

# U.S., e.g.; 1,100.5; well-known, Stalin's, Dal’nego
_ENGLISH = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)+|[^\W_]+(?:['’-][^\W_]+)*")


def words(text: str, lang: Lang) -> tuple[Span, ...]:
    """The words of `text` in order, without punctuation and spaces. Chinese is cut by rjieba, jieba in Rust."""
    if lang == "en":
        return tuple(Span(*m.span()) for m in _ENGLISH.finditer(text))
    spans, at = [], 0
    for word in _jieba().cut(text):
        start, at = at, at + len(word)
        if any(c.isalnum() for c in word):
            spans.append(Span(start, at))
    return tuple(spans)


@cache
def _jieba() -> Any:
    import rjieba

    return rjieba.Jieba()
