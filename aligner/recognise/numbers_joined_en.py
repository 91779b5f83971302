"""English numbers that are read one with the other: ranges, feet and inches, what is below zero or written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from aligner.recognise.figures_en import SUFFIXES
from aligner.recognise.mentions import NumberKind, NumberMention
from aligner.recognise.number_context import said_again
from aligner.recognise.units import unit_after
from aligner.records import Span


def joined(text: str, folded: str, found: list[NumberMention]) -> Iterator[NumberMention]:
    """What the first end of a range leaves unsaid: 60 to 70 percent, 3-5 million, ten to fifteen thousand; and a number
    said in words and in figures, five foot nine, and fifteen degrees below zero as one.
    """
    i = 0
    while i < len(found):
        one = found[i]
        two = found[i + 1] if i + 1 < len(found) else None
        i += 1
        if two is not None and said_again(one, two, text):
            end = two.span.end + 1
            yield replace(_until(one, end, text), unit=one.unit or unit_after(folded, end, "en")[0])
            i += 1
        elif two is not None and _are_feet_and_inches(one, two, folded):
            feet = one.low + two.low / 12
            yield replace(_until(one, two.span.end, text), low=feet, high=feet)
            i += 1
        elif below := _BELOW_ZERO.match(folded, one.span.end):
            yield replace(_until(one, below.end(), text), low=-one.high, high=-one.low)
            while i < len(found) and found[i].span.start < below.end():
                i += 1
        elif two is not None and _TO.fullmatch(text[one.span.end : two.span.start]):
            yield _completed(one, two)
        else:
            yield one


_TO = re.compile(r" ?(?:-|–|—|~| to | or | and |to|or) ?[$£€¥]?", re.IGNORECASE)
_SCALE_END = re.compile(r"(?:^|[\s\d-])(k|m|bn|hundred|thousand|million|billion|trillion)$")
_BELOW_ZERO = re.compile(r"(?: degrees?(?: (?:celsius|centigrade|fahrenheit))?| ?°[cf]?)? below zero\b")
_FEET = re.compile(r" (?:foot|feet|ft\.?),?(?: and)? ")
_MEASURED = re.compile(r" (?:tall|high|wide|long|deep|in)\b|[^\w\s]|\s*$")


def _until(one: NumberMention, end: int, text: str) -> NumberMention:
    """`one` as far as `end`."""
    return replace(one, span=Span(one.span.start, end), text=text[one.span.start : end])


def _are_feet_and_inches(one: NumberMention, two: NumberMention, folded: str) -> bool:
    """five feet nine inches, and five foot nine where nothing is counted: not two feet three men."""
    if one.unit != "foot" or not _FEET.fullmatch(folded, one.span.end, two.span.start) or two.low != two.high:
        return False
    return two.unit == "inch" or bool(not two.unit and two.high < 12 and _MEASURED.match(folded, two.span.end))


def _completed(one: NumberMention, two: NumberMention) -> NumberMention:
    """`one` of "one to two" with the scale, kind and unit that only `two` writes."""
    factor = 1.0
    scale = _SCALE_END.search(two.text.lower())
    if scale and not _SCALE_END.search(one.text.lower()) and one.kind is NumberKind.CARDINAL:
        factor = SUFFIXES[scale[1]]
        factor = factor if one.high * factor <= two.low else 1.0
    kind = two.kind if two.kind is NumberKind.PERCENT and one.kind is NumberKind.CARDINAL else one.kind
    return replace(one, low=one.low * factor, high=one.high * factor, kind=kind, unit=one.unit or two.unit)
