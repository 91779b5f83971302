"""Which numbers of two sides are the same value, whatever the notation, kind and unit."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from math import isclose

from aligner.recognise.mentions import Exactness, NumberKind, NumberMention
from aligner.recognise.units import Unit, called_alike, comparable, unit

CONVERTED = 0.06  # relative room between two units: "about 30 miles" for 50 公里 is rounded by 4 %
ROUNDED = 0.11  # relative room where the rounder number is hedged: "more than 1,000" for 1,090


class Match(IntEnum):
    """How two numbers agree, best last."""

    NONE = 0
    NUANCE = 1  # a vague against an exact number: several, 五个
    ROUGH = 2  # rounded, converted, or under another kind of number
    SAME = 3


def match(
    zh: Sequence[NumberMention], en: Sequence[NumberMention]
) -> tuple[list[tuple[NumberMention, NumberMention, Match]], list[NumberMention], list[NumberMention]]:
    """Pairs one to one, best agreement first (then same unit, as exact, order); what is left over on both sides."""
    graded = sorted(
        (
            (agreement(z, e), z.unit == e.unit, z.exactness is e.exactness, -abs(i / len(zh) - j / len(en)), i, j)
            for i, z in enumerate(zh)
            for j, e in enumerate(en)
        ),
        reverse=True,
    )
    used_zh: dict[int, int] = {}
    used_en: dict[int, int] = {}
    pairs: list[tuple[NumberMention, NumberMention, Match]] = []
    for how, _, _, _, i, j in graded:
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
        assert first is not None
        assert second is not None
        if called_alike(a.unit, b.unit) and _same_figures(a, b):
            return Match.ROUGH
        if not isclose(first.factor, second.factor, rel_tol=CONVERTED):
            room = ROUNDED if first.dimension == "time" else CONVERTED  # half a month is two weeks
            return Match.ROUGH if _within(a, b, first, second, room) else Match.NONE
    if isclose(a.low, b.low, rel_tol=1e-9) and isclose(a.high, b.high, rel_tol=1e-9):
        return Match.SAME
    if _percent_like(a, b):
        return Match.SAME
    if a.low <= b.high and b.low <= a.high and (a.unit == b.unit or not (a.unit and b.unit)):  # 五六个 and five
        if isclose(a.low, b.low, rel_tol=1e-9):  # 百万 and a million
            return Match.ROUGH
        return Match.NUANCE if Exactness.VAGUE in (a.exactness, b.exactness) and not _both_vague(a, b) else Match.ROUGH
    return Match.ROUGH if _rounded(a, b) or _beyond(a, b) or _beyond(b, a) else Match.NONE


def _same_figures(a: NumberMention, b: NumberMention) -> bool:
    """六尺 and six feet; 七尺三寸 and seven feet three inches, ten 寸 and twelve inches being one of each."""
    if isclose(a.low, b.low) and isclose(a.high, b.high):
        return True
    tenths, twelfths = (m.low % 1 * parts for m, parts in ((a, 10), (b, 12)))
    return a.low == a.high and b.low == b.high and a.low // 1 == b.low // 1 and isclose(tenths, twelfths, abs_tol=1e-6)


def _beyond(a: NumberMention, b: NumberMention) -> bool:
    """Over twenty for 二十几, over two years for 两年零三个月: beyond a round number by less than one of its units."""
    if a.exactness is not Exactness.AT_LEAST or not a.low < b.low or (a.unit and b.unit and a.unit != b.unit):
        return False
    if a.low < 10:
        return a.low == int(a.low) and a.low < b.low <= b.high < a.low + 1
    figures = f"{a.low:.0f}"
    return b.high < a.low + 10.0 ** (len(figures) - len(figures.rstrip("0")))


def _both_vague(a: NumberMention, b: NumberMention) -> bool:
    return a.exactness is not Exactness.EXACT and b.exactness is not Exactness.EXACT


def _within(a: NumberMention, b: NumberMention, first: Unit, second: Unit, room: float) -> bool:
    low_a, high_a, low_b, high_b = first.base(a.low), first.base(a.high), second.base(b.low), second.base(b.high)
    slack = room * max(abs(high_a), abs(high_b))
    return low_a <= high_b + slack and low_b <= high_a + slack


RATES = (NumberKind.PERCENT, NumberKind.FRACTION)


def _percent_like(a: NumberMention, b: NumberMention) -> bool:
    """60 %, 0.6, three-fifths, 六成 - and 八折 against "20 % off"."""
    if NumberKind.PERCENT not in (a.kind, b.kind):
        return False
    x, y = (m.low if m.kind is NumberKind.PERCENT else m.low * 100 for m in (a, b))
    if abs(x - y) <= 0.005 * max(abs(x), abs(y)):
        return True
    discount = any("折" in m.text for m in (a, b))
    return discount and abs(x + y - 100) < 1e-6


def _rounded(a: NumberMention, b: NumberMention) -> bool:
    """1.05 million for 1,049,000, "more than 1,000" for 1,049: one has fewer digits and is the other rounded.

    To one digit only where it is hedged; to two and more also where it is not.
    """
    if a.low != a.high or b.low != b.high or not a.low or not b.low:
        return False
    few, many = sorted((a, b), key=lambda m: significant(m.low))
    digits = significant(few.low)
    if digits >= significant(many.low):
        return False
    if few.exactness is not Exactness.EXACT:
        return (
            many.exactness is Exactness.EXACT
            and abs(few.low - many.low) <= ROUNDED * abs(many.low)
            and min(few.low, many.low) >= 10
        )
    return digits >= 2 and float(f"{many.low:.{digits - 1}e}") == few.low


def significant(value: float) -> int:
    """Digits that matter: 35000 has two, 1049 four."""
    return len(f"{abs(value):.12e}".partition("e")[0].replace(".", "").rstrip("0"))
