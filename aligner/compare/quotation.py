"""Direct speech against paraphrase: one side quotes at length, the other has no quotation marks at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.compare.check import Context, Pair
from aligner.compare.flags import flag
from aligner.records import Evidence, Flag, FlagKind, Severity, Span

_MARKS = re.compile("[“”\"„«»「」『』《》〈〉]|(?<![A-Za-z])['‘]|['’](?![A-Za-z])")
# Speech has at least twelve Chinese characters or six English words; less is a term or a title in quotation marks.
_ZH = re.compile('“([^“”]{12,})”|「([^「」]{12,})」|"([^"]{12,})"')
_EN = re.compile(r'“([^“”]+)”|"([^"]+)"')
_WORDS = 6


def check_quotation(pair: Pair, context: Context) -> Iterator[Flag]:  # noqa: ARG001 (the signature of checks)
    """Minor flags: the words may correspond, but one side does not say that they are somebody's own."""
    zh = next(_ZH.finditer(pair.zh.text), None)
    en = next((m for m in _EN.finditer(pair.en.text) if len(m.group().split()) >= _WORDS), None)
    if zh and not _MARKS.search(pair.en.text):
        said, span = Evidence(zh.group(), ""), Span(*zh.span())
        yield flag(pair, FlagKind.QUOTATION, Severity.MINOR, 0.4, span, None, said, "compare.quotation.zh-only")
    elif en and not _MARKS.search(pair.zh.text):
        said, span = Evidence("", en.group()), Span(*en.span())
        yield flag(pair, FlagKind.QUOTATION, Severity.MINOR, 0.4, None, span, said, "compare.quotation.en-only")
