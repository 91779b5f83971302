"""The unit after a Chinese number, by what stands before it too."""

from __future__ import annotations

import re

from aligner.recognise.number_context import named_currencies
from aligner.recognise.numbers_unwritten_zh import CLASSIFIER
from aligner.recognise.units import unit_after

# 三百两银子; not 两个, and not 三两天
_TAEL = re.compile(rf"两(?![{CLASSIFIER}栖性岸党军边地翼队级句步杯下好知遍声张者侧端])")


def unit_of(folded: str, start: int, end: int) -> str:
    """The unit after a number, by what stands before it too: 新台币五百元, 华氏九十度."""
    unit, _ = unit_after(folded, end, "zh")
    if not unit and _TAEL.match(folded, end):
        return "tael"
    if unit == "CNY" and (named := named_currencies()[0].search(folded[max(0, start - 6) : start])):
        return named_currencies()[1][named[1]]
    if unit == "celsius" and re.search("[华華]氏(?:零下)?$", folded[max(0, start - 4) : start]):
        return "fahrenheit"
    return unit
