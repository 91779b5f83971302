"""English numbers in figures: 23,000, 3.5 million, 1 4/5, 21st, $5m, and codes (F-16, 192.168.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from aligner.recognise.cardinals_en import SCALES
from aligner.recognise.mentions import NumberKind, NumberMention
from aligner.recognise.number_context_en import currency_before, in_context
from aligner.recognise.units import unit_after
from aligner.records import Span

FIGURES = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_SCALE_WORD = "million|billion|trillion|thousand|hundred|lakh|crore|bln|tln"
_DIGITS = re.compile(
    rf"(?P<sign>(?<![\w\d.,)%/-])- ?|\b(?:minus|negative) )?(?P<number>(?<![\d.])\.\d+|(?<!\d\.)(?<!\d){FIGURES})"
    rf"(?:(?P<power>(?:x10)?\^[+-]*\d+|[e][+-]?\d+(?![\w])))?"
    rf"(?:(?P<mixed> {{1,2}}(?P<above>\d+) ?/ ?(?P<below>\d+)(?![\d/]))|(?P<slash>/(?P<under>\d+)(?![\d/]))"
    rf"|(?P<glyph>[½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]))?"
    rf"(?:(?P<ordinal>(?:st|nd|rd|th)\b)|(?P<suffix> {{0,2}}(?:k|mm|m|b|bn|g|t|mil|{_SCALE_WORD})(?![a-z\d])))?"
)
_GLYPHS = dict(
    zip(
        "½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞",
        (1 / 2, 1 / 4, 3 / 4, 1 / 3, 2 / 3, 1 / 5, 2 / 5, 3 / 5, 4 / 5, 1 / 6, 1 / 8, 3 / 8, 5 / 8, 7 / 8),
        strict=True,
    )
)
SUFFIXES = {"k": 1e3, "m": 1e6, "mm": 1e6, "b": 1e9, "bn": 1e9, "g": 1e9, "t": 1e12, "hundred": 100.0} | {
    w: float(v) for w, v in SCALES.items()
}
HAS_FIGURE = re.compile(r"[\d½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]")


def figures(text: str, folded: str) -> Iterator[NumberMention]:
    """Numbers in figures: 23,000, 3.5 million, 1 4/5, 21st, $5m, and codes (F-16, 192.168.1.2)."""
    if not HAS_FIGURE.search(folded):
        return
    for found in re.finditer(r"(?<!\d)[½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]", folded):
        value = _GLYPHS[found[0]]
        yield in_context(text, folded, found.start(), found.end(), value, NumberKind.FRACTION)
    for found in _DIGITS.finditer(folded):
        yield _figure(text, folded, found)


def _figure(text: str, folded: str, found: re.Match[str]) -> NumberMention:
    start, end = found.span()
    value = float(found["number"].replace(",", "").replace(" ", ""))
    kind, unit = NumberKind.CARDINAL, ""
    before = folded[:start][-1:]
    if found["power"]:
        value = _power(value, found["power"])
    if found["mixed"] and float(found["below"]):
        value += float(found["above"]) / float(found["below"])
    elif found["slash"] and (before == "/" or not float(found["under"])):  # 5/17/2018, 3/0
        end = found.start("slash")
    elif found["slash"]:
        value, kind = value / float(found["under"]), NumberKind.FRACTION
    elif found["glyph"]:
        value += _GLYPHS[found["glyph"]]
    if found["ordinal"]:
        kind = NumberKind.ORDINAL
    elif found["suffix"]:
        suffix = found["suffix"].strip()
        if suffix in ("m", "mm", "g", "t", "b") and not _is_money_scale(text, folded, found):
            end = found.start("suffix")
            unit, _ = unit_after(folded, end, "en")
        else:
            value *= SUFFIXES[suffix]
    if found["sign"] and _joins(folded, found):  # 55 - 65: a dash, not a minus
        start += len(found["sign"])
    elif found["sign"]:
        value = -value
    follows = folded[end : end + 1]
    if _GENERATION.fullmatch(text, found.start("number"), found.end()):
        figure = float(found["number"])
        return NumberMention(Span(start, end), text[start:end], "en", figure, figure, NumberKind.LABEL)
    if kind is NumberKind.CARDINAL and not found["sign"] and not unit:
        attached, _ = unit_after(text, end, "en")
        letter = before.isalpha() or (before == "-" and folded[:start][-2:-1].isalpha()) or before in "_#"
        money = currency_before(folded, start)
        glued = follows.isalpha() and not attached and follows != "s"
        if (letter and before and not money) or glued or _DOTTED.match(folded, end):
            return NumberMention(Span(start, end), text[start:end], "en", value, value, NumberKind.LABEL)
        unit = attached
    mention = in_context(text, folded, start, end, value, kind, unit)
    if re.search(r"\bno\. ?$", folded[max(0, start - 5) : start]):
        return replace(mention, kind=NumberKind.ORDINAL)
    return mention


def _joins(folded: str, found: re.Match[str]) -> bool:
    return (
        found["sign"].startswith("-")
        and bool(re.search(r"\w%? $", folded[: found.start()]))
        and found["sign"].endswith(" ")
    )


_GENERATION = re.compile(r"[2-6]G")  # 5G is a network, 10G is ten thousand million
_DOTTED = re.compile(r"\.\d+\.\d")


def _is_money_scale(text: str, folded: str, found: re.Match[str]) -> bool:
    """Whether m, g, b, t after figures is a scale (10M, $5m, 1.2b, 2.5m people) and not a unit (1m, 5 g)."""
    written = text[found.start("suffix") : found.end("suffix")].strip()
    if written == "m" and _COUNTED.match(folded, found.end("suffix")):
        return True
    return (written.isupper() and written != "MM") or written == "b" or bool(currency_before(folded, found.start()))


# What is counted by the million, never measured in metres.
_COUNTED = re.compile(
    r" (?:people|men|women|children|residents|citizens|users|viewers|readers|visitors|tourists|passengers|workers|"
    r"migrants|refugees|voters|votes|copies|jobs|homes|households|tons|tonnes|barrels|dollars|euros|pounds|yuan|others)\b"
)


def _power(base: float, text: str) -> float:
    """1.1^23, 2.5^-1, 1.3x10^6, 12e-1; -1.1^--23 has the sign of its digits only when the minuses are odd."""
    if text[0] == "e":
        return float(f"{base}e{text[1:]}")
    digits = text.partition("^")[2]
    exponent = int(digits.lstrip("+-")) * (-1 if digits.count("-") % 2 else 1)
    if abs(exponent) > 300 or (base == 0 and exponent < 0):
        return base
    return float(base * 10.0**exponent if text.startswith("x10") else base**exponent)
