"""English cardinals from words and figures: twelve thousand, 3 hundred and 21, three lakh crore, two point five."""

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


def word_at(tokens: Sequence[str], i: int) -> str:
    return tokens[i] if i < len(tokens) else ""


def read_cardinal(tokens: Sequence[str], at: int) -> Reading | None:
    """Cardinals: ones under tens under hundreds, times scales. `used` counts from `at`."""
    total, section, group = 0.0, 0.0, -1.0  # group: the part under 100 being read, -1 when none
    i, end, scale_floor = at, at, float("inf")
    arabic_group = False
    before_and: tuple[float, float, float, int] | None = None  # total, section, group, end
    if word_at(tokens, i) in ("a", "an") and (
        word_at(tokens, i + 1) in SCALES or word_at(tokens, i + 1) in DOZENS | {"hundred"}
    ):
        group, i = 1.0, i + 1
    elif word_at(tokens, i) == "hundred" or (
        word_at(tokens, i) in SCALES and at == 0 and word_at(tokens, i) in ("thousand", "million")
    ):
        group = 1.0
    while i < len(tokens):
        token = tokens[i]
        if token == "and":
            following = word_at(tokens, i + 1)
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
            after_hundred = word_at(tokens, i + 2) == "hundred" and section
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
    if end == at or (group < 0 and section == 0 and total == 0 and word_at(tokens, at) not in UNITS):
        return None
    return _with_decimals(tokens, Reading(total + section + max(group, 0.0), end - at), at)


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
