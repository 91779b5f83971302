"""Units and things counted: which unit follows a number, and how two units compare. Data in data/units.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aligner.packaged import packaged_toml
from aligner.records import Lang


@dataclass(frozen=True, slots=True)
class Unit:
    """`base` turns a value in this unit into the base unit of `dimension` (metre, gram, square metre, second...)."""

    key: str
    dimension: str
    factor: float
    offset: float = 0.0  # added before: of degrees Fahrenheit, -32
    money: str = ""  # which currency it is or is part of; "any" for cents
    called: str = ""  # the unit of another system by whose name it goes in translations: a 尺 is a foot

    def base(self, value: float) -> float:
        return (value + self.offset) * self.factor


@dataclass(frozen=True)
class UnitTable:
    """`zh` and `en` match a unit at the start of what follows a number; `attached` an abbreviation glued to digits;
    `weighing` what is a unit only of a weight."""

    units: dict[str, Unit]
    zh: re.Pattern[str]
    en: re.Pattern[str]
    attached: re.Pattern[str]
    weighing: re.Pattern[str]
    names: dict[str, str]  # as written, lower case -> key


@cache
def unit_table() -> UnitTable:
    units: dict[str, Unit] = {}
    forms: dict[str, list[str]] = {"zh": [], "en": [], "attached": [], "weighing": []}
    names: dict[str, str] = {}
    for dimension, table in packaged_toml("recognise/data/units.toml").items():
        for key, row in table.items():
            money = row.get("money", key) if dimension == "currency" else ""
            units[key] = Unit(key, dimension, row["factor"], row.get("offset", 0.0), money, row.get("called", ""))
            for kind in forms:
                for form in row.get(kind, ()):
                    forms[kind].append(form)
                    names[form.lower()] = key
    zh, en, attached, weighing = ("|".join(map(re.escape, sorted(fs, key=len, reverse=True))) for fs in forms.values())
    return UnitTable(
        units,
        re.compile(rf" ?({zh})"),
        re.compile(rf"[ -]?({en})(?![a-z])", re.IGNORECASE),
        re.compile(rf" ?({attached})(?![A-Za-z])"),
        re.compile(rf"[ -]({weighing})(?![a-z-])", re.IGNORECASE),
        names,
    )


def unit_after(text: str, at: int, lang: Lang) -> tuple[str, int]:
    """The unit that stands at `at` and where it ends; ("", at) where none does. Text is folded (`normal_zh`...)."""
    table = unit_table()
    for pattern in (table.zh if lang == "zh" else table.en, table.attached):
        if found := pattern.match(text, at):
            return table.names[found[1].lower()], found.end()
    return "", at


def unit(key: str) -> Unit | None:
    return unit_table().units.get(key)


MOST_PARTS = 16  # ounces of a pound; thirteen miles, 2,600 feet are two lengths
_COMPOUND = frozenset(("length", "mass"))


def compound(one: str, two: str) -> float:
    """How many of the unit `two` make one of `one`, where people say both together: 12 inches a foot, 10 寸 a 尺, 12
    months a year. 0 where they do not: hours and minutes are left as they stand.
    """
    first, second = unit(one), unit(two)
    if first is None or second is None:
        return 0.0
    if (one, two) == ("jin", "tael"):  # 三斤二两: the ounce of silver is written so too
        return 10.0
    if two == "month" and one in ("year", "age"):
        return 12.0
    parts = round(first.factor / second.factor) if first.dimension == second.dimension in _COMPOUND else 0
    return float(parts) if 1 < parts <= MOST_PARTS else 0.0


def called_alike(a: str, b: str) -> bool:
    """Whether one unit goes by the name of the other in translations, its figure unchanged: 六尺, six feet."""
    first, second = unit(a), unit(b)
    return first is not None and second is not None and (first.called == b or second.called == a)


def comparable(a: str, b: str) -> bool:
    """Whether values in the two units can be brought to one: 里 and 公里, fen and yuan, not 元 and 美元."""
    first, second = unit(a), unit(b)
    if first is None or second is None or first.dimension != second.dimension:
        return False
    return a == b or (first.dimension != "count" and same_money(first, second))


def same_money(first: Unit, second: Unit) -> bool:
    """Whether two units are not of different currencies: 元 and fen are one, cents may be of any."""
    return first.money == second.money or "any" in (first.money, second.money)
