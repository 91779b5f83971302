"""English cardinals from words and figures: twelve thousand, 3 hundred and 21, three lakh crore, two point five."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)


UNITS = {w: i for i, w in enumerate(f"{_ONES} eighteen nineteen".split())} | {"nought": 0, "naught": 0}


TENS = {
    w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
} | {"fourty": 40}


SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "mil": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "tln": 10**12,
}


DOZENS = frozenset({"dozen", "dozens", "dzs", "dozs"})


_ORDINAL_ONES = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"


ORDINALS = (
    {
        w: i
        for i, w in enumerate(
            f"{_ORDINAL_ONES} fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
        )
    }
    | {"nineth": 9}
    | {w[:-1] + "ieth": v for w, v in TENS.items()}
    | {"hundredth": 100}
    | {w + "th": v for w, v in SCALES.items() if len(w) > 3}
)


PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {w + "s": v for w, v in ORDINALS.items() if v > 2}


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` of the first `used` tokens. `ordinal`: they end in an ordinal; `fraction`: the value is under a part."""

    value: float
    used: int
    ordinal: bool = False
    fraction: bool = False


def is_arabic(token: str) -> bool:
    return token[0].isdigit() or (token[0] == "." and len(token) > 1)


def word_at(tokens: Sequence[str], i: int) -> str:
    return tokens[i] if i < len(tokens) else ""


@dataclass(slots=True)
class _Cardinal:
    """What has been read so far: `total` of what has its scale, then `section` of hundreds, then `group` below 100
    (or None). `figures`: the group stands in figures; `scale`: the last one read.
    """

    total: float = 0.0
    section: float = 0.0
    group: float | None = None
    figures: bool = False
    scale: float = float("inf")

    @property
    def open(self) -> float:
        """What waits for a scale."""
        return self.section + (self.group or 0.0)

    def add(self, token: str, *, after_hundred: bool) -> bool:
        """Take the token in, if the number goes on with it. `after_hundred`: the one before was "hundred"."""
        if token in UNITS:
            return self._add_unit(UNITS[token])
        if token in SCALES:
            return self._add_scale(SCALES[token])
        if token in TENS or is_arabic(token):
            if self.group is not None:
                return False
            self.figures = token not in TENS
            self.group = float(token.replace(",", "") if self.figures else TENS[token])
            return True
        if self.group is None:
            return False
        if token in DOZENS:
            self.group *= 12
            return True
        if token == "hundred" and not (after_hundred and self.section >= 100):
            self.section, self.group = self.section + self.group * 100, None
            return True
        return False

    def _add_unit(self, value: int) -> bool:
        if self.group is None:
            self.group = float(value)
        elif self.group >= 20 and self.group % 10 == 0 and 0 < value < 10 and not self.figures:
            self.group += value
        else:
            return False
        return True

    def _add_scale(self, scale: int) -> bool:
        if self.open and self.total and scale >= self.scale:  # three million | five million
            return False
        if not self.open and not self.total:
            return False
        if self.open:
            self.total += self.open * scale
        else:
            self.total *= scale
        self.scale, self.section, self.group, self.figures = scale, 0.0, None, False
        return True

    def goes_on_after_and(self, following: str, then: str) -> bool:
        """Is "and" part of this number, with these two tokens behind it?"""
        if then == "hundred" and self.section:
            return False
        if self.section == 0 and self.total == 0 and not (self.group in TENS.values() and following in UNITS):
            return False
        if following and is_arabic(following):
            return following.isdigit() and int(following) > 0 and (float(following) < 100 or self.total > 0)
        return following in UNITS or following in TENS


def read_cardinal(tokens: Sequence[str], at: int) -> Reading | None:
    """Cardinals: ones under tens under hundreds, times scales. `used` counts from `at`."""
    number = _Cardinal()
    i = end = at
    first, second = word_at(tokens, at), word_at(tokens, at + 1)
    if first in ("a", "an") and (second == "hundred" or second in SCALES or second in DOZENS):
        number.group = 1.0
        i += 1
    elif first == "hundred" or (at == 0 and first in ("thousand", "million")):
        number.group = 1.0
    held: tuple[_Cardinal, int] | None = None  # as it was before the last "and"
    while i < len(tokens):
        token = tokens[i]
        if token == "and":
            if end != i or not number.goes_on_after_and(word_at(tokens, i + 1), word_at(tokens, i + 2)):
                break
            held = replace(number), end
        elif number.add(token, after_hundred=i == end > at and tokens[i - 1] == "hundred"):
            end = i + 1
        else:
            if token in SCALES and held is not None:  # three million and | five million
                number, end = held
            break
        i += 1
    if end == at or (number.group is None and not number.section and not number.total and first not in UNITS):
        return None
    return _with_decimals(tokens, Reading(number.total + number.open, end - at), at)


def _with_decimals(tokens: Sequence[str], whole: Reading, at: int) -> Reading:
    """two hundred point seventy-one, nine point nought four, one point five million."""
    end = at + whole.used
    if word_at(tokens, end) != "point":
        return whole
    digits, j = "", end + 1
    while j < len(tokens) and (tokens[j] in UNITS or tokens[j] in TENS):
        if tokens[j] in TENS and 0 < UNITS.get(word_at(tokens, j + 1), 0) < 10:
            digits += str(TENS[tokens[j]] + UNITS[tokens[j + 1]])
            j += 1
        else:
            digits += str(UNITS[tokens[j]] if tokens[j] in UNITS else TENS[tokens[j]])
        j += 1
    if not digits:
        return whole
    value = float(f"{int(whole.value)}.{digits}")
    while (scale := word_at(tokens, j)) in SCALES or scale == "hundred":
        value *= SCALES.get(scale, 100)
        j += 1
    return Reading(value, j - at)
