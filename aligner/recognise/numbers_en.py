"""Numbers in English running text: where they stand, their range of values, kind and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from aligner.packaged import packaged_toml
from aligner.recognise.cardinals_en import DOZENS, ORDINALS, PARTS, SCALES, TENS, UNITS, Reading, is_arabic
from aligner.recognise.figures_en import FIGURES, HAS_FIGURE, figures
from aligner.recognise.mentions import Exactness, NumberKind, NumberMention
from aligner.recognise.normal import normal_en
from aligner.recognise.number_context_en import in_context
from aligner.recognise.numbers_joined_en import joined
from aligner.recognise.numerals_en import read_numeral
from aligner.recognise.romans import roman_numbers
from aligner.recognise.units import unit_after
from aligner.records import Span

_WORDS = sorted(
    {*UNITS, *TENS, *SCALES, *DOZENS, *ORDINALS, *PARTS, "hundred", "hundreds"}
    - {"mil", "bln", "tln", "bn", "dzs", "dozs"},
    key=len,
    reverse=True,
)
_WORD = rf"(?:{'|'.join(_WORDS)})(?:(?![a-z])|(?=fold\b))"
_LINK = r"(?:[ ]+-?[ ]*|-[ ]*)"
_SHORT = r"(?:bln|tln|bn|mil|dzs|dozs)(?![a-z])"
_TIME_UNIT = r"(?:year|day|month|week|hour|minute|decade)"
_JOINT = rf"(?:and +an? +|and +|an? +|point +|over +(?!\S+ {_TIME_UNIT})|out of +|of an? +)"
_RUN = re.compile(
    rf"(?<![a-z\d.,/])(?:an? +)?(?:{_WORD}|{FIGURES}(?={_LINK}(?:{_WORD}|{_SHORT}|and an? |over |out of )))"
    rf"(?:{_LINK}{_JOINT}?(?:{_WORD}|(?<=[a-z] ){FIGURES}(?![\d.,:/]*[\d:/%])|{_SHORT}))*"
)
_TOKEN = re.compile(rf"{FIGURES}|[a-z]+")
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
_LETTERS = re.compile(r"[a-z]+")
_FOLDS = frozenset(word + "fold" for word in (*UNITS, *TENS, "hundred", "thousand"))
_AGES = {word[:-1] + "ies": float(value) for word, value in TENS.items()}
_AGE = re.compile(rf"\b(?:his|her|their|my|our|your|its) (?:early|mid|middle|late)?[ -]?({'|'.join(_AGES)})\b")
_TELLING = frozenset((*_WORDS, *_VAGUE_WORDS, *_FOLDS, *_AGES))


@cache
def _idioms() -> re.Pattern[str]:
    phrases = packaged_toml("recognise/data/not_numbers_en.toml")["phrases"]
    return re.compile(r"\b(?:" + "|".join(sorted(phrases, key=len, reverse=True)) + r")\b")


def numbers_en(text: str) -> tuple[NumberMention, ...]:
    """Numbers of an English text in order of place, those inside dates too: callers that know dates drop them."""
    found: list[NumberMention] = []
    folded = normal_en(text)
    if HAS_FIGURE.search(folded) or not _TELLING.isdisjoint(_LETTERS.findall(folded)):
        taken = [m.span() for m in _URL.finditer(folded)] if "://" in folded or "www." in folded else []
        for mention in (
            *_ages(text, folded),
            *_one_in(text, folded),
            *_ones_first(text, folded),
            *_vague(text, folded),
            *_spelled(text, folded),
            *figures(text, folded),
        ):
            start, end = mention.span.start, mention.span.end
            if not any(s < end and start < e for s, e in taken):
                taken.append((start, end))
                found.append(mention)
    found += roman_numbers(text)
    return tuple(joined(text, folded, sorted(found, key=lambda m: m.span)))


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


def _ages(text: str, folded: str) -> Iterator[NumberMention]:
    """in his thirties: 三十多岁."""
    for found in _AGE.finditer(folded) if "ties" in folded else ():
        span, low = Span(*found.span(1)), _AGES[found[1]]
        yield NumberMention(
            span, text[span.start : span.end], "en", low, low + 9, exactness=Exactness.AT_LEAST, unit="age"
        )


_ONES_FIRST = re.compile(rf"\b({'|'.join(list(UNITS)[1:10])})-and-({'|'.join(TENS)})\b(?!-)")


def _ones_first(text: str, folded: str) -> Iterator[NumberMention]:
    """four-and-twenty hours, as English was written until the First World War."""
    for found in _ONES_FIRST.finditer(folded) if "-and-" in folded else ():
        span, value = Span(*found.span()), float(UNITS[found[1]] + TENS[found[2]])
        unit, _ = unit_after(folded, found.end(), "en")
        yield NumberMention(span, text[span.start : span.end], "en", value, value, unit=unit)


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
_BEGINS = frozenset(_WORDS) | _FOLDS
_SCALED = frozenset((*_WORDS, *["bln", "tln", "bn", "mil", "dzs", "dozs", "over", "out", "and", "a"]))


def _candidates(folded: str) -> Iterator[int]:
    """Where a spelled number may begin: at a number word, at an article before one, at a figure before one."""
    words = [(m[0], m.start()) for m in _WORD_OR_FIGURE.finditer(folded)]
    for (word, start), (following, _) in pairwise([*words, ("", 0)]):
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
    r"\W*(?:(?:of|off|more|less|the|and|in|to)\b|$|[.,;:?!)])"
    r"| +(?:kilo|mile|metre|meter|million|hour|century|year|dozen)"
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
_ONE_IN = re.compile(rf"\b(?:one|1) (?:in|out of)(?: every)? (?P<n>{_COUNT})\b(?! (?:{_TIME_UNIT}s?|of))")
_LABELLED = re.compile(r"(?:table|figure|fig\.|chapter|section|group|type|phase|stage|level|no\.|[\d.,-]) ?$")


def _one_in(text: str, folded: str) -> Iterator[NumberMention]:
    """one in ten, one in every 35,000, 1 in 10: a share."""
    if not any(start in folded for start in ("one in ", "one out of ", "1 in ", "1 out of ")):
        return
    for found in _ONE_IN.finditer(folded):
        if _LABELLED.search(folded[max(0, found.start() - 10) : found.start()]):  # Table 1 in 20 countries
            continue
        reading = read_numeral([w.replace(",", "") for w in re.findall(r"[a-z]+|[\d,]+", found["n"])])
        if reading is not None and reading.value > 2 and not 1500 <= reading.value <= 2100:
            value = 1 / reading.value
            span = Span(*found.span())
            yield NumberMention(span, text[span.start : span.end], "en", value, value, NumberKind.FRACTION)
