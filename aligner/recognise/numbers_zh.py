"""Numbers in Chinese running text: where they stand, their range of values, kind and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from aligner.recognise.mentions import Exactness, NumberKind, NumberMention
from aligner.recognise.normal import normal_zh
from aligner.recognise.number_context_zh import exactness_around, in_word
from aligner.recognise.number_units_zh import unit_of
from aligner.recognise.numbers_joined_zh import joined
from aligner.recognise.numbers_unwritten_zh import CLASSIFIER, NUMERALS, SCALES, scale_word, unwritten
from aligner.recognise.numerals_zh import Amount, numeral_value
from aligner.recognise.units import compound, unit, unit_after
from aligner.records import Span

# 兆瓦 is a megawatt, no trillion; 2900千瓦, 5万千瓦 are kilowatts
_MEGA, _KILO = "瓦赫字帕欧比位伏焦", "瓦卡赫帕焦伏米克升"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?(?!\d)|(?<![\d.])\.\d+)"
_BEFORE_NOUN = "少多大小总参系分岁指倍无基函变常整复奇偶位级读计算充负人次件"  # 人数, 系数: 数 is the noun
# One written numeral, spaces inside allowed where both sides are numeral: 7 万5 千, 二十 几万, 三千 八百.
_NUMERAL = (
    rf"(?:{_ARABIC}|[{NUMERALS}廿卅卌十百千]|几(?= ?[十百千万亿]|[{CLASSIFIER}])"
    rf"|(?<![{_BEFORE_NOUN}])数(?=[十百千万亿]|[个名天年月日周次位])(?!位[于置]|日子|年[级]))"
    rf"(?: {{0,2}}(?:(?<!\d)(?<!\d )(?<!\d  )[{NUMERALS}廿卅卌]|(?!兆[{_MEGA}]|(?<=[\d万亿])千[{_KILO}])[{SCALES}]"
    rf"|(?<=[{SCALES}零 ]){_ARABIC}"
    rf"|(?<=[十百千])有(?=[一二三四五六七八九](?:[年岁月日载世人则卷篇章]|[^一-鿿]|$))"
    rf"|(?<=十)几(?![乎何])|(?<=[零百 ])几(?= ?[万亿千]|[{CLASSIFIER}余])|[多余来](?= ?[万亿]))|几(?= ?[{SCALES}]))*"
    rf"(?: ?点 ?[{NUMERALS.replace('两俩仨', '')}]+(?! ?十|[刻分])(?: ?[{SCALES}])*)?"
    rf"(?:[多余](?!数|元化|次元|心|情|样|边|党|种多|久|音)|来(?=[{CLASSIFIER}]))?"
)
_SIGN = r"(?:负 ?|零下 ?|(?<![\w\d.,)）%-])-)?"
_PATTERN = re.compile(
    rf"(?P<ordinal>第 ?(?=[\d{NUMERALS}十百千几]))?"
    rf"(?P<scale>[百千万亿]+ *分 *之 *)?"
    rf"(?P<sign>{_SIGN})(?P<first>{_NUMERAL})"
    rf"(?: ?(?P<slash>/) ?(?P<under>\d+)(?!\d|/))?"
    rf"(?:(?P<power>\^[+-]*\d+|[eE][+-]?\d+)(?![\w]))?"
    rf"(?: ?(?P<of>分 *之) ?(?P<second>负?{_NUMERAL}))?"
    rf"(?P<thousands> ?[kKMB](?![A-Za-z0-9]))?"
    rf"(?P<suffix> *个 *百 *分 *点| *[%‰]"
    rf"| ?成(?![为功立员本果就长品熟效人交绩败婚型形语分])(?:半| ?[{NUMERALS}\d](?![{NUMERALS}{SCALES}\d]))?"
    rf"| ?折(?![磨断合叠腾算返射扣旧回])| ?打(?=[苹蘋鸡雞啤]|\W|$))?"
)
# The long pattern is tried only where one of these stands.
_START = re.compile(rf"[-.第负\d{NUMERALS}廿卅卌十百千万亿几数]")
_HAS = re.compile(rf"[\d{NUMERALS}十百千万亿半几数廿卅卌对]")
_AFTER_HALF = re.compile(
    r"(?:个|年|天|岁|倍|小时|公里|公斤|里|斤|米|吨|分钟|点)半(?!数|导|岛|径|球|途|夜|路|个|年|天|月)"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s一-鿿]+")
_IP = re.compile(r"\d+(?:\.\d+){2,}")


def numbers_zh(text: str) -> tuple[NumberMention, ...]:
    """Numbers of a Chinese text in order of place, those inside dates too: callers that know dates drop them."""
    folded = normal_zh(text)
    if not _HAS.search(folded):
        return ()
    taken = [found.span() for found in _URL.finditer(folded)] if "://" in folded or "www." in folded else []
    found = [m for m in _mentions(text, folded) if not any(s <= m.span.start < e for s, e in taken)]
    return tuple(joined(text, folded, sorted(found, key=lambda m: m.span)))


def _mentions(text: str, folded: str) -> Iterator[NumberMention]:
    at, taken = 0, list[Span]()
    while start := _START.search(folded, at):
        found = _PATTERN.match(folded, start.start())
        if found is None:
            at = start.end()
            continue
        mention = None if found.end() == found.start() else _read(text, folded, found)
        if mention is None:
            at = max(found.start() + 1, found.start("first") + 1)
            continue
        at = max(mention.span.end, at + 1) + (mention.unit == "tael")  # the 两 of 三百两 is no two
        counts = mention.kind in (NumberKind.CARDINAL, NumberKind.ORDINAL, NumberKind.LABEL)
        if not counts or _is_measured(folded, mention) or not in_word(folded, mention.span.start, mention.span.end):
            taken.append(mention.span)
            yield mention
    for mention in unwritten(text, folded):
        if not any(mention.span.overlaps(s) for s in taken):
            taken.append(mention.span)
            yield mention


def _is_measured(folded: str, m: NumberMention) -> bool:
    """Whether two units follow each other: 高一尺四寸 is no first form (高一)."""
    measure, end = unit_after(folded, m.span.end, "zh")
    following = _NUMERAL_ALONE.match(folded, end) if measure else None
    return following is not None and compound(measure, unit_after(folded, following.end(), "zh")[0]) > 0


_NUMERAL_ALONE = re.compile(rf"(?:\d+|[{NUMERALS}十]{{1,3}})")


@dataclass(frozen=True, slots=True)
class _Value:
    """What is read of a match so far: from `low` to `high`, up to the character before `end`."""

    low: float
    high: float
    end: int
    kind: NumberKind
    exactness: Exactness

    def times(self, factor: float, kind: NumberKind | None = None) -> _Value:
        return replace(self, low=self.low * factor, high=self.high * factor, kind=kind or self.kind)

    def over(self, divisor: float, kind: NumberKind) -> _Value:
        return replace(self, low=self.low / divisor, high=self.high / divisor, kind=kind)


def _read(text: str, folded: str, found: re.Match[str]) -> NumberMention | None:
    """The mention of one match; None where the characters make no number."""
    start, first_at = found.start(), found.start("first")
    if folded.startswith("一半", first_at) or folded.startswith("半百", first_at - 1):
        return None
    amount, length = _amount(folded, found)
    if amount is None:
        return None
    whole = length == len(found["first"])
    end = found.end() if whole else first_at + length
    kind = NumberKind.ORDINAL if found["ordinal"] else NumberKind.CARDINAL
    value, suffix = _parted(_Value(amount.low, amount.high, end, kind, amount.exactness), found, whole)
    if whole and found["power"]:
        power = _power(value.low, found["power"])
        value = replace(value, low=power, high=power)
    if whole and found["thousands"]:
        value = value.times({"k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9}[found["thousands"].strip()])
    if suffix:
        value = _suffixed(value, suffix, found["first"])
    if found["sign"]:
        value = replace(value, low=-value.high, high=-value.low)
    unit = "percentage-point" if suffix == "个百分点" else ""
    if value.kind in (NumberKind.CARDINAL, NumberKind.FRACTION):
        unit = unit_of(folded, start, value.end)
    if value.kind is NumberKind.CARDINAL and (half := _AFTER_HALF.match(folded, value.end)):
        value = replace(value, low=value.low + 0.5, high=value.high + 0.5, end=half.end())
    value = _with_change(folded, value, unit)
    kind = NumberKind.LABEL if _is_label(folded, start, value, unit) else value.kind
    exactness = exactness_around(folded, start, value.end, value.exactness)
    low, high = sorted((value.low, value.high))
    return NumberMention(Span(start, value.end), text[start : value.end], "zh", low, high, kind, exactness, unit)


_ROUND = re.compile(r"[百千][万亿]$")


def _amount(folded: str, found: re.Match[str]) -> tuple[Amount | None, int]:
    """The numeral that the match begins with, as far as its characters make one, and its length."""
    written = found["first"]
    amount, length = _longest(written)
    bare = written in ("百", "千")
    if amount is None or (bare and not (found["scale"] or found["of"]) and not _stands_alone(folded, found)):
        return None, 0
    if _ROUND.match(written) or (bare and folded[: found.start()].endswith("上")):
        # 百万册: a million or some millions; 上百人: a hundred or some hundreds
        amount = Amount(amount.low, amount.low * 9, Exactness.VAGUE)
    return amount, length


def _parted(value: _Value, found: re.Match[str], whole: bool) -> tuple[_Value, str]:
    """百分之五, 三分之二, 4/3: the value as a part of something; and what follows it as its suffix.

    `whole`: whether the match is read up to what follows its first numeral.
    """
    suffix = (found["suffix"] or "").replace(" ", "") if whole else ""
    if found["scale"] and not found["ordinal"]:
        parts = numeral_value(found["scale"].replace("分", "").replace("之", "").replace(" ", ""))
        scale = 100.0 / (scale_word(found["scale"]) if parts is None else parts.low)
        end = found.end("thousands" if found["thousands"] else "first") if whole else value.end
        return replace(value.times(scale, NumberKind.PERCENT), end=end), ""
    if whole and found["of"]:
        second, length = _longest(found["second"].removeprefix("负"))
        if second is None or not value.low:
            return replace(value, end=found.end("first")), suffix
        low, high = second.low / value.low, second.high / value.low
        exactness = Exactness.EXACT if second.exactness is Exactness.EXACT else second.exactness
        end = found.start("second") + length
        if found["second"].startswith("负"):
            low, high, end = -high, -low, end + 1
        return _Value(low, high, end, NumberKind.FRACTION, exactness), ""
    if whole and found["under"] and float(found["under"]):
        value = value.over(float(found["under"]), NumberKind.FRACTION)
    return value, suffix


def _suffixed(value: _Value, suffix: str, written: str) -> _Value:
    """The value with what follows it: 三打, 五%, 六成五, 八折. `written`: its numeral."""
    if suffix == "打":
        return value.times(12)
    if suffix in ("%", "个百分点"):
        return replace(value, kind=NumberKind.PERCENT)
    if suffix == "‰":
        return value.over(10, NumberKind.PERCENT)
    if suffix[0] == "成":
        tenths = numeral_value(suffix[1:])
        tail = 5.0 if suffix == "成半" else tenths.low if tenths else 0.0
        return replace(value, low=value.low * 10 + tail, high=value.high * 10 + tail, kind=NumberKind.PERCENT)
    digits = written.replace(" ", "")
    if len(digits) == 2 and digits[0] in NUMERALS and digits[1] in NUMERALS:  # 九五折 is 95 per cent, 三八折 is 38
        pair = [numeral_value(c) for c in digits]
        low = float(sum(a.low * w for a, w in zip(pair, (10, 1), strict=True) if a))
        return replace(value, low=low, high=low, kind=NumberKind.PERCENT, exactness=Exactness.EXACT)
    two_digits = len(digits) == 2 and "." not in digits and "十" not in digits
    return value.times(1.0 if two_digits else 10.0, NumberKind.PERCENT)


# What may follow a number whose last unit is left unsaid: 三块五, 一米七五的个子, 三块八一斤; not what is counted or
# named itself (三块五花肉).
_UNSAID = r"(?=以[上下内外]|左右|上下|[的钱高宽长深厚]|[一每](?:公斤|[斤个只本张盒包瓶条碗份])|[^一-鿿\d]|$)"
# 四元二角, 五块八毛六, 四欧元二十分, 三块五
_DIGIT = r"[一二两三四五六七八九\d]"
_CHANGE = re.compile(
    rf"(?P<tenths>{_DIGIT})[角毛](?:(?P<cents>{_DIGIT})(?:分|(?![一-鿿\d])))?"
    rf"|零?(?P<hundredths>[一二两三四五六七八九十\d]{{1,3}})分(?![之钟秒])"
    rf"|(?<=块)(?P<odd>[一二三四五六七八九\d]){_UNSAID}"
)
_CENTIMETRES = re.compile(
    rf"(?<=米)(?P<tenths>[零一二三四五六七八九\d])(?P<hundredths>[零一二三四五六七八九\d])?{_UNSAID}"
)


def _with_change(folded: str, value: _Value, unit_key: str) -> _Value:
    """A price or a height with the tenths and hundredths that follow its unit."""
    measure = unit(unit_key)
    if measure is None or measure.factor != 1.0 or value.low != value.high:
        return value
    pattern = _CHANGE if measure.dimension == "currency" else _CENTIMETRES if unit_key == "metre" else None
    change = pattern and pattern.match(folded, unit_after(folded, value.end, "zh")[1])
    if not change:
        return value
    said = change.groupdict()
    parts = ((said["tenths"] or said.get("odd"), 0.1), (said.get("cents") or said["hundredths"], 0.01))
    more = sum(a.low * size for written, size in parts if written and (a := numeral_value(written)) is not None)
    return replace(value, low=value.low + more, high=value.high + more, end=change.end())


# 三八, 九九, 三四五六 years of school: read digit by digit, no amounts
_DIGIT_STRING = re.compile(rf"[{NUMERALS}]{{2,}}")


def _is_label(folded: str, start: int, value: _Value, unit: str) -> bool:
    """Whether it is no amount: 三八, 424.10.37, F-16, A380, 747B."""
    end = value.end
    if value.exactness is Exactness.EXACT and _DIGIT_STRING.fullmatch(folded, start, end):
        return True
    if _dotted(folded, start, end) or re.search(r"[A-Za-z]-$|[A-Za-z_#]$", folded[max(0, start - 2) : start]):
        return True
    after = folded[end : end + 1]
    return value.kind is NumberKind.CARDINAL and after.isascii() and after.isalpha() and not unit


def _stands_alone(folded: str, found: re.Match[str]) -> bool:
    """百 and 千 without a digit count only in 百年, 千余, 上百, 近千: not in 秋千, 百货."""
    before, after = folded[: found.start("first")][-1:], folded[found.end("first") :][:1]
    return bool(after and after in CLASSIFIER + "余多") or bool(before and before in "上近每约逾过第超")


def _dotted(folded: str, start: int, end: int) -> bool:
    """424.10.37: neither part is an amount."""
    return bool(re.match(r"\.\d", folded[end:]) or re.search(r"\d\.$", folded[:start]) or _IP.match(folded, start))


def _longest(text: str) -> tuple[Amount | None, int]:
    """The longest beginning of `text` that is a numeral (五十千: 五十), with its length."""
    for end in range(len(text), 0, -1):
        if text[end - 1] != " " and (amount := numeral_value(text[:end])) is not None:
            return amount, end
    return None, 0


def _power(base: float, text: str) -> float:
    if text[0] in "eE":
        return float(f"{base}e{text[1:]}")
    digits = text[1:].lstrip("+-")
    negative = text[1 : -len(digits)].count("-") % 2 == 1
    return float(base ** (-int(digits) if negative else int(digits))) if base and abs(int(digits)) < 300 else base
