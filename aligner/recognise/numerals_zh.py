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

_Ends = tuple[float, float]  # lower and upper end of a range
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|[零〇○一二三四五六七八九两俩仨廿卅卌十百千万亿兆点几数多余来]")


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
    return _sum(tokens)


def _with_decimals(tokens: list[str]) -> Amount | None:
    """三点五 is 3.5, 二点五亿 is 250,000,000: whole part, 点, digits, and large units that multiply all."""
    at = tokens.index("点")
    whole, rest = tokens[:at], tokens[at + 1 :]
    scale = 1.0
    while rest and rest[-1] in SCALES:
        scale *= SCALES[rest.pop()]
    if not whole or not rest or not all(t in DIGITS or t.isdigit() for t in rest):
        return None
    before = _sum(whole)
    if before is None:
        return None
    decimals = "".join(str(DIGITS[t]) if t in DIGITS else t for t in rest)
    value = float(f"{int(before.low)}.{decimals}") * scale
    return Amount(value, value)


def _sum(tokens: list[str]) -> Amount | None:
    """None where a token cannot follow those before it."""
    run = _Sum(alone=len(tokens) == 2)
    for i, token in enumerate(tokens):
        if not run.take(token, last=i + 1 == len(tokens)):
            return None
    return run.amount()


@dataclass(slots=True)
class _Sum:
    """What a numeral has come to, read left to right: `current` digits, times a small unit into `section`, times a
    large unit into `total`; of each the lower and the upper end.

    四百五 is 450: a last digit without unit counts in tenths of the unit before it, unless 零 stands between (一千零五:
    1005). A large unit right after another multiplies (四万万, 三万亿). `alone`: two tokens are all there is.
    """

    alone: bool
    total: _Ends = (0.0, 0.0)
    section: _Ends = (0.0, 0.0)
    current: _Ends | None = None
    exactness: Exactness = Exactness.EXACT
    spread: float = 0.0  # what 多, 余 may add at most: a unit of the number before them
    last_unit: float = 1.0
    smallest_large: float = float("inf")
    after_zero: bool = False
    previous: str = ""

    def take(self, token: str, last: bool) -> bool:
        """Go on with a token; whether it can stand there."""
        taken = True
        if token[0].isdigit() or token[0] == ".":
            taken = self._figures(token.replace(",", ""))
        elif token in "零〇○" and not last:
            self.after_zero = True
        elif token in DIGITS:
            # 三百两: three hundred taels, no 320; 一两 may be one or two
            measure = last and self.previous not in ("", "一") and token in "两俩仨"
            taken = not measure and self._digit(token)
        elif token in TENS:
            self.section = _plus(self.section, (TENS[token], TENS[token]))
            self.last_unit = 10.0
        elif token in ("几", "数"):
            self.current = (1.0 if token == "几" and self.previous in SMALL else 2.0, 9.0)
            self.exactness = Exactness.VAGUE
        elif token in ("多", "余", "来"):
            self._more(token)
        elif token in SMALL:
            taken = self._small(SMALL[token])
        else:
            taken = self._large(LARGE[token])
        self.previous = token
        return taken

    def amount(self) -> Amount:
        low, high = _plus(self.total, self.section)
        if self.current:
            in_tenths = not self.after_zero and self.last_unit > 10 and self.current[1] < 10
            unit = self.last_unit / 10 if in_tenths and self.exactness is not Exactness.VAGUE else 1.0
            low, high = _plus((low, high), _times(self.current, unit))
        return Amount(low, high + self.spread, self.exactness)

    def _figures(self, figures: str) -> bool:
        if self.current and self.current[0]:
            return False
        self.current = (float(figures), float(figures))
        self.after_zero = self.after_zero or figures[0] == "0" or len(figures) > 1
        return True

    def _digit(self, token: str) -> bool:
        """五六 is a range, 三八 alone is read digit by digit."""
        digit = float(DIGITS[token])
        if not self.current:
            self.current = (digit, digit)
            return True
        low, high = self.current
        if low == high and low < digit <= low + 2:
            self.current = (low, digit)
            self.exactness = Exactness.APPROXIMATE
            return True
        self.current = (low * 10 + digit, low * 10 + digit)
        return self.alone and token not in "两俩仨" and self.previous not in "两俩仨"

    def _more(self, token: str) -> None:
        unit = 1.0 if self.current else self.last_unit
        self.spread = max(self.spread, unit * (0.9 if unit > 1 else 1.0))
        if self.exactness is Exactness.EXACT:
            self.exactness = Exactness.APPROXIMATE if token == "来" else Exactness.AT_LEAST

    def _small(self, unit: int) -> bool:
        if not self.current and self.section[0] and self.previous in SMALL:
            return False
        self.section = _plus(self.section, _times(self.current or (1.0, 1.0), unit))
        self.current, self.last_unit, self.after_zero = None, float(unit), False
        return True

    def _large(self, unit: int) -> bool:
        low, high = _plus(self.section, self.current or (0.0, 0.0))
        high += self.spread
        if high == 0:
            if self.total[1] == 0:
                return False
            self.total = _times(self.total, unit)
        elif self.total[0] and self.smallest_large < unit:
            self.total = _times(_plus(self.total, (low, high)), unit)
        else:
            self.total = _plus(self.total, _times((low, high), unit))
        self.section, self.current, self.spread = (0.0, 0.0), None, 0.0
        self.last_unit, self.smallest_large, self.after_zero = float(unit), unit, False
        return True


def _plus(one: _Ends, other: _Ends) -> _Ends:
    return one[0] + other[0], one[1] + other[1]


def _times(ends: _Ends, factor: float) -> _Ends:
    return ends[0] * factor, ends[1] * factor
