"""Roman numerals that number something: World War II, Chapter IV, Napoleon III, VIII Corps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.recognise.mentions import NumberKind, NumberMention
from aligner.records import Span

_ROMAN = re.compile(r"(?<![\w.&'-])(?=[IVXLC]{1,6}(?![\w&'’-]))(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w&-])")


_NAMED = re.compile(
    r"(?:war|chapter|part|volume|vol\.|article|section|act|book|phase|type|class|title|appendix|annex|table|figure|stage|"
    r"level)s? $"
)


# What a numeral before it numbers; C Corps and L Division are letters.
_BODY = re.compile(r"(?<=[IVX]) (?:Corps|Army|Legion|Congress|Party Congress|Olympiad)\b")


_HAS_ROMAN = re.compile(r"\b[IVX]{1,6}\b")


def roman_numbers(text: str) -> Iterator[NumberMention]:
    """In order of place; a lone I is the pronoun, unless a Corps follows."""
    if not _HAS_ROMAN.search(text):
        return
    for found in _ROMAN.finditer(text):
        if not found[0]:
            continue
        before = text[max(0, found.start() - 14) : found.start()]
        named = bool(_NAMED.search(before.lower()))
        capital = bool(re.search(r"[A-Z][a-z]+ $", before))
        if named or (capital and len(found[0]) > 1) or _BODY.match(text, found.end()):
            value = float(_roman_value(found[0]))
            yield NumberMention(Span(*found.span()), found[0], "en", value, value, NumberKind.ORDINAL)


def _roman_value(numeral: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for c, after in zip(numeral, [*numeral[1:], "I"], strict=True):
        total += -values[c] if values[c] < values[after] else values[c]
    return total
