"""Numbers in English running text: where they stand, their range of values, kind and unit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

from aligner.recognise.mentions import Exactness, NumberKind, NumberMention
from aligner.recognise.normal import normal_en
from aligner.recognise.numerals_en import DOZENS, ORDINALS, PARTS, SCALES, TENS, UNITS, Reading, is_arabic, read_numeral
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
_RUN = re.compile(
    rf"(?<![a-z\d.,/])(?:an? +)?(?:{_WORD}|{_ARABIC}(?={_LINK}(?:{_WORD}|(?:bln|tln|bn|mil|dzs)\b|and an? |over |out of )))"
    rf"(?:{_LINK}(?:(?:and +an? +|and +|an? +|point +|over +(?!\S+ (?:year|day|month|week|hour|minute|decade))|out of +|of an? +)?(?:{_WORD}|(?<=[a-z] ){_ARABIC}(?![\d.,:/]*[\d:/%])|(?:bln|tln|bn|mil|dzs|dozs)(?![a-z]))))*"
)
_TOKEN = re.compile(rf"{_ARABIC}|[a-z]+")
_DIGITS = re.compile(
    rf"(?P<sign>(?<![\w\d.,)%/-])- ?|\b(?:minus|negative) )?(?P<number>(?<![\d.])\.\d+|(?<!\d\.)(?<!\d){_ARABIC})"
    rf"(?:(?P<power>(?:x10)?\^[+-]*\d+|[e][+-]?\d+(?![\w])))?"
    rf"(?:(?P<mixed> {{1,2}}(?P<above>\d+) ?/ ?(?P<below>\d+)(?![\d/]))|(?P<slash>/(?P<under>\d+)(?![\d/]))|(?P<glyph>[½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]))?"
    rf"(?:(?P<ordinal>(?:st|nd|rd|th)\b)|(?P<suffix> {{0,2}}(?:k|mm|m|b|bn|g|t|mil|million|billion|trillion|thousand|hundred|lakh|crore|bln|tln)(?![a-z\d])))?"
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
_PERCENT = re.compile(r" ?%| ?-?per ?cent(?:age(?! points?)|s)?\b| percentage points?\b")
_PERCENT_OF = re.compile(r"per ?cents? of $")
_CURRENCY = re.compile(r"(us\$|u\.s\.\$|hk\$|nt\$|a\$|c\$|s\$|\$|£|€|¥|￥|rmb|usd|cny|rs\.?|₹|eur|gbp) ?$")
_CURRENCIES = {
    "us$": "USD",
    "u.s.$": "USD",
    "$": "USD",
    "usd": "USD",
    "hk$": "HKD",
    "nt$": "TWD",
    "£": "GBP",
    "gbp": "GBP",
    "€": "EUR",
    "eur": "EUR",
    "¥": "CNY",
    "￥": "CNY",
    "rmb": "CNY",
    "cny": "CNY",
    "rs": "INR",
    "rs.": "INR",
    "₹": "INR",
}
_VAGUE = re.compile(
    r"\b(?:(?P<tens>(?:tens|dozens|hundreds|thousands|millions|billions|scores)(?: (?:and|upon) (?:dozens|hundreds|thousands|millions))?"
    r"(?: of (?:hundreds|thousands|millions|billions))*)|(?P<several>several(?: (?:dozen|hundred|thousand|million|billion)(?: (?:thousand|million|billion))?)?)"
    r"|(?P<few>(?:a|the (?:last|past|next|first)) few(?: (?:dozen|hundred|thousand|million))?)|(?P<couple>a couple(?: of)?(?: (?:dozen|hundred|thousand|million))?(?! in\b)))\b"
)
_VAGUE_WORDS = ("several", "few", "couple", "tens", "dozens", "hundreds", "thousands", "millions", "billions", "scores")
_ROMAN = re.compile(r"(?<![\w.&'-])(?=[IVXLC]{1,6}(?![\w&'’-]))(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w&-])")
_NAMED = re.compile(
    r"(?:war|wars|chapter|part|volume|vol\.|article|section|act|book|phase|type|class|title|appendix|annex|table|figure|stage|level)s? $"
)
_ABOUT = re.compile(
    r"(?:\babout|\baround|\bapproximately|\bapprox\.?|\broughly|\bnearly|\balmost|\bsome|\bcirca|\bca\.|\bc\.|\bclose to|\bestimated|\bnear)(?: an?| the| us| £)? ?[$£€¥]?$"
)
_LEAST = re.compile(
    r"(?:\bmore than|\bover|\bat least|\bin excess of|\bupwards? of|\bno fewer than|\bno less than|\bexceed(?:s|ed|ing)?|\babove|\bsurpass(?:ed|ing)?|\bgreater than|\bas (?:many|much) as)(?: an?| the)? ?[$£€¥]?$"
)
_MOST = re.compile(
    r"(?:\bless than|\bfewer than|\bunder|\bbelow|\bat most|\bup to|\bno more than|\bnot more than|\bwithin|\bjust under)(?: an?| the)? ?[$£€¥]?$"
)
_MORE_AFTER = re.compile(r"\+|-plus\b| or more\b| plus\b| and (?:above|over|up)\b|(?:-| )odd\b| or above\b")
_ABOUT_AFTER = re.compile(r" or so\b|-ish\b")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_HAS_FIGURE = re.compile(r"[\d½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]")
_LETTERS = re.compile(r"[a-z]+")
_TELLING = frozenset((*_WORDS, *_VAGUE_WORDS))
_HAS_ROMAN = re.compile(r"\b[IVX]{1,6}\b")


@cache
def _idioms() -> re.Pattern[str]:
    text = resources.files("aligner.recognise").joinpath("data/not_numbers_en.toml").read_text(encoding="utf-8")
    phrases = tomllib.loads(text)["phrases"]
    return re.compile(r"\b(?:" + "|".join(sorted(phrases, key=len, reverse=True)) + r")\b")


def numbers_en(text: str) -> tuple[NumberMention, ...]:
    """Numbers of an English text in order of place. Those inside dates are included; callers that know dates drop them."""
    found: list[NumberMention] = []
    folded = normal_en(text)
    if _HAS_FIGURE.search(folded) or not _TELLING.isdisjoint(_LETTERS.findall(folded)):
        taken = [m.span() for m in _URL.finditer(folded)] if "://" in folded or "www." in folded else []
        for mention in (*_one_in(text, folded), *_vague(text, folded), *_spelled(text, folded), *_digits(text, folded)):
            start, end = mention.span.start, mention.span.end
            if not any(s < end and start < e for s, e in taken):
                taken.append((start, end))
                found.append(mention)
    if _HAS_ROMAN.search(text):
        found += _roman(text)
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
        if any(s <= start and end <= e for s, e in skipped) or _bare(
            folded, tokens[lead : lead + reading.used], start, end
        ):
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


def _bare(folded: str, tokens: list[str], start: int, end: int) -> bool:
    """Words that only look like numbers here: the unit of time, a lone "hundred", a third party, "point"."""
    if tokens == ["second"] or tokens == ["a", "second"]:
        return bool(re.match(r"s? (?:later|ago|of|time|per|or|,|and)", folded[end:])) and tokens[0] == "a"
    return tokens[0] in ("thousand", "million") and len(tokens) == 1


def _finish(text: str, folded: str, start: int, end: int, reading: Reading) -> NumberMention:
    kind = NumberKind.ORDINAL if reading.ordinal else NumberKind.FRACTION if reading.fraction else NumberKind.CARDINAL
    value = reading.value
    first = folded[start:end].split(maxsplit=1)[0]
    if (
        first in ("a", "an")
        and kind is NumberKind.FRACTION
        and not re.match(
            r"\W*(?:of\b|off\b|more\b|less\b|the\b|and\b|in\b|to\b|$|[.,;:?!)])| +(?:kilo|mile|metre|meter|million|hour|century|year|dozen)",
            folded[end:],
        )
    ):
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
    return _with_context(text, folded, start, end, value, kind)


def _with_context(
    text: str, folded: str, start: int, end: int, value: float, kind: NumberKind, unit: str = ""
) -> NumberMention:
    """Per cent, currency, unit and exactness from what stands around."""
    if kind in (NumberKind.CARDINAL, NumberKind.FRACTION):
        if percent := _PERCENT.match(folded, end):
            kind, end = NumberKind.PERCENT, percent.end()
            unit = "percentage-point" if "point" in percent[0] else ""
        elif percent_of := _PERCENT_OF.search(folded[max(0, start - 13) : start]):
            kind, start = NumberKind.PERCENT, start - len(percent_of[0])
        elif currency := _CURRENCY.search(folded[max(0, start - 5) : start]):
            unit = _CURRENCIES.get(currency[1], "currency")
        elif not unit:
            unit, _ = unit_after(folded, end, "en")
    before, exactness = folded[max(0, start - 24) : start], Exactness.EXACT
    if (_LEAST.search(before) and not re.search(r"\b(?:no|not) more than\W*$", before)) or _MORE_AFTER.match(
        folded, end
    ):
        exactness = Exactness.AT_LEAST
    elif _MOST.search(before):
        exactness = Exactness.AT_MOST
    elif _ABOUT.search(before) or _ABOUT_AFTER.match(folded, end):
        exactness = Exactness.APPROXIMATE
    if exactness is Exactness.AT_LEAST and _ABOUT_AFTER.match(folded, end):
        exactness = Exactness.APPROXIMATE
    return NumberMention(Span(start, end), text[start:end], "en", value, value, kind, exactness, unit)


_ONE_IN = re.compile(
    rf"\bone (?:in|out of)(?: every)? (?P<n>(?:{'|'.join([*UNITS, *TENS])})(?:[ -](?:{'|'.join(UNITS)}))?|\d{{1,3}}(?:,\d{{3}})*)(?![\w.,-]*\d)\b(?! (?:years?|days?|weeks?|months?|hours?|minutes?|of))"
)


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
        yield _with_context(text, folded, found.start(), found.end(), value, NumberKind.FRACTION)
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
        money = _CURRENCY.search(folded[max(0, start - 5) : start])
        glued = follows.isalpha() and not attached and follows != "s"
        if (letter and before and not money) or glued or _DOTTED.match(folded, end):
            return NumberMention(Span(start, end), text[start:end], "en", value, value, NumberKind.LABEL)
        unit = attached
    mention = _with_context(text, folded, start, end, value, kind, unit)
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
    return (
        (written.isupper() and written != "MM")
        or written == "b"
        or bool(_CURRENCY.search(folded[max(0, found.start() - 5) : found.start()]))
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


def _roman(text: str) -> Iterator[NumberMention]:
    """Roman numerals that number something: World War II, Chapter IV, Napoleon III. A lone I is the pronoun."""
    for found in _ROMAN.finditer(text):
        if not found[0]:
            continue
        before = text[max(0, found.start() - 14) : found.start()]
        named = bool(_NAMED.search(before.lower()))
        capital = bool(re.search(r"[A-Z][a-z]+ $", before))
        if named or (capital and len(found[0]) > 1):
            value = float(_roman_value(found[0]))
            yield NumberMention(Span(*found.span()), found[0], "en", value, value, NumberKind.ORDINAL)


def _roman_value(numeral: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for c, after in zip(numeral, [*numeral[1:], "I"], strict=True):
        total += -values[c] if values[c] < values[after] else values[c]
    return total
