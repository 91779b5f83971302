"""What the recognisers of numbers and names return; for dates see `moments`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aligner.records import Lang, Span


class NumberKind(StrEnum):
    CARDINAL = "cardinal"
    ORDINAL = "ordinal"  # 第三, third, No. 3
    PERCENT = "percent"  # value in per cent: 六成 is 60
    FRACTION = "fraction"  # 三分之二, two-thirds
    LABEL = "label"  # a code, not a quantity: F-16, 三八 of 三八线, 192.168.1.2


class Exactness(StrEnum):
    EXACT = "exact"
    APPROXIMATE = "approximate"  # 约三千, about 3,000, 近四成
    AT_LEAST = "at-least"  # 千余, over a thousand, 三十多
    AT_MOST = "at-most"  # 不到一百, fewer than a hundred
    VAGUE = "vague"  # 几个, 数千, several, dozens


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in running text.

    The value is the range `[low, high]`: 三万五千 is [35000, 35000], 五六个 is [5, 6], 数千 is [2000, 9000]. `unit` is
    a key of units.toml ("kilometre", "CNY", "month", "person"), or "" for none; the value is in that unit.
    """

    span: Span
    text: str
    lang: Lang
    low: float
    high: float
    kind: NumberKind = NumberKind.CARDINAL
    exactness: Exactness = Exactness.EXACT
    unit: str = ""

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.text}: {self.low} > {self.high}")

    def describe(self) -> str:
        """The value as people read it in evidence: "35000", "5–6", "60 %", "≥ 1000 kilometre"."""
        sign = {Exactness.APPROXIMATE: "≈ ", Exactness.AT_LEAST: "≥ ", Exactness.AT_MOST: "≤ "}.get(self.exactness, "")
        if self.low == self.high or sign == "≥ ":
            value = sign + plain(self.low)
        elif sign == "≤ ":
            value = sign + plain(self.high)
        else:
            value = f"{plain(self.low)}–{plain(self.high)}"
        if self.kind is NumberKind.PERCENT:
            value += " %"
        elif self.kind is NumberKind.ORDINAL:
            value = "#" + value
        return f"{value} {self.unit}" if self.unit else value


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in running text.

    `kind` is person, place, body, event or state by names_known.tsv; "" for other names. `sure` is False for what only
    looks like a name: a guess of the tagger, or a run of characters that are common in transcriptions.
    """

    span: Span
    text: str
    lang: Lang
    kind: str = ""
    sure: bool = True


def plain(value: float) -> str:
    """35000.0 -> "35,000", 0.333333333 -> "0.333333"."""
    whole = round(value)
    return f"{whole:,}" if abs(value - whole) < 1e-9 * max(1.0, abs(value)) else f"{value:.6g}"
