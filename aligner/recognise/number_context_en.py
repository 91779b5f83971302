"""What stands around an English number: per cent, currency, unit, and how exact it is said to be."""

from __future__ import annotations

import re
from functools import cache

from aligner.recognise.mentions import Exactness, NumberKind, NumberMention
from aligner.recognise.number_context import alternatives, context_words, currencies
from aligner.recognise.units import unit_after, unit_table
from aligner.records import Span

_PERCENT = re.compile(r" ?%| ?-?per ?cent(?:age(?! points?)|s)?\b| percentage points?\b")
_PERCENT_OF = re.compile(r"per ?cents? of $")


def in_context(
    text: str, folded: str, start: int, end: int, value: float, kind: NumberKind, unit: str = ""
) -> NumberMention:
    """The mention of a number at `[start, end)`, its per cent sign taken in."""
    if kind in (NumberKind.CARDINAL, NumberKind.FRACTION):
        if percent := _PERCENT.match(folded, end):
            kind, end = NumberKind.PERCENT, percent.end()
            unit = "percentage-point" if "point" in percent[0] else ""
        elif percent_of := _PERCENT_OF.search(folded[max(0, start - 13) : start]):
            kind, start = NumberKind.PERCENT, start - len(percent_of[0])
        elif mark := currency_before(folded, start):
            unit = currencies()[1][mark]
        elif not unit:
            part_of = _PART_OF.match(folded, end) if kind is NumberKind.FRACTION else None
            unit, _ = unit_after(folded, part_of.end() if part_of else end, "en")
            unit = unit or weight_after(folded, start, end)
            if part_of and unit:  # half a kilometre is .5 kilometre, as 半公里 is
                kind = NumberKind.CARDINAL
    span = Span(start, end)
    high = value
    if _ODD.match(folded, end) and value >= 20 and value == int(value):
        figures = str(int(value))
        high += 0.9 * 10 ** (len(figures) - len(figures.rstrip("0")))
    return NumberMention(span, text[start:end], "en", value, high, kind, _exactness(folded, start, end), unit)


def weight_after(folded: str, start: int, end: int) -> str:
    """The unit of a weight that is another thing elsewhere: weighs twenty stone, but not twenty stone lions; "" for
    none."""
    found = unit_table().weighing.match(folded, end)
    if found is None:
        return ""
    before, after = folded[max(0, start - WEIGHED) : start], folded[found.end() :]
    told = _WEIGHT_BEFORE.search(before) or _WEIGHT_AFTER.match(after)
    return unit_table().names[found[1]] if told else ""


WEIGHED = 40  # characters before a figure in which its verb stands
_WEIGHT_BEFORE = re.compile(
    r"\b(?:weigh\w*|weights?|los(?:e|es|t|ing)|gain(?:ed|s|ing)?|put(?:ting)? on|shed(?:ding)?|tipp\w+ the scales?)\b"
    r"[^.;:!?]*$"
)
_WEIGHT_AFTER = re.compile(
    r",? (?:and )?(?:a half|[\d½]+|[a-z]+) ?(?:pounds?|lbs?)\b"
    r"| ?\(\d[\d.]* ?kg| (?:in weight|heavier|lighter|overweight)\b"
)
_ODD = re.compile(r"(?:-| )odd\b")  # sixty-odd is up to 69, as 六十多 and 六十几 are


_PART_OF = re.compile(r"(?: of)? an?(?= )")


def currency_before(folded: str, start: int) -> str:
    """The currency mark before a number ("hk$"), "" where none stands."""
    found = currencies()[0].search(folded[max(0, start - 5) : start])
    return found[1] if found else ""


@cache
def _hedges() -> dict[str, re.Pattern[str]]:
    words = context_words()["en"]
    article = r"(?: an?| the)? ?(?:(?:us|u\.s\.|nt|hk|a|c|s)?[$£€¥])?$"
    begins = r"(?:\b|(?=n't))"
    negated = r"\b(?:no|neither|nor|none|nothing)\b[^.;:]{1,60}?\b"

    def pattern(key: str, forms: list[str]) -> str:
        if key.endswith("after"):
            return alternatives(forms)
        return rf"{negated if key.endswith('clause') else begins}(?:{alternatives(forms)}){article}"

    return {key: re.compile(pattern(key, forms)) for key, forms in words.items()}


def _exactness(folded: str, start: int, end: int) -> Exactness:
    hedges, before = _hedges(), folded[max(0, start - 32) : start]
    if hedges["about_after"].match(folded, end):
        return Exactness.APPROXIMATE
    clause = folded[max(0, start - 90) : start]
    if hedges["most_clause"].search(clause):
        return Exactness.AT_MOST
    if hedges["least_clause"].search(clause):
        return Exactness.AT_LEAST
    if hedges["least_before"].search(before) and not hedges["least_but"].search(before):
        return Exactness.AT_LEAST
    if hedges["least_after"].match(folded, end):
        return Exactness.AT_LEAST
    if hedges["most_before"].search(before):
        return Exactness.AT_MOST
    return Exactness.APPROXIMATE if hedges["about_before"].search(before) else Exactness.EXACT
