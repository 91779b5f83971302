"""Numbers in English running text: where they stand, their range of values, kind and unit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

from aligner.recognise.cardinals_en import DOZENS, ORDINALS, PARTS, SCALES, TENS, UNITS, Reading, is_arabic
from aligner.recognise.mentions import Exactness, NumberKind, NumberMention
from aligner.recognise.normal import normal_en
from aligner.recognise.number_context_en import currency_before, in_context
from aligner.recognise.numerals_en import read_numeral
from aligner.recognise.romans import roman_numbers
from aligner.recognise.units import unit_after
from aligner.records import Span

_ARABIC = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_WORDS = sorted(
    {*UNITS, *TENS, *SCALES, *DOZENS, *ORDINALS, *PARTS, "hundred", "hundreds"}
    - {"mil", "bln", "tln", "bn", "dzs", "dozs"},
    key=len,
    reverse=True,
)
_WORD = rf"(?:{'|'.join(_WORDS)})(?![a-z])"
_LINK = r"(?:[ ]+-?[ ]*|-[ ]*)"
_SHORT = r"(?:bln|tln|bn|mil|dzs|dozs)(?![a-z])"
_TIME_UNIT = r"(?:year|day|month|week|hour|minute|decade)"
_JOINT = rf"(?:and +an? +|and +|an? +|point +|over +(?!\S+ {_TIME_UNIT})|out of +|of an? +)"
_RUN = re.compile(
    rf"(?<![a-z\d.,/])(?:an? +)?(?:{_WORD}|{_ARABIC}(?={_LINK}(?:{_WORD}|{_SHORT}|and an? |over |out of )))"
    rf"(?:{_LINK}{_JOINT}?(?:{_WORD}|(?<=[a-z] ){_ARABIC}(?![\d.,:/]*[\d:/%])|{_SHORT}))*"
)
_TOKEN = re.compile(rf"{_ARABIC}|[a-z]+")
_SCALE_WORD = "million|billion|trillion|thousand|hundred|lakh|crore|bln|tln"
_DIGITS = re.compile(
    rf"(?P<sign>(?<![\w\d.,)%/-])- ?|\b(?:minus|negative) )?(?P<number>(?<![\d.])\.\d+|(?<!\d\.)(?<!\d){_ARABIC})"
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
_SUFFIXES = {"k": 1e3, "m": 1e6, "mm": 1e6, "b": 1e9, "bn": 1e9, "g": 1e9, "t": 1e12, "hundred": 100.0} | {
    w: float(v) for w, v in SCALES.items()
}
_ROUND = "dozen|hundred|thousand|million|billion"
_ROUNDS = "dozens|hundreds|thousands|millions|billions"
_VAGUE = re.compile(
    rf"\b(?:(?P<tens>(?:tens|scores|{_ROUNDS})(?: (?:and|upon) (?:{_ROUNDS}))?(?: of (?:{_ROUNDS}))*)"
    rf"|(?P<several>several(?: (?:{_ROUND}))*)"
    rf"|(?P<few>(?:a|the (?:last|past|next|first)) few(?: (?:{_ROUND}))?)"
    rf"|(?P<couple>a couple(?: of)?(?: (?:{_ROUND}))?(?! in\b)))\b"
)
_VAGUE_WORDS = ("several", "few", "couple", "tens", "dozens", "hundreds", "thousands", "millions", "billions", "scores")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_HAS_FIGURE = re.compile(r"[\d½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]")
_LETTERS = re.compile(r"[a-z]+")
_TELLING = frozenset((*_WORDS, *_VAGUE_WORDS))


@cache
def _idioms() -> re.Pattern[str]:
    text = resources.files("aligner.recognise").joinpath("data/not_numbers_en.toml").read_text(encoding="utf-8")
    phrases = tomllib.loads(text)["phrases"]
    return re.compile(r"\b(?:" + "|".join(sorted(phrases, key=len, reverse=True)) + r")\b")


def numbers_en(text: str) -> tuple[NumberMention, ...]:
    """Numbers of an English text in order of place, those inside dates too: callers that know dates drop them."""
    found: list[NumberMention] = []
    folded = normal_en(text)
    if _HAS_FIGURE.search(folded) or not _TELLING.isdisjoint(_LETTERS.findall(folded)):
        taken = [m.span() for m in _URL.finditer(folded)] if "://" in folded or "www." in folded else []
        for mention in (*_one_in(text, folded), *_vague(text, folded), *_spelled(text, folded), *_digits(text, folded)):
            start, end = mention.span.start, mention.span.end
            if not any(s < end and start < e for s, e in taken):
                taken.append((start, end))
                found.append(mention)
    found += roman_numbers(text)
    return tuple(_ranges(sorted(found, key=lambda m: m.span), text))


def _ranges(found: list[NumberMention], text: str) -> Iterator[NumberMention]:
    """What the first end of a range leaves unsaid: 60 to 70 percent, 3-5 million, ten to fifteen thousand."""
    followers: list[NumberMention | None] = [*found[1:], None]
    for one, two in zip(found, followers, strict=False):
        if two is not None and _TO.fullmatch(text[one.span.end : two.span.start]):
            factor = 1.0
            scale = _SCALE_END.search(two.text.lower())
            if scale and not _SCALE_END.search(one.text.lower()) and one.kind is NumberKind.CARDINAL:
                factor = _SUFFIXES[scale[1]]
                factor = factor if one.high * factor <= two.low else 1.0
            kind = two.kind if two.kind is NumberKind.PERCENT and one.kind is NumberKind.CARDINAL else one.kind
            one = replace(one, low=one.low * factor, high=one.high * factor, kind=kind, unit=one.unit or two.unit)
        yield one


_TO = re.compile(r" ?(?:-|–|—|~| to | or | and |to|or) ?[$£€¥]?", re.IGNORECASE)
_SCALE_END = re.compile(r"(?:^|[\s\d-])(k|m|bn|hundred|thousand|million|billion|trillion)$")


def _vague(text: str, folded: str) -> Iterator[NumberMention]:
    """several, a few, dozens, tens of thousands, a couple of hundred: ranges that nobody means exactly."""
    sizes = {
        "tens": 10,
        "scores": 20,
        "dozens": 12,
        "dozen": 12,
        "hundreds": 100,
        "thousands": 1000,
        "millions": 1e6,
        "billions": 1e9,
        "hundred": 100,
        "thousand": 1000,
        "million": 1e6,
        "billion": 1e9,
    }
    if not any(word in folded for word in _VAGUE_WORDS):
        return
    for found in _VAGUE.finditer(folded):
        factor = 1.0
        if found["tens"] and _COUNT_BEFORE.search(folded[max(0, found.start() - 12) : found.start()]):
            continue  # three dozens, five hundreds: counted, not vague
        for word in re.findall(r"[a-z]+", found[0]):
            factor *= sizes.get(word, 1)
        low, high = (2.0, 2.0) if found["couple"] else (2.0, 9.0)
        unit, _ = unit_after(folded, found.end(), "en")
        exactness = Exactness.APPROXIMATE if found["couple"] else Exactness.VAGUE
        span = Span(*found.span())
        yield NumberMention(
            span, text[span.start : span.end], "en", low * factor, high * factor, exactness=exactness, unit=unit
        )


_COUNT_BEFORE = re.compile(rf"(?:\d|\b(?:{'|'.join([*UNITS, *TENS])}))[ -]+$")


def _spelled(text: str, folded: str) -> Iterator[NumberMention]:
    """Numbers with a word in them: twelve thousand, 3 hundred and 21, two-thirds, twenty-first."""
    skipped: list[tuple[int, int]] | None = None
    at = 0
    for start in _candidates(folded):
        if start < at or (found := _RUN.match(folded, start)) is None:
            continue
        run = found[0]
        pieces = [
            (m[0].replace(" ", "") if is_arabic(m[0]) else m[0], found.start() + m.start(), found.start() + m.end())
            for m in _TOKEN.finditer(run)
        ]
        tokens = [p[0] for p in pieces]
        reading, lead = _reading(tokens)
        if reading is None:
            at = max(pieces[0][2], found.start() + 1)
            continue
        start, end = pieces[lead][1], pieces[lead + reading.used - 1][2]
        at = end
        if skipped is None:
            skipped = [m.span() for m in _idioms().finditer(folded)]
        if any(s <= start and end <= e for s, e in skipped) or _bare(folded, tokens[lead : lead + reading.used], end):
            continue
        yield _finish(text, folded, start, end, reading)


_WORD_OR_FIGURE = re.compile(r"[a-z]+|[\d.][\d,.]*")
_BEGINS = frozenset(_WORDS)
_SCALED = frozenset((*_WORDS, *["bln", "tln", "bn", "mil", "dzs", "dozs", "over", "out", "and", "a"]))


def _candidates(folded: str) -> Iterator[int]:
    """Where a spelled number may begin: at a number word, at an article before one, at a figure before one."""
    words = [(m[0], m.start()) for m in _WORD_OR_FIGURE.finditer(folded)]
    for (word, start), (following, _) in zip(words, [*words[1:], ("", 0)], strict=True):
        if (
            word in _BEGINS
            or (word in ("a", "an") and following in _BEGINS)
            or (not word[0].isalpha() and following in _SCALED)
        ):
            yield start


def _reading(tokens: list[str]) -> tuple[Reading | None, int]:
    """The number that the tokens begin with, and how many tokens (an article) stand before it."""
    lead = 0
    if tokens[0] in ("a", "an"):
        after = tokens[1] if len(tokens) > 1 else ""
        counts = (
            after in SCALES or after in DOZENS or after in ("half", "quarter", "hundred", "hundreds") or after in PARTS
        )
        part = after in ORDINALS or (after in TENS and len(tokens) > 2)
        if not counts and not part:
            lead = 1
    if len(tokens) - lead == 1 and tokens[lead] in ORDINALS:
        return Reading(ORDINALS[tokens[lead]], 1, ordinal=True), lead
    reading = read_numeral(tokens[lead:])
    if reading is None and tokens[lead] in ORDINALS:
        return Reading(ORDINALS[tokens[lead]], 1, ordinal=True), lead
    return reading, lead


def _bare(folded: str, tokens: list[str], end: int) -> bool:
    """Words that only look like numbers here: the unit of time, a lone "hundred", a third party, "point"."""
    if tokens == ["second"] or tokens == ["a", "second"]:
        return bool(re.match(r"s? (?:later|ago|of|time|per|or|,|and)", folded[end:])) and tokens[0] == "a"
    return tokens[0] in ("thousand", "million") and len(tokens) == 1


_PART_OF = re.compile(
    r"\W*(?:(?:of|off|more|less|the|and|in|to)\b|$|[.,;:?!)])| +(?:kilo|mile|metre|meter|million|hour|century|year|dozen)"
)


def _finish(text: str, folded: str, start: int, end: int, reading: Reading) -> NumberMention:
    kind = NumberKind.ORDINAL if reading.ordinal else NumberKind.FRACTION if reading.fraction else NumberKind.CARDINAL
    value = reading.value
    first = folded[start:end].split(maxsplit=1)[0]
    if first in ("a", "an") and kind is NumberKind.FRACTION and not _PART_OF.match(folded, end):
        word = re.split(r"[ -]+", folded[start:end])[-1]
        if word in ORDINALS:  # "a third party", "a twenty-first birthday": an ordinal
            start += len(first) + 1
            return NumberMention(
                Span(start, end), text[start:end], "en", round(1 / value), round(1 / value), NumberKind.ORDINAL
            )
    sign = re.search(r"(?:minus|negative) $", folded[max(0, start - 9) : start])
    if sign and kind is not NumberKind.ORDINAL:
        start -= len(sign[0])
        value = -value
    return in_context(text, folded, start, end, value, kind)


_COUNT = rf"(?:(?:{'|'.join([*UNITS, *TENS])})(?:[ -](?:{'|'.join(UNITS)}))?|\d{{1,3}}(?:,\d{{3}})*)(?![\w.,-]*\d)"
_ONE_IN = re.compile(rf"\bone (?:in|out of)(?: every)? (?P<n>{_COUNT})\b(?! (?:{_TIME_UNIT}s?|of))")


def _one_in(text: str, folded: str) -> Iterator[NumberMention]:
    """one in ten, one in every 35,000: a share."""
    if "one in " not in folded and "one out of " not in folded:
        return
    for found in _ONE_IN.finditer(folded):
        reading = read_numeral([w.replace(",", "") for w in re.findall(r"[a-z]+|[\d,]+", found["n"])])
        if reading is not None and reading.value > 2 and not 1500 <= reading.value <= 2100:
            value = 1 / reading.value
            span = Span(*found.span())
            yield NumberMention(span, text[span.start : span.end], "en", value, value, NumberKind.FRACTION)


def _digits(text: str, folded: str) -> Iterator[NumberMention]:
    """Numbers in figures: 23,000, 3.5 million, 1 4/5, 21st, $5m, and codes (F-16, 192.168.1.2)."""
    if not _HAS_FIGURE.search(folded):
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
            value *= _SUFFIXES[suffix]
    if found["sign"] and _joins(folded, found):  # 55 - 65: a dash, not a minus
        start += len(found["sign"])
    elif found["sign"]:
        value = -value
    follows = folded[end : end + 1]
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


_DOTTED = re.compile(r"\.\d+\.\d")


def _is_money_scale(text: str, folded: str, found: re.Match[str]) -> bool:
    """Whether m, g, b, t after figures is a scale (10M, $5m, 1.2b) and not a unit (1m, 5 g)."""
    written = text[found.start("suffix") : found.end("suffix")].strip()
    return (written.isupper() and written != "MM") or written == "b" or bool(currency_before(folded, found.start()))


def _power(base: float, text: str) -> float:
    """1.1^23, 2.5^-1, 1.3x10^6, 12e-1; -1.1^--23 has the sign of its digits only when the minuses are odd."""
    if text[0] == "e":
        return float(f"{base}e{text[1:]}")
    digits = text.partition("^")[2]
    exponent = int(digits.lstrip("+-")) * (-1 if digits.count("-") % 2 else 1)
    if abs(exponent) > 300 or (base == 0 and exponent < 0):
        return base
    return float(base * 10.0**exponent if text.startswith("x10") else base**exponent)
