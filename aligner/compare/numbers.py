"""Numbers that differ between the two sides, compared by value.

Numbers of both sides are matched one to one: the same value, whatever the notation (3.5万, 35,000), the kind (60 %,
六成, three-fifths) or the unit (里, kilometre). What is left over on both sides is another value; what is left over on
one side is said by a word there (both, 双方, a century), inside a date, or missing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources
from math import isclose

from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.flags import flag
from aligner.recognise.dates import dates
from aligner.recognise.mentions import Exactness, NumberKind, NumberMention
from aligner.recognise.moments import DateKind, DateMention
from aligner.recognise.numbers import numbers
from aligner.recognise.units import comparable, unit
from aligner.records import Evidence, Flag, FlagKind, Severity

CONVERTED = 0.06  # relative room between two units: "about 30 miles" for 50 公里 is rounded by 4 %
ROUNDED = 0.11  # relative room where the rounder number is hedged: "more than 1,000" for 1,090


class Match(IntEnum):
    """How two numbers agree, best last."""

    NONE = 0
    NUANCE = 1  # a vague against an exact number: several, 五个
    ROUGH = 2  # rounded, converted, or under another kind of number
    SAME = 3


class Said(IntEnum):
    """Whether the other side says a number that was matched with none there."""

    NO = 0
    PERHAPS = 1  # a word may say it: both, 双方, 三 inside a name
    YES = 2  # the value stands there, in a date, in a code, or in another number


@dataclass(frozen=True)
class Side:
    """The numbers of one excerpt that are compared, and what may stand for a number there."""

    excerpt: Excerpt
    mentions: tuple[NumberMention, ...]
    values: frozenset[float]  # of all its numbers, those inside dates and codes too
    words: frozenset[float]  # values that a word says: both, 双方, century


def check_numbers(pair: Pair, context: Context) -> Iterator[Flag]:
    """Flags for numbers of another value (major), vague against exact (minor), and salient ones missing (minor)."""
    zh, en = _side(pair.zh, context), _side(pair.en, context)
    if not zh.mentions and not en.mentions:
        return
    matched, left_zh, left_en = match(zh.mentions, en.mentions)
    for a, b, how in matched:
        if how is Match.NUANCE:
            yield _flag(pair, Severity.MINOR, 0.3, a, b, "compare.number.vague")
    said_zh = {z: _said(z, en) for z in left_zh}
    said_en = {e: _said(e, zh) for e in left_en}
    for a, b in _couples(left_zh, left_en, said_zh, said_en):
        del said_zh[a], said_en[b]
        yield _flag(pair, Severity.MAJOR, _confidence(a, b), a, b, "compare.number.different")
    for a, said in said_zh.items():
        if said is Said.NO and _salient(a):
            yield _flag(pair, Severity.MINOR, 0.35, a, None, "compare.number.missing")
    for b, said in said_en.items():
        if said is Said.NO and _salient(b):
            yield _flag(pair, Severity.MINOR, 0.35, None, b, "compare.number.added")


def _flag(
    pair: Pair, severity: Severity, confidence: float, zh: NumberMention | None, en: NumberMention | None, key: str
) -> Flag:
    evidence = Evidence(zh.describe() if zh else "", en.describe() if en else "")
    return flag(pair, FlagKind.NUMBER, severity, confidence, zh and zh.span, en and en.span, evidence, key)


def _side(excerpt: Excerpt, context: Context) -> Side:
    found = context.read(numbers, excerpt)
    dated = [m.span for m in context.read(dates, excerpt) if _is_calendar(m)] if found else []
    compared = tuple(
        m
        for m in found
        if m.kind is not NumberKind.LABEL
        and not any(m.span.overlaps(span) for span in dated)
        and not _is_furniture(m, excerpt.text)
    )
    return Side(excerpt, compared, frozenset(v for m in found for v in (m.low, m.high)), _word_values(excerpt))


def _is_calendar(m: DateMention) -> bool:
    """Dates whose numbers are no amounts: not "three years", not "three years ago"."""
    return m.kind is not DateKind.DURATION and not m.duration


_LIST_LABEL = re.compile(r"\s*[(（\[]?$")
_LABEL_END = re.compile(r"[)）、.．\]](?!\d)")


def _is_furniture(m: NumberMention, text: str) -> bool:
    """List labels (1. ..., 一、..., (3)) and note marks ([12]) at the head of a text or in brackets."""
    before, after = text[: m.span.start], text[m.span.end :]
    if _LIST_LABEL.fullmatch(before) and _LABEL_END.match(after) and m.high < 100:
        return True
    return before.endswith(("[", "［")) and after.startswith(("]", "］"))


@cache
def _number_words() -> tuple[tuple[float, re.Pattern[str], re.Pattern[str]], ...]:
    """(value, Chinese pattern, English pattern) of words that say a number (data/number_words.toml)."""
    text = resources.files("aligner.compare").joinpath("number_words.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["words"]
    return tuple(
        (
            float(r["value"]),
            re.compile("|".join(r["zh"]) or "(?!)"),
            re.compile(rf"\b(?:{'|'.join(r['en']) or '(?!)'})\b", re.IGNORECASE),
        )
        for r in rows
    )


def _word_values(excerpt: Excerpt) -> frozenset[float]:
    at = 1 if excerpt.lang == "zh" else 2
    return frozenset(row[0] for row in _number_words() if row[at].search(excerpt.text))  # type: ignore[union-attr]


def match(
    zh: Sequence[NumberMention], en: Sequence[NumberMention]
) -> tuple[list[tuple[NumberMention, NumberMention, Match]], list[NumberMention], list[NumberMention]]:
    """Pairs one to one, best agreement first (then same unit, then order); what is left over on both sides.

    A leftover that repeats a matched value (二十 twice, "20" once) counts as matched.
    """
    graded = sorted(
        (
            (agreement(z, e), z.unit == e.unit, -abs(i / len(zh) - j / len(en)), i, j)
            for i, z in enumerate(zh)
            for j, e in enumerate(en)
        ),
        reverse=True,
    )
    used_zh: dict[int, int] = {}
    used_en: dict[int, int] = {}
    pairs = []
    for how, _, _, i, j in graded:
        if how is Match.NONE:
            break
        if i not in used_zh and j not in used_en:
            used_zh[i], used_en[j] = j, i
            pairs.append((zh[i], en[j], how))
    left_zh = [z for i, z in enumerate(zh) if i not in used_zh]
    left_en = [e for j, e in enumerate(en) if j not in used_en]
    return pairs, left_zh, left_en


def agreement(a: NumberMention, b: NumberMention) -> Match:
    """How two numbers agree in value, whichever notation, kind and unit they come in."""
    if a.unit != b.unit and comparable(a.unit, b.unit):
        first, second = unit(a.unit), unit(b.unit)
        assert first is not None and second is not None
        if not isclose(first.factor, second.factor, rel_tol=CONVERTED):
            return Match.ROUGH if _within(a, b, first.factor, second.factor, CONVERTED) else Match.NONE
    if isclose(a.low, b.low, rel_tol=1e-9) and isclose(a.high, b.high, rel_tol=1e-9):
        return Match.SAME
    if _percent_like(a, b):
        return Match.SAME
    if a.low <= b.high and b.low <= a.high and (a.unit == b.unit or not (a.unit and b.unit)):  # 五六个 and five
        return Match.NUANCE if Exactness.VAGUE in (a.exactness, b.exactness) and not _both_vague(a, b) else Match.ROUGH
    return Match.ROUGH if _rounded(a, b) else Match.NONE


def _both_vague(a: NumberMention, b: NumberMention) -> bool:
    return a.exactness is not Exactness.EXACT and b.exactness is not Exactness.EXACT


def _within(a: NumberMention, b: NumberMention, factor_a: float, factor_b: float, room: float) -> bool:
    low_a, high_a, low_b, high_b = a.low * factor_a, a.high * factor_a, b.low * factor_b, b.high * factor_b
    slack = room * max(abs(high_a), abs(high_b))
    return low_a <= high_b + slack and low_b <= high_a + slack


_RATES = (NumberKind.PERCENT, NumberKind.FRACTION)


def _percent_like(a: NumberMention, b: NumberMention) -> bool:
    """60 %, 0.6, three-fifths, 六成 - and 八折 against "20 % off"."""
    if NumberKind.PERCENT not in (a.kind, b.kind):
        return False
    x, y = (m.low if m.kind is NumberKind.PERCENT else m.low * 100 for m in (a, b))
    if abs(x - y) <= 0.005 * max(abs(x), abs(y)) or (a.kind is b.kind is NumberKind.PERCENT and abs(x - y) < 1e-9):
        return True
    discount = any("折" in m.text for m in (a, b))
    return discount and abs(x + y - 100) < 1e-6


def _rounded(a: NumberMention, b: NumberMention) -> bool:
    """1.05 million for 1,049,000, "more than 1,000" for 1,049: one has fewer digits that matter and is the other rounded.

    To one digit only where it is hedged; to two and more also where it is not.
    """
    if a.low != a.high or b.low != b.high or not a.low or not b.low:
        return False
    few, many = sorted((a, b), key=lambda m: _significant(m.low))
    digits = _significant(few.low)
    if digits >= _significant(many.low):
        return False
    if few.exactness is not Exactness.EXACT:
        return (
            many.exactness is Exactness.EXACT
            and abs(few.low - many.low) <= ROUNDED * abs(many.low)
            and min(few.low, many.low) >= 10
        )
    return digits >= 2 and float(f"{many.low:.{digits - 1}e}") == few.low


def _significant(value: float) -> int:
    """Digits that matter: 35000 has two, 1049 four."""
    return len(f"{abs(value):.12e}".partition("e")[0].replace(".", "").rstrip("0"))


def _said(m: NumberMention, other: Side) -> Said:
    """Whether the other side may say this number after all. Zero, one and vague numbers say too little to be missed."""
    if _says_little(m):
        return Said.YES
    if any((m.low <= v <= m.high) for v in other.values) and not _in_another_unit(m, other):
        return Said.YES
    if m.low in other.words:
        return Said.PERHAPS
    small = m.low == m.high and m.low == int(m.low) and 2 <= m.low <= 12
    return Said.PERHAPS if small and _spelled_somewhere(int(m.low), other.excerpt) else Said.NO


def _in_another_unit(m: NumberMention, other: Side) -> bool:
    """Whether every number of this value there has a unit that contradicts its own: 100 里 against 100 km."""
    equal = [o for o in other.mentions if m.low <= o.low <= m.high]
    return bool(equal) and all(
        o.unit != m.unit and comparable(o.unit, m.unit) and agreement(m, o) is Match.NONE for o in equal
    )


def _says_little(m: NumberMention) -> bool:
    """Zero and one in words (一, "a", "no"), and vague numbers."""
    return m.exactness is Exactness.VAGUE or (
        m.low == m.high and abs(m.low) <= 1 and m.low == int(m.low) and not m.text.isdigit()
    )


_ZH_SMALL = "零一二三四五六七八九十"


def _spelled_somewhere(value: int, excerpt: Excerpt) -> bool:
    """A small number inside a word of the other side: 三峡 for the Three Gorges, 周五 for five, quarter-final for 四."""
    if excerpt.lang == "zh":
        return value <= 10 and (
            _ZH_SMALL[value] in excerpt.text or (value == 2 and bool(re.search("[两兩双雙俩]", excerpt.text)))
        )
    return bool(re.search(rf"\b(?:{_EN_SMALL[value]})", excerpt.text, re.IGNORECASE))


_EN_SMALL = {
    2: "two|second|twi|both|double|dual|pair|couple|II\\b|bi|half|halv", 3: "three|third|tri|thrice|III\\b", 4: "four|quart|quad|IV\\b", 5: "five|fifth|penta|quint|V\\b",
    6: "six|hexa", 7: "seven|hepta", 8: "eight|octo", 9: "nin", 10: "ten|decade|deci", 11: "eleven", 12: "twel|dozen",
}  # fmt: skip


def _couples(
    left_zh: Sequence[NumberMention],
    left_en: Sequence[NumberMention],
    said_zh: dict[NumberMention, Said],
    said_en: dict[NumberMention, Said],
) -> list[tuple[NumberMention, NumberMention]]:
    """Leftovers of both sides that speak of the same thing: the least explained and the nearest of kin first.

    The better explained they are, the closer kin they must be: 三 and "five" that nothing explains need no unit to tell;
    两 beside "both" and a leftover "four" do only in the same unit; what stands elsewhere in figures is never coupled
    with what does too.
    """
    candidates = []
    for i, z in enumerate(left_zh):
        for j, e in enumerate(left_en):
            kin, said = _kinship(z, e), said_zh[z] + said_en[e]
            if (
                not _says_little(z)
                and not _says_little(e)
                and kin > 0
                and (kin >= said or Said.NO in (said_zh[z], said_en[e]))
            ):
                candidates.append((said - kin, abs(i / len(left_zh) - j / len(left_en)), i, j))
    used_zh: set[int] = set()
    used_en: set[int] = set()
    found = []
    for _, _, i, j in sorted(candidates):
        if i not in used_zh and j not in used_en:
            used_zh.add(i)
            used_en.add(j)
            found.append((left_zh[i], left_en[j]))
    return found


def _kinship(z: NumberMention, e: NumberMention) -> int:
    """How much two numbers of different value are of one sort: 0 not (a per cent and a price), 3 the same unit."""
    rate_z, rate_e = z.kind in _RATES, e.kind in _RATES
    ordinal = (z.kind is NumberKind.ORDINAL, e.kind is NumberKind.ORDINAL)
    if rate_z != rate_e or (ordinal[0] != ordinal[1] and (z.unit or e.unit)):
        return 0
    if z.unit and e.unit:
        first, second = unit(z.unit), unit(e.unit)
        if z.unit == e.unit:
            return 3
        return 2 if first and second and first.dimension == second.dimension else 0
    return 2 if rate_z or all(ordinal) else 1


def _confidence(a: NumberMention, b: NumberMention) -> float:
    """Surer where both are exact and of one sort."""
    sure = 0.6 + 0.1 * min(_kinship(a, b), 3)
    return sure if a.exactness is b.exactness is Exactness.EXACT else sure - 0.15


def _salient(m: NumberMention) -> bool:
    """A number that a reader misses: exact, of several digits or with a unit, not an ordinal."""
    if m.kind is NumberKind.ORDINAL or m.exactness is Exactness.VAGUE:
        return False
    return abs(m.low) >= 13 and m.text[-1:].isdigit() and (_significant(m.low) >= 2)
