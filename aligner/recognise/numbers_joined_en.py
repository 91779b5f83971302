"""English numbers that are read one with the other: ranges, feet with inches, what is below zero or written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from aligner.recognise.figures_en import SUFFIXES
from aligner.recognise.mentions import NumberKind, NumberMention
from aligner.recognise.number_context import said_again
from aligner.recognise.units import compound, unit_after, unit_table
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
        elif two is not None and (parts := _are_parts(one, two, folded)):
            whole = one.low + two.low / parts
            found[i] = replace(_until(one, two.span.end, text), low=whole, high=whole)
        elif single := _one_and_parts(one, folded):
            start, whole = single
            span = Span(start, one.span.end)
            unit = unit_after(folded, folded.index(" ", start), "en")[0]
            yield replace(one, span=span, text=text[start : span.end], low=whole, high=whole, unit=unit)
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
_AND = re.compile(r"\.?,?(?: and)? ")
_ARTICLE = re.compile(r"\b(?P<article>an?) [a-z]+,?(?: and)? $")
_MEASURED = re.compile(r" (?:tall|high|wide|long|deep|in)\b|[^\w\s]|\s*$")


def _until(one: NumberMention, end: int, text: str) -> NumberMention:
    """`one` as far as `end`."""
    return replace(one, span=Span(one.span.start, end), text=text[one.span.start : end])


def _are_parts(one: NumberMention, two: NumberMention, folded: str) -> float:
    """How many of the second unit make one of the first in five feet nine inches, 3 jin 2 liang, eight years and nine
    months, and in five foot nine where nothing is counted (not in two feet three men); else 0.
    """
    if one.low != one.high or two.low != two.high:
        return 0.0
    measure, end = unit_after(folded, one.span.end, "en")
    if not measure and (weight := unit_table().weighing.match(folded, one.span.end)):
        measure, end = unit_table().names[weight[1]], weight.end()
    if measure != one.unit or not _AND.fullmatch(folded, end, two.span.start):
        return 0.0
    parts = compound(one.unit, two.unit)
    if one.unit == "foot" and not two.unit and two.high < 12 and _MEASURED.match(folded, two.span.end):
        parts = 12.0
    return parts if two.low < parts else 0.0


def _one_and_parts(two: NumberMention, folded: str) -> tuple[int, float] | None:
    """Where "a year and three months", "a foot two inches" begins, and its value; None where no article counts."""
    before = _ARTICLE.search(folded, max(0, two.span.start - 24), two.span.start)
    if before is None or two.low != two.high:
        return None
    measure, end = unit_after(folded, before.end("article"), "en")
    parts = compound(measure, two.unit) if measure and _AND.fullmatch(folded, end, two.span.start) else 0.0
    return (before.start(), 1 + two.low / parts) if 0 < two.low < parts else None


def _completed(one: NumberMention, two: NumberMention) -> NumberMention:
    """`one` of "one to two" with the scale, kind and unit that only `two` writes."""
    factor = 1.0
    scale = _SCALE_END.search(two.text.lower())
    if scale and not _SCALE_END.search(one.text.lower()) and one.kind is NumberKind.CARDINAL:
        factor = SUFFIXES[scale[1]]
        factor = factor if one.high * factor <= two.low else 1.0
    kind = two.kind if two.kind is NumberKind.PERCENT and one.kind is NumberKind.CARDINAL else one.kind
    return replace(one, low=one.low * factor, high=one.high * factor, kind=kind, unit=one.unit or two.unit)
