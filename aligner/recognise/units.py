"""Units and things counted: which unit follows a number, and how two units compare. Data in data/units.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from aligner.records import Lang


@dataclass(frozen=True, slots=True)
class Unit:
    """`base` turns a value in this unit into the base unit of `dimension` (metre, gram, square metre, second...)."""

    key: str
    dimension: str
    factor: float
    offset: float = 0.0  # added before: of degrees Fahrenheit, -32
    money: str = ""  # which currency it is or is part of; "any" for cents

    def base(self, value: float) -> float:
        return (value + self.offset) * self.factor


@dataclass(frozen=True)
class UnitTable:
    """`zh` and `en` match a unit at the start of what follows a number; `attached` an abbreviation glued to digits."""

    units: dict[str, Unit]
    zh: re.Pattern[str]
    en: re.Pattern[str]
    attached: re.Pattern[str]
    names: dict[str, str]  # as written, lower case -> key


@cache
def unit_table() -> UnitTable:
    text = resources.files("aligner.recognise").joinpath("data/units.toml").read_text(encoding="utf-8")
    units: dict[str, Unit] = {}
    forms: dict[str, list[str]] = {"zh": [], "en": [], "attached": []}
    names: dict[str, str] = {}
    for dimension, table in tomllib.loads(text).items():
        for key, row in table.items():
            money = row.get("money", key) if dimension == "currency" else ""
            units[key] = Unit(key, dimension, row["factor"], row.get("offset", 0.0), money)
            for kind in forms:
                for form in row.get(kind, ()):
                    forms[kind].append(form)
                    names[form.lower()] = key
    zh, en, attached = ("|".join(map(re.escape, sorted(fs, key=len, reverse=True))) for fs in forms.values())
    return UnitTable(
        units,
        re.compile(rf" ?({zh})"),
        re.compile(rf"[ -]?({en})(?![a-z])", re.IGNORECASE),
        re.compile(rf" ?({attached})(?![A-Za-z])"),
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


def comparable(a: str, b: str) -> bool:
    """Whether values in the two units can be brought to one: 里 and 公里, fen and yuan, not 元 and 美元."""
    first, second = unit(a), unit(b)
    if first is None or second is None or first.dimension != second.dimension:
        return False
    return a == b or (first.dimension != "count" and same_money(first, second))


def same_money(first: Unit, second: Unit) -> bool:
    """Whether two units are not of different currencies: 元 and fen are one, cents may be of any."""
    return first.money == second.money or "any" in (first.money, second.money)
