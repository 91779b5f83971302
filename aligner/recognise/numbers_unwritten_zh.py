"""Chinese numbers without a numeral before their scale: 半公里, 万余人, 上亿元, 数以万计."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from aligner.recognise.mentions import Exactness, NumberKind, NumberMention
from aligner.recognise.number_context_zh import exactness_around, in_word
from aligner.recognise.units import unit_after
from aligner.records import Span

NUMERALS = "零〇○一二三四五六七八九两俩仨"
SCALES = "十百千万亿兆"
# What may follow a number: measure words and what is counted without one.
CLASSIFIER = (
    "个名位天年月日周次人家条件种点只本部座间台辆艘架口元块里米公吨岁分小代世批支项份处户座场届层方国省市县倍双对"
)
_HALVED = r"[个年月天小数价百成折亩吨]|公[里斤顷]|英[里亩]|里[路地]|[里斤](?:[^一-鿿]|$)"  # not 半斤八两
_HALF = re.compile(rf"半百|(?<=一)半(?!数|导|岛|径|球|途|夜|路)|(?<![一两多大])半(?={_HALVED})(?!天[一-鿿])|对折")
# 万余人, 近万名, 上亿元, 万把人: a scale without digit, hedged, before what is counted; not 上万圣节, 千万, 一万.
_BARE = re.compile(
    rf"(?P<hedge>[近将上逾过超达约])?(?<![{NUMERALS}{SCALES}几数多余来\d点 ])(?P<bare>[万亿])"
    rf"(?:(?P<more>[余多])(?=[一-鿿])(?!元化|年来)|(?P<some>把)(?=[{CLASSIFIER}])"
    rf"|(?=[{CLASSIFIER}册匹枚株桶箱户亩顷英美欧日]|大军|官兵|士兵|军队|群众|民众|观众|学生|工人|难民|市民|移民|居民|游客|人))"
)
_IDIOM = re.compile(r"数以(?P<by>[百千万亿])计|(?P<upon>成千上万)|(?P<hundreds>成百上千)")


def unwritten(text: str, folded: str) -> Iterator[NumberMention]:
    """All of them; some may stand inside numbers that are written out (一半), which have precedence."""
    for found in chain(_BARE.finditer(folded), _IDIOM.finditer(folded)):
        if (hedged := _hedged(text, folded, found)) is not None:
            yield hedged
    for found in _HALF.finditer(folded):
        yield from _half(text, folded, found)


def _hedged(text: str, folded: str, found: re.Match[str]) -> NumberMention | None:
    """万余人 is ten to nineteen thousand, 上万人 and 数以万计 some ten thousands, 成千上万 thousands and more."""
    g = found.groupdict()
    if "bare" in g:
        if not (g["hedge"] or g["more"] or g["some"]):
            return None
        start, end = found.start("bare"), found.end()
        value, high = scale_word(g["bare"]), 0.0
        exactness = Exactness.APPROXIMATE if g["some"] else Exactness.EXACT
        if g["more"]:
            high, exactness = 1.9, Exactness.AT_LEAST
        elif g["hedge"] == "上":
            high, exactness = 9.0, Exactness.VAGUE
    else:
        start, end = found.span()
        value, exactness = scale_word(g["by"] or ("千" if g["upon"] else "百")), Exactness.VAGUE
        high = 9.0 if g["by"] else 90.0
    unit, _ = unit_after(folded, end, "zh")
    exactness = exactness_around(folded, start, end, exactness)
    span = Span(start, end)
    return NumberMention(
        span, text[start:end], "zh", value, value * (high or 1.0), NumberKind.CARDINAL, exactness, unit
    )


def _half(text: str, folded: str, found: re.Match[str]) -> Iterator[NumberMention]:
    start, end = found.span()
    if found[0] == "半百":
        yield NumberMention(Span(start, end), text[start:end], "zh", 50, 50)
    elif found[0] == "对折":
        if folded[:start].endswith("打"):
            yield NumberMention(Span(start, end), text[start:end], "zh", 50, 50, NumberKind.PERCENT)
    elif folded[end : end + 1] in ("成", "折") and folded[end : end + 1]:
        value = 5.0 if folded[end] == "成" else 50.0
        yield NumberMention(Span(start, end + 1), text[start : end + 1], "zh", value, value, NumberKind.PERCENT)
    elif folded[start - 1 : start] == "一":
        yield NumberMention(Span(start - 1, end), text[start - 1 : end], "zh", 0.5, 0.5, NumberKind.FRACTION)
    elif not in_word(folded, start, end):
        unit, _ = unit_after(folded, end, "zh")
        kind = NumberKind.CARDINAL if unit else NumberKind.FRACTION
        yield NumberMention(Span(start, end), text[start:end], "zh", 0.5, 0.5, kind, Exactness.EXACT, unit)


def scale_word(text: str) -> float:
    """百 100, 千 1000, 万 10000, 百万 1,000,000, 万万 100,000,000: units alone, multiplied."""
    value = 1.0
    for c in text:
        value *= {"百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}.get(c, 1.0)
    return value
