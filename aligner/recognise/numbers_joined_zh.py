"""Chinese numbers that are read one with the other: mixed fractions, feet with inches, ranges, and what
is written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from aligner.recognise.mentions import Exactness, NumberKind, NumberMention
from aligner.recognise.normal import normal_zh
from aligner.recognise.number_context import said_again
from aligner.recognise.number_units_zh import unit_of
from aligner.recognise.units import compound, unit_after
from aligner.records import Span


def joined(text: str, folded: str, found: list[NumberMention]) -> Iterator[NumberMention]:
    """Mixed fractions as one (三又二分之一, 1 4/3), and what a range's first end leaves unsaid (三到五万, 60-70%)."""
    i = 0
    while i < len(found):
        one = found[i]
        two = found[i + 1] if i + 1 < len(found) else None
        gap = folded[one.span.end : two.span.start] if two else ""
        if two and _is_mixed(one, two, gap):
            low = one.low + (-1 if one.low < 0 else 1) * two.low
            span = Span(one.span.start, two.span.end)
            yield NumberMention(span, text[span.start : span.end], "zh", low, low, unit=two.unit)
            i += 2
            continue
        if two and (parts := _are_parts(one, two, gap)):
            whole = one.low + two.low / parts
            span = Span(one.span.start, two.span.end)
            exact = one.exactness if one.exactness is not Exactness.EXACT else two.exactness
            one = replace(one, span=span, text=text[span.start : span.end], low=whole, high=whole, exactness=exact)
            found[i + 1] = one
            i += 1
            continue
        if two and said_again(one, two, text):
            end = two.span.end + 1
            unit = one.unit or unit_of(folded, two.span.start, end)
            yield replace(one, span=Span(one.span.start, end), text=text[one.span.start : end], unit=unit)
            i += 2
            continue
        if two and _RANGE.fullmatch(gap):
            one = _completed(one, two)
        yield one
        i += 1


def _is_mixed(one: NumberMention, two: NumberMention, gap: str) -> bool:
    if two.kind is not NumberKind.FRACTION or one.kind is not NumberKind.CARDINAL or not _MIXED.fullmatch(gap):
        return False
    return bool(gap.strip()) or "/" in two.text or "／" in two.text


_MIXED = re.compile(r" ?又 ?| ")
_AND = re.compile(" ?[零又]? ?")


def _are_parts(one: NumberMention, two: NumberMention, gap: str) -> float:
    """How many of the second unit make one of the first in 五英尺九英寸, 一尺四寸, 三斤二两, 八岁零九个月; else 0."""
    if one.low != one.high or two.low != two.high:
        return 0.0
    measure, end = unit_after(gap, 0, "zh")
    parts = compound(one.unit, two.unit)
    return parts if measure == one.unit and _AND.fullmatch(gap, end) and two.low < parts else 0.0


_RANGE = re.compile(r" ?(?:至|到|-|—|~|～|–|、) ?")
_LARGE_END = re.compile(r"[万亿兆]$")


def _completed(one: NumberMention, two: NumberMention) -> NumberMention:
    """`one` of "one 至 two" with the scale, kind and unit that only `two` writes."""
    factor = 1.0
    scale = _LARGE_END.search(normal_zh(two.text).rstrip("多余"))
    if scale and not re.search(r"[万亿兆]", normal_zh(one.text)):
        factor = {"万": 1e4, "亿": 1e8, "兆": 1e12}[scale[0]]
        if one.high * factor > two.low:  # 800到3万: 800 stays
            factor = 1.0
    kind = two.kind if one.kind is NumberKind.CARDINAL and two.kind is NumberKind.PERCENT else one.kind
    if kind is NumberKind.PERCENT and two.text.endswith("成"):
        factor = 10.0
    return replace(one, low=one.low * factor, high=one.high * factor, kind=kind, unit=one.unit or two.unit)
