"""Numbers that differ between the two sides, compared by value.

Numbers of both sides are matched one to one: the same value, whatever the notation (3.5万, 35,000), the kind (60 %,
六成, three-fifths) or the unit (里, kilometre). What is left over on both sides is another value; what is left over on
one side is said by a word there (both, 双方, a century), inside a date, or missing.

Independent accounts gainsay each other only where both count the same thing in the same unit: 26万人 and 155,000 men,
not twelve divisions and six days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import isclose

from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.flags import flag
from aligner.compare.multiples import FOLD, as_multiples, growth_words
from aligner.compare.number_match import RATES, Match, agreement, match
from aligner.compare.number_said import Said, Side, counts_its_words, said_by, says_little
from aligner.compare.one_to_one import one_to_one
from aligner.recognise.date_mentions import DateKind, DateMention
from aligner.recognise.dates import dates
from aligner.recognise.mentions import Exactness, NumberKind, NumberMention
from aligner.recognise.names import names
from aligner.recognise.numbers import numbers
from aligner.recognise.units import comparable, same_money, unit
from aligner.records import Evidence, Flag, FlagKind, Severity, Span


def check_numbers(pair: Pair, context: Context) -> Iterator[Flag]:
    """Flags for numbers of another value (major), vague against exact (minor), and salient ones missing (minor)."""
    zh, en = _side(pair.zh, context), _side(pair.en, context)
    zh, en = _alike_read(zh, en)
    if _TIMES.search(pair.zh.text):
        zh, en = _multiplied(zh, en), _multiplied(en, zh)
    if not zh.mentions and not en.mentions:
        return
    matched, left_zh, left_en = match(zh.mentions, en.mentions)
    left_zh, left_en = _to_explain(left_zh, zh, en), _to_explain(left_en, en, zh)
    accounts = context.mode == "comparable"
    agreed = {m.unit for a, b, _ in matched for m in (a, b)}
    for a, b, how in matched:
        if _opposite_bounds(a, b):
            yield _flag(pair, Severity.MAJOR, 0.6, a, b, "compare.number.different")
        elif _other_currency(a, b):
            major = _names_its_currency(a, pair.zh.text)
            severity, sure = (Severity.MAJOR, 0.8) if major else (Severity.MINOR, 0.35)
            if major or not accounts:  # 二十万元 of 1931 are dollars to an American
                yield _flag(pair, severity, sure, a, b, "compare.number.different")
        elif how is Match.NUANCE and not accounts:
            yield _flag(pair, Severity.MINOR, 0.3, a, b, "compare.number.vague")
    said_zh = {z: said_by(z, en) for z in left_zh}
    said_en = {e: said_by(e, zh) for e in left_en}
    for a, b in _couples(left_zh, left_en, said_zh, said_en):
        del said_zh[a], said_en[b]
        if accounts and (a.unit != b.unit or not a.unit or a.unit in agreed):
            continue
        if accounts and _goes_back(a, pair.zh, context) != _goes_back(b, pair.en, context):
            continue  # 会议开了两天, three days before
        yield _flag(pair, Severity.MAJOR, _confidence(a, b), a, b, "compare.number.different")
    if accounts:
        return
    for a, said in said_zh.items():
        if said is Said.NO and _salient(a):
            yield _flag(pair, Severity.MINOR, 0.35, a, None, "compare.number.missing")
    for b, said in said_en.items():
        if said is Said.NO and _salient(b):
            yield _flag(pair, Severity.MINOR, 0.35, None, b, "compare.number.added")


def _to_explain(left: Sequence[NumberMention], side: Side, other: Side) -> list[NumberMention]:
    """Of what was matched with nothing, all but the lengths of quotations and what stands converted beside a number
    that was matched, where the other side has nothing in that unit: 21 stone (133 kg) is 133公斤.
    """
    twice, units = dict(_converted(side)), {m.unit for m in other.mentions}
    return [m for m in left if not counts_its_words(m, side.excerpt) and (m.unit in units or twice.get(m, m) in left)]


_IN_BRACKETS = re.compile(r"[^()（）.,;，。；]{0,12}[(（](?:about|approx\.|约|合)? ?")


def _converted(side: Side) -> Iterator[tuple[NumberMention, NumberMention]]:
    """Two numbers of one value in two units, the second in brackets; either with the other."""
    for one, two in pairwise(side.mentions):
        if one.unit == two.unit or not comparable(one.unit, two.unit) or agreement(one, two) is Match.NONE:
            continue
        if _IN_BRACKETS.fullmatch(side.excerpt.text, one.span.end, two.span.start):
            yield one, two
            yield two, one


def told_numbers(pair: Pair, context: Context) -> Iterator[tuple[Span, Span]]:
    """Where both sides give the same number, and where one gives it in another unit besides."""
    zh, en = _alike_read(_side(pair.zh, context), _side(pair.en, context))
    twice_zh, twice_en = list(_converted(zh)), list(_converted(en))
    for a, b in matched_numbers(pair, context):
        yield a.span, b.span
        yield from ((a.span, other.span) for one, other in twice_en if one == b)
        yield from ((other.span, b.span) for one, other in twice_zh if one == a)


def matched_numbers(pair: Pair, context: Context) -> list[tuple[NumberMention, NumberMention]]:
    """The numbers that both sides give."""
    zh, en = _alike_read(_side(pair.zh, context), _side(pair.en, context))
    matched, _, _ = match(zh.mentions, en.mentions)
    return [(a, b) for a, b, how in matched if how >= Match.ROUGH]


def _opposite_bounds(a: NumberMention, b: NumberMention) -> bool:
    """超过三千, fewer than 3,000; 不得少于三人, no more than three engineers."""
    if {a.exactness, b.exactness} != {Exactness.AT_LEAST, Exactness.AT_MOST}:
        return False
    return a.unit == b.unit or not (a.unit and b.unit)


def _other_currency(a: NumberMention, b: NumberMention) -> bool:
    """3亿日元, 300 million won: the figure agrees, the money does not. 元 are dollars too, of Taiwan and Hong Kong."""
    first, second = unit(a.unit), unit(b.unit)
    if first is None or second is None or not first.dimension == second.dimension == "currency":
        return False
    return not same_money(first, second) and not (first.money == "CNY" and second.money in ("TWD", "HKD"))


def _names_its_currency(zh: NumberMention, text: str) -> bool:
    """Not a bare 元, which may be a yuan, a dollar of Taiwan or Hong Kong, and in old texts a yen."""
    return zh.unit != "CNY" or "人民币" in text[max(0, zh.span.start - 4) : zh.span.end + 6]


def _alike_read(zh: Side, en: Side) -> tuple[Side, Side]:
    """With what may be read in two ways read as the other side has it."""
    zh, en = _in_old_millions(zh, en), _in_millions(en, zh)
    return _in_yen(zh, en), _in_yen(en, zh)


def _in_old_millions(zh: Side, en: Side) -> Side:
    """With 兆 as a million, which it was until the Republic: 四百五十兆两 is 450,000,000 taels."""
    if "兆" not in zh.excerpt.text:
        return zh
    counted = {m.low for m in en.mentions}

    def read(m: NumberMention) -> NumberMention:
        old = "兆" in m.text and any(isclose(m.low / 1e6, value) for value in counted)
        return replace(m, low=m.low / 1e6, high=m.high / 1e6) if old else m

    return replace(zh, mentions=tuple(map(read, zh.mentions)))


def _in_yen(side: Side, other: Side) -> Side:
    """With ¥ as the sign of the yen, where the other side counts in yen and not in yuan."""
    units = {m.unit for m in other.mentions}
    if "JPY" not in units or "CNY" in units:
        return side

    def read(m: NumberMention) -> NumberMention:
        signed = m.unit == "CNY" and side.excerpt.text[max(0, m.span.start - 2) : m.span.start].strip() in ("¥", "￥")
        return replace(m, unit="JPY") if signed else m

    return replace(side, mentions=tuple(map(read, side.mentions)))


def _in_millions(en: Side, zh: Side) -> Side:
    """With millions where the English writes 1.82m and the Chinese counts 182万: alone, an m is a metre."""
    counted = {m.low for m in zh.mentions if m.low >= 1e5 and m.unit not in _LENGTHS}
    if not counted:
        return en

    def read(m: NumberMention) -> NumberMention:
        millions = any(isclose(m.low * 1e6, value) for value in counted)
        written = m.unit == "metre" and en.excerpt.text[m.span.end : m.span.end + 1] == "m"
        return replace(m, low=m.low * 1e6, high=m.high * 1e6, unit="") if millions and written else m

    return replace(en, mentions=tuple(map(read, en.mentions)))


_LENGTHS = ("metre", "kilometre")
_TIMES = re.compile("[倍番]")


def _multiplied(side: Side, other: Side) -> Side:
    """With how many times as much where that is counted on both sides; an increase in per cent says what is added."""
    grown, others = (growth_words(s.excerpt.text, s.excerpt.lang) for s in (side, other))
    folds = any(m.unit == FOLD for m in side.mentions) or bool(grown)
    if not folds or not (others or any(m.unit == FOLD for m in other.mentions)):
        return side
    kept = [m for m in side.mentions if not any(m.span.overlaps(word.span) for word in grown)]
    counted = (*as_multiples(kept, side.excerpt.text, side.excerpt.lang), *grown)
    return replace(side, mentions=tuple(sorted(counted, key=lambda m: m.span)))


def _flag(
    pair: Pair, severity: Severity, confidence: float, zh: NumberMention | None, en: NumberMention | None, key: str
) -> Flag:
    evidence = Evidence(zh.describe() if zh else "", en.describe() if en else "")
    return flag(
        pair, FlagKind.NUMBER, severity, confidence, zh.span if zh else None, en.span if en else None, evidence, key
    )


def _side(excerpt: Excerpt, context: Context) -> Side:
    found = context.read(numbers, excerpt)
    dated = [m.span for m in context.read(dates, excerpt) if _is_calendar(m)] if found else []
    called = [m.span for m in context.read(names, excerpt)] if found and excerpt.lang == "zh" else []
    compared = tuple(
        m
        for m in found
        if m.kind is not NumberKind.LABEL
        and not any(span.start < m.span.start and m.span.end <= span.end for span in called)  # 茅十八
        and not any(m.span.overlaps(span) for span in dated)
        and not _is_furniture(m, excerpt.text)
    )
    return Side(excerpt, compared, frozenset(v for m in found for v in (m.low, m.high)))


def _is_calendar(m: DateMention) -> bool:
    """Dates whose numbers are no amounts: not "three years", not "three years ago"."""
    return m.kind is not DateKind.DURATION and not m.duration


def _goes_back(m: NumberMention, excerpt: Excerpt, context: Context) -> bool:
    """Whether a number says how far a date lies back: three years ago.

    How far ahead tells a length as well: 关了十二年, "thirteen years later".
    """
    shifts = (d.start.shift for d in context.read(dates, excerpt) if d.span.overlaps(m.span))
    return any(shift is not None and shift.amount is not None and shift.amount < 0 for shift in shifts)


_LIST_LABEL = re.compile(r"\s*[(（\[]?$")
_LABEL_END = re.compile(r"[)）、.．\]](?!\d)")


def _is_furniture(m: NumberMention, text: str) -> bool:
    """List labels (1. ..., 一、..., (3)) and note marks ([12]) at the head of a text or in brackets."""
    before, after = text[: m.span.start], text[m.span.end :]
    if _LIST_LABEL.fullmatch(before) and _LABEL_END.match(after) and m.high < 100:
        return True
    return before.endswith(("[", "［")) and after.startswith(("]", "］"))


def _couples(
    left_zh: Sequence[NumberMention],
    left_en: Sequence[NumberMention],
    said_zh: dict[NumberMention, Said],
    said_en: dict[NumberMention, Said],
) -> list[tuple[NumberMention, NumberMention]]:
    """Leftovers of both sides that speak of the same thing: the least explained and the nearest of kin first.

    The better explained they are, the closer kin they must be: 三 and "five" that nothing explains need no unit;
    两 beside "both" and a leftover "four" do only in the same unit; what stands elsewhere in figures is never coupled
    with what does too.
    """
    candidates = []
    for i, z in enumerate(left_zh):
        for j, e in enumerate(left_en):
            kin, said = _kinship(z, e), said_zh[z] + said_en[e]
            if said and (z.kind is NumberKind.ORDINAL) != (e.kind is NumberKind.ORDINAL):
                continue  # 两国 and the 38th parallel
            if (
                not says_little(z)
                and not says_little(e)
                and kin > 0
                and (kin >= said or Said.NO in (said_zh[z], said_en[e]))
            ):
                candidates.append((said - kin, abs(i / len(left_zh) - j / len(left_en)), i, j))
            elif says_little(z) and says_little(e) and _is_measured_otherwise(z, e):
                candidates.append((0, abs(i / len(left_zh) - j / len(left_en)), i, j))
    return one_to_one(candidates, left_zh, left_en)


_MEASURES = frozenset(("length", "mass", "area", "volume"))


def _is_measured_otherwise(z: NumberMention, e: NumberMention) -> bool:
    """一米 and one centimetre: even one says something of what is measured. Not 一斤 and one pound, which are near."""
    first, second = unit(z.unit), unit(e.unit)
    if first is None or second is None or not z.low == z.high == e.low == e.high == 1:
        return False
    apart = max(first.factor, second.factor) >= 2 * min(first.factor, second.factor)
    return apart and first.dimension == second.dimension in _MEASURES


def _kinship(z: NumberMention, e: NumberMention) -> int:
    """How much two numbers of different value are of one sort: 0 not (a per cent and a price), 3 the same unit."""
    rate_z, rate_e = z.kind in RATES, e.kind in RATES
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
    """A number that a reader misses: a percentage, or more than a dozen of something; not an ordinal."""
    if m.kind is NumberKind.ORDINAL or m.exactness is Exactness.VAGUE:
        return False
    return m.kind is NumberKind.PERCENT or abs(m.low) > 12
