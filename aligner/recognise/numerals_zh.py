"""The value of a written Chinese numeral: 一万二千, 3万4000, 五亿零六, 十二三, 数千, 二十多万.

One numeral in, a range out; finding numerals in text is `numbers_zh`. Characters are those of `normal_zh`, so that
financial and traditional forms (壹佰, 萬) are the plain ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from aligner.recognise.mentions import Exactness

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2, "仨": 3}
TENS = {"廿": 20, "卅": 30, "卌": 40}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
SCALES = SMALL | LARGE

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|[零〇○一二三四五六七八九两俩仨廿卅卌十百千万亿兆点几数多余来半]")


@dataclass(frozen=True, slots=True)
class Amount:
    """The range `[low, high]` that a numeral stands for, and how firmly it says so."""

    low: float
    high: float
    exactness: Exactness = Exactness.EXACT


def numeral_value(text: str) -> Amount | None:
    """The amount of a numeral, None where the characters make none (万, 二百一十百).

    Vague parts: 几 is 2 to 9 (1 to 9 after a ten: 十几), 数 is 2 to 9, 多 and 余 add up to one more of the unit before
    them (二十多 is at least 20, under 30), neighbouring digits are a range (五六, 十二三, 二三十).
    """
    tokens = _TOKEN.findall(text)
    if not tokens or (all(t in SCALES or t in ("多", "余", "来", "点") for t in tokens) and tokens[0] not in SMALL):
        return None
    digits = "".join(tokens)
    if len(digits) >= 3 and all(t in DIGITS for t in tokens) and "两" not in digits:
        value = float("".join(str(DIGITS[c]) for c in digits))  # read digit by digit: 一九五〇, 二〇三
        return Amount(value, value)
    if "点" in tokens:
        return _with_decimals(tokens)
    low, high, exactness = _sum(tokens)
    if low is None:
        return None
    return Amount(low, high, exactness)


def _with_decimals(tokens: list[str]) -> Amount | None:
    """三点五 is 3.5, 二点五亿 is 250,000,000: whole part, 点, digits, and large units that multiply all."""
    at = tokens.index("点")
    whole, rest = tokens[:at], tokens[at + 1 :]
    scale = 1.0
    while rest and rest[-1] in SCALES:
        scale *= SCALES[rest.pop()]
    if not whole or not rest or not all(t in DIGITS or t.isdigit() for t in rest):
        return None
    low, _, _ = _sum(whole)
    if low is None:
        return None
    decimals = "".join(str(DIGITS[t]) if t in DIGITS else t for t in rest)
    value = float(f"{int(low)}.{decimals}") * scale
    return Amount(value, value)


def _sum(tokens: list[str]) -> tuple[float | None, float, Exactness]:
    """Left to right: `current` digits, times a small unit into `section`, times a large unit into `total`.

    Runs on lower and upper ends at once. 四百五 is 450: a last digit without unit counts in tenths of the unit before
    it, unless 零 stands between (一千零五 is 1005). A large unit right after another multiplies (四万万, 三万亿).
    """
    total, section, current = [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]
    has_current = False
    spread = 0.0  # what 多, 余 may add at most: a unit of the number before them
    last_unit, before_zero = 1.0, False
    smallest_large = float("inf")
    exactness = Exactness.EXACT
    previous = ""
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        if token[0].isdigit() or token[0] == ".":
            number = float(token.replace(",", ""))
            if has_current and current[0]:
                return None, 0, exactness
            current, has_current = [number, number], True
            before_zero = before_zero or token[0] == "0" or len(token.replace(",", "")) > 1
        elif token in DIGITS:
            digit = float(DIGITS[token])
            if token in "零〇○" and following:
                before_zero = True
                previous = token
                continue
            if has_current:
                if not (current[0] == current[1] and current[0] < digit <= current[0] + 2):
                    if len(tokens) != 2 or token in "两俩仨" or previous in "两俩仨":
                        return None, 0, exactness
                    return current[0] * 10 + digit, current[0] * 10 + digit, exactness
                current[1] = digit
                exactness = Exactness.APPROXIMATE
            else:
                current, has_current = [digit, digit], True
        elif token in TENS:
            section = [section[0] + TENS[token], section[1] + TENS[token]]
            last_unit = 10.0
        elif token in ("几", "数"):
            teen = token == "几" and previous in SMALL
            current, has_current = [1.0 if teen else 2.0, 9.0], True
            exactness = Exactness.VAGUE
        elif token in ("多", "余", "来"):
            unit = last_unit if not has_current else 1.0
            spread = max(spread, unit * (0.9 if unit > 1 else 1.0))
            if exactness is Exactness.EXACT:
                exactness = Exactness.APPROXIMATE if token == "来" else Exactness.AT_LEAST
        elif token in SMALL:
            factor = SMALL[token]
            if not has_current:
                if section[0] and previous in SMALL:
                    return None, 0, exactness
                current = [1.0, 1.0]
            section = [section[0] + current[0] * factor, section[1] + current[1] * factor]
            current, has_current = [0.0, 0.0], False
            last_unit, before_zero = float(factor), False
        else:
            factor = LARGE[token]
            value = [section[0] + current[0], section[1] + current[1] + spread]
            spread = 0.0
            if value[1] == 0:
                if total[1] == 0:
                    return None, 0, exactness
                total = [total[0] * factor, total[1] * factor]
            elif total[0] and smallest_large < factor:
                total = [(total[0] + value[0]) * factor, (total[1] + value[1]) * factor]
            else:
                total = [total[0] + value[0] * factor, total[1] + value[1] * factor]
            smallest_large = factor
            section, current, has_current = [0.0, 0.0], [0.0, 0.0], False
            last_unit, before_zero = float(factor), False
        previous = token
    if has_current and not before_zero and last_unit > 10 and current[1] < 10 and exactness is not Exactness.VAGUE:
        tenth = last_unit / 10
        current = [current[0] * tenth, current[1] * tenth]
    low, high = (total[k] + section[k] + current[k] for k in (0, 1))
    return low, high + spread, exactness
