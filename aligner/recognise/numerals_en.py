"""The value of a spelled English numeral: twelve thousand, two and a half million, three lakh crore, fifty-two.

One run of tokens in, the amount of its longest sensible beginning out; finding runs in text is `numbers_en`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


def read_numeral(tokens: Sequence[str]) -> Reading | None:
    """The longest beginning of lower-case `tokens` (words, Arabic numbers, "and", "a", "point", "of") that is a number."""
    whole = _cardinal(tokens, 0)
    start = _fraction_only(tokens)
    if start is not None and (whole is None or start.used > whole.used):
        return start
    if whole is None:
        return None
    best = whole
    if fraction := _as_fraction(tokens, whole):
        return fraction
    if mixed := _mixed(tokens, whole):
        best = mixed
    elif ordinal := _as_ordinal(tokens, whole):
        best = ordinal
    return best


def _word(tokens: Sequence[str], i: int) -> str:
    return tokens[i] if i < len(tokens) else ""


def _cardinal(tokens: Sequence[str], at: int) -> Reading | None:
    """Cardinals: ones under tens under hundreds, times scales. `used` counts from `at`."""
    total, section, group = 0.0, 0.0, -1.0  # group: the part under 100 being read, -1 when none
    i, end, scale_floor = at, at, float("inf")
    arabic_group = False
    before_and: tuple[float, float, float, int] | None = None  # total, section, group, end
    if _word(tokens, i) in ("a", "an") and (
        _word(tokens, i + 1) in SCALES or _word(tokens, i + 1) in DOZENS | {"hundred"}
    ):
        group, i = 1.0, i + 1
    elif _word(tokens, i) == "hundred" or (
        _word(tokens, i) in SCALES and at == 0 and _word(tokens, i) in ("thousand", "million")
    ):
        group = 1.0
    while i < len(tokens):
        token = tokens[i]
        if token == "and":
            following = _word(tokens, i + 1)
            if (
                end != i
                or following == "a"
                or not (following in UNITS or following in TENS or is_arabic(following or "x"))
            ):
                break
            if section == 0 and total == 0 and not (group in TENS.values() and following in UNITS):
                break
            if is_arabic(following) and (
                not following.isdigit() or int(following) == 0 or (float(following) >= 100 and not total)
            ):
                break
            after_hundred = _word(tokens, i + 2) == "hundred" and section
            if after_hundred:
                break
            before_and = total, section, group, end
            i += 1
            continue
        if token in UNITS:
            value = UNITS[token]
            if group < 0:
                group = float(value)
            elif group >= 20 and group % 10 == 0 and 0 < value < 10 and not arabic_group:
                group += value
            else:
                break
        elif token in TENS:
            if group >= 0:
                break
            group = float(TENS[token])
        elif is_arabic(token):
            if group >= 0:
                break
            group = float(token.replace(",", ""))
            arabic_group = True
        elif token == "hundred":
            if group < 0 or (section >= 100 and end == i and tokens[i - 1] == "hundred"):
                break
            section, group = section + group * 100, -1.0
        elif token in DOZENS:
            if group < 0:
                break
            group = group * 12
        elif token in SCALES:
            scale = SCALES[token]
            value_here = section + max(group, 0.0)
            if value_here == 0 and total == 0:
                break
            if value_here == 0:
                total *= scale
            elif total and scale >= scale_floor:  # three million | five million, joined by "and" or not
                if before_and is not None:
                    total, section, group, end = before_and
                break
            else:
                total += value_here * scale
            scale_floor = scale
            section, group = 0.0, -1.0
            arabic_group = False
        else:
            break
        i += 1
        end = i
    if end == at or (group < 0 and section == 0 and total == 0 and _word(tokens, at) not in UNITS):
        return None
    value = total + section + max(group, 0.0)
    if _word(tokens, end) == "point":
        digits, j = "", end + 1
        while j < len(tokens) and (tokens[j] in UNITS or tokens[j] in TENS):
            if tokens[j] in TENS and _word(tokens, j + 1) in UNITS and 0 < UNITS[tokens[j + 1]] < 10:
                digits += str(TENS[tokens[j]] + UNITS[tokens[j + 1]])
                j += 1
            else:
                digits += str(UNITS[tokens[j]] if tokens[j] in UNITS else TENS[tokens[j]])
            j += 1
        if digits:
            value = float(f"{int(value)}.{digits}")
            end = j
            while _word(tokens, end) in SCALES or _word(tokens, end) == "hundred":
                value *= 100 if tokens[end] == "hundred" else SCALES[tokens[end]]
                end += 1
    return Reading(value, end - at)


def _fraction_only(tokens: Sequence[str]) -> Reading | None:
    """half, half a million, a quarter, a third, a hundred trillionths: fractions that begin without a cardinal."""
    i = 1 if _word(tokens, 0) in ("a", "an") else 0
    part = _word(tokens, i)
    value = 0.0
    if part in ("half", "quarter"):
        value = 1 / PARTS[part]
        i += 1
    elif i == 1 and (part in ORDINALS and ORDINALS[part] > 2):
        return Reading(1 / ORDINALS[part], 2, fraction=True)
    elif i == 1 and part in TENS and _word(tokens, 2) in ORDINALS and ORDINALS[_word(tokens, 2)] < 10:
        return Reading(1 / (TENS[part] + ORDINALS[tokens[2]]), 3, fraction=True)
    else:
        return None
    return _scaled(tokens, Reading(value, i, fraction=True))


def _scaled(tokens: Sequence[str], reading: Reading) -> Reading:
    """half a million, two thirds of a million, half a dozen, five and a half million."""
    i = reading.used
    if _word(tokens, i) == "of" and _word(tokens, i + 1) in ("a", "an"):
        i += 2
    elif _word(tokens, i) in ("a", "an"):
        i += 1
    scale = _word(tokens, i)
    if scale in SCALES or scale in DOZENS or scale == "hundred":
        factor = SCALES.get(scale) or (12 if scale in DOZENS else 100)
        return Reading(reading.value * factor, i + 1)
    return reading


def _denominator(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """(value, tokens used) of third, thirds, twenty-fifths, hundred fifths, one thousand fifths... at `at`."""
    token = _word(tokens, at)
    if token in PARTS:
        return PARTS[token], 1
    if token in ORDINALS and ORDINALS[token] > 2:
        return ORDINALS[token], 1
    if token in TENS:
        following = _word(tokens, at + 1)
        value = ORDINALS.get(following) or ORDINALS.get(following.removesuffix("s"), 0)
        if 0 < value < 10:
            return TENS[token] + value, 2
    return None


def _as_fraction(tokens: Sequence[str], whole: Reading) -> Reading | None:
    """two thirds, twenty twenty fifths, one over three, one in ten thousand, two out of five hundred."""
    end = whole.used
    if _word(tokens, end) == "over" or (_word(tokens, end) == "out" and _word(tokens, end + 1) == "of"):
        start = end + (1 if tokens[end] == "over" else 2)
        under = _cardinal(tokens, start)
        if _word(tokens, start) and under and under.value and (whole.value < under.value or tokens[end] == "over"):
            used = start + under.used
            return Reading(whole.value / under.value, used, fraction=True)
        return None
    last = tokens[end - 1]
    # The last ten may belong to the denominator: "three twenty-firsts", "one hundred thirty fifths" (thirty-fifths).
    if last in TENS and end >= 2 and (below := _denominator(tokens, end - 1)) and below[1] == 2:
        above = _cardinal(tokens[: end - 1], 0)
        plural = tokens[end].endswith("s")
        if above and above.used == end - 1 and tokens[end - 2] != "and" and (plural or above.value == 1):
            return Reading(above.value / below[0], end + 1, fraction=True)
    below = _denominator(tokens, end)
    if below is None or (is_arabic(last) and "." in last):
        return None
    plural = _word(tokens, end + below[1] - 1).endswith("s") or _word(tokens, end) in ("half", "quarter")
    if "and" in tokens[:end]:
        # "one hundred and three quarters" is 100.75: the numerator is what follows the last "and" - unless that would
        # leave a numerator of ten and more ("one hundred and thirty fifths" is 26).
        cut = len(tokens[:end]) - 1 - list(tokens[:end])[::-1].index("and")
        left, right = _cardinal(tokens[:cut], 0), _cardinal(tokens[cut + 1 : end], 0)
        if left and right and left.used == cut and right.value < below[0] and plural:
            inner = SCALES.get(_word(tokens, end + below[1]), 0)
            if inner:  # one billion and three quarters million
                return Reading(left.value + right.value / below[0] * inner, end + below[1] + 1)
            scale = _trailing_scale(tokens[:cut])
            return Reading(left.value + right.value / below[0] * scale, end + below[1])
    if plural or whole.value == 1:
        return _scaled(tokens, Reading(whole.value / below[0], end + below[1], fraction=True))
    return None


def _trailing_scale(tokens: Sequence[str]) -> float:
    """six million and two thirds is 6,666,666.67: the fraction is of the scale just read, but not of a hundred."""
    return float(SCALES.get(tokens[-1], 1)) if tokens else 1.0


def _mixed(tokens: Sequence[str], whole: Reading) -> Reading | None:
    """one and a half, five and a quarter, three million and a half, twenty and three fifths, one billion and a half million."""
    if _word(tokens, whole.used) != "and":
        return None
    rest = tokens[whole.used + 1 :]
    part: Reading | None = None
    if _word(rest, 0) in ("a", "an", "one", "half") and (below := _denominator(rest, 0 if rest[0] == "half" else 1)):
        part = Reading(1 / below[0], below[1] + (0 if rest[0] == "half" else 1), fraction=True)
    elif (above := _cardinal(rest, 0)) and (fraction := _as_fraction(rest, above)) and fraction.value < 1:
        part = fraction
    if part is None or _word(rest, part.used) in ("party", "time", "party's"):
        return None
    used = whole.used + 1 + part.used
    scale = _word(rest, part.used)
    outer = _trailing_scale(tokens[: whole.used])
    if scale in SCALES:
        if outer > 1:  # one billion and a half million
            return Reading(whole.value + part.value * SCALES[scale], used + 1)
        return Reading((whole.value + part.value) * SCALES[scale], used + 1)
    return Reading(whole.value + part.value * outer, used)


def _as_ordinal(tokens: Sequence[str], whole: Reading) -> Reading | None:
    """twenty-fifth, one hundred twenty fifth, two hundredth."""
    end = whole.used
    if _word(tokens, end) == "and" and _word(tokens, end + 1) in ORDINALS:
        end += 1
    token = _word(tokens, end)
    if token not in ORDINALS:
        return None
    value = ORDINALS[token]
    last = tokens[end - 1]
    if value >= 100:
        return Reading(whole.value * value, end + 1, ordinal=True)
    if (last in TENS and value < 10) or last == "hundred" or last in SCALES or last == "and":
        return Reading(whole.value + value, end + 1, ordinal=True)
    return None
