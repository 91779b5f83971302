"""Fractions and ordinals after an English cardinal: two-thirds, one and a half, twenty-first."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.recognise.cardinals_en import (
    DOZENS,
    ORDINALS,
    PARTS,
    SCALES,
    TENS,
    Reading,
    is_arabic,
    read_cardinal,
    word_at,
)


def fraction_only(tokens: Sequence[str]) -> Reading | None:
    """half, half a million, a quarter, a third, a hundred trillionths: fractions that begin without a cardinal."""
    i = 1 if word_at(tokens, 0) in ("a", "an") else 0
    part = word_at(tokens, i)
    value = 0.0
    if part in ("half", "quarter"):
        value = 1 / PARTS[part]
        i += 1
    elif i == 1 and (part in ORDINALS and ORDINALS[part] > 2):
        return Reading(1 / ORDINALS[part], 2, fraction=True)
    elif i == 1 and part in TENS and word_at(tokens, 2) in ORDINALS and ORDINALS[word_at(tokens, 2)] < 10:
        return Reading(1 / (TENS[part] + ORDINALS[tokens[2]]), 3, fraction=True)
    else:
        return None
    return _scaled(tokens, Reading(value, i, fraction=True))


def _scaled(tokens: Sequence[str], reading: Reading) -> Reading:
    """half a million, two thirds of a million, half a dozen, five and a half million."""
    i = reading.used
    if word_at(tokens, i) == "of" and word_at(tokens, i + 1) in ("a", "an"):
        i += 2
    elif word_at(tokens, i) in ("a", "an"):
        i += 1
    scale = word_at(tokens, i)
    if scale in SCALES or scale in DOZENS or scale == "hundred":
        factor = SCALES.get(scale) or (12 if scale in DOZENS else 100)
        return Reading(reading.value * factor, i + 1)
    return reading


def _denominator(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """(value, tokens used) of third, thirds, twenty-fifths, hundred fifths, one thousand fifths... at `at`."""
    token = word_at(tokens, at)
    if token in PARTS:
        return PARTS[token], 1
    if token in ORDINALS and ORDINALS[token] > 2:
        return ORDINALS[token], 1
    if token in TENS:
        following = word_at(tokens, at + 1)
        value = ORDINALS.get(following) or ORDINALS.get(following.removesuffix("s"), 0)
        if 0 < value < 10:
            return TENS[token] + value, 2
    return None


def as_fraction(tokens: Sequence[str], whole: Reading) -> Reading | None:
    """two thirds, twenty twenty fifths, one over three, one in ten thousand, two out of five hundred."""
    end = whole.used
    if word_at(tokens, end) == "over" or (word_at(tokens, end) == "out" and word_at(tokens, end + 1) == "of"):
        start = end + (1 if tokens[end] == "over" else 2)
        under = read_cardinal(tokens, start)
        if word_at(tokens, start) and under and under.value and (whole.value < under.value or tokens[end] == "over"):
            used = start + under.used
            return Reading(whole.value / under.value, used, fraction=True)
        return None
    last = tokens[end - 1]
    # The last ten may belong to the denominator: "three twenty-firsts", "one hundred thirty fifths" (thirty-fifths).
    if last in TENS and end >= 2 and (below := _denominator(tokens, end - 1)) and below[1] == 2:
        above = read_cardinal(tokens[: end - 1], 0)
        plural = tokens[end].endswith("s")
        if above and above.used == end - 1 and tokens[end - 2] != "and" and (plural or above.value == 1):
            return Reading(above.value / below[0], end + 1, fraction=True)
    below = _denominator(tokens, end)
    if below is None or (is_arabic(last) and "." in last):
        return None
    plural = word_at(tokens, end + below[1] - 1).endswith("s") or word_at(tokens, end) in ("half", "quarter")
    if "and" in tokens[:end]:
        # "one hundred and three quarters" is 100.75: the numerator is what follows the last "and" - unless that would
        # leave a numerator of ten and more ("one hundred and thirty fifths" is 26).
        cut = len(tokens[:end]) - 1 - list(tokens[:end])[::-1].index("and")
        left, right = read_cardinal(tokens[:cut], 0), read_cardinal(tokens[cut + 1 : end], 0)
        if left and right and left.used == cut and right.value < below[0] and plural:
            inner = SCALES.get(word_at(tokens, end + below[1]), 0)
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


def mixed(tokens: Sequence[str], whole: Reading) -> Reading | None:
    """one and a half, three million and a half, twenty and three fifths, one billion and a half million."""
    if word_at(tokens, whole.used) != "and":
        return None
    rest = tokens[whole.used + 1 :]
    part: Reading | None = None
    if word_at(rest, 0) in ("a", "an", "one", "half") and (below := _denominator(rest, 0 if rest[0] == "half" else 1)):
        part = Reading(1 / below[0], below[1] + (0 if rest[0] == "half" else 1), fraction=True)
    elif (above := read_cardinal(rest, 0)) and (fraction := as_fraction(rest, above)) and fraction.value < 1:
        part = fraction
    if part is None or word_at(rest, part.used) in ("party", "time", "party's"):
        return None
    used = whole.used + 1 + part.used
    scale = word_at(rest, part.used)
    outer = _trailing_scale(tokens[: whole.used])
    if scale in SCALES:
        if outer > 1:  # one billion and a half million
            return Reading(whole.value + part.value * SCALES[scale], used + 1)
        return Reading((whole.value + part.value) * SCALES[scale], used + 1)
    return Reading(whole.value + part.value * outer, used)


def as_ordinal(tokens: Sequence[str], whole: Reading) -> Reading | None:
    """twenty-fifth, one hundred twenty fifth, two hundredth."""
    end = whole.used
    if word_at(tokens, end) == "and" and word_at(tokens, end + 1) in ORDINALS:
        end += 1
    token = word_at(tokens, end)
    if token not in ORDINALS:
        return None
    value = ORDINALS[token]
    last = tokens[end - 1]
    if value >= 100:
        return Reading(whole.value * value, end + 1, ordinal=True)
    if (last in TENS and value < 10) or last == "hundred" or last in SCALES or last == "and":
        return Reading(whole.value + value, end + 1, ordinal=True)
    return None
