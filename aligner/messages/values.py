"""What was read on a side, as a sentence for people says it: "17 age" is 17 years old, 17 岁."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from aligner.packaged import packaged_toml

_COUNTED = re.compile(r"((?:[≈≥≤] )?(?P<number>[\d.,–]+)) (?P<unit>[a-z][a-z-]*|[A-Z]{3})")
_TIME = re.compile(r"T(\d\d)(:\d\d)?")
_SEASON = re.compile(r"(?P<year>\d{4})-(?P<season>SP|SU|FA|WI)")
_RELATION = re.compile(r"(?P<relation>before|after|since|until) (?P<date>[\d -].*)")
_WORD = re.compile(r"(?<=[\d\]]) (early|mid|late|dawn|morning|noon|afternoon|evening|night)\b")
# "en" names, "zh" names; what stands in the evidence -> what is said
_ZH = {
    **{"before": "{}之前", "after": "{}之后", "since": "{}以来", "until": "到{}为止"},
    **{"SP": "春", "SU": "夏", "FA": "秋", "WI": "冬", "early": "初", "mid": "中", "late": "末"},
    **{"dawn": "凌晨", "morning": "上午", "noon": "中午", "afternoon": "下午", "evening": "晚上", "night": "夜间"},
}
_EN = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}


def worded(value: str, ui: Literal["en", "zh"]) -> str:
    """The value for a sentence in the interface language; what is no such value stays as it is."""
    if counted := _COUNTED.fullmatch(value):
        return f"{counted[1]} {_unit(counted['unit'], one=counted['number'] == '1', ui=ui)}"
    value = _TIME.sub(lambda m: f" {m[1]}{m[2] or ':00'}", value).strip()
    if ui == "en":
        return _SEASON.sub(lambda m: f"{_EN[m['season']]} {m['year']}", value)
    if dated := _RELATION.fullmatch(value):
        return _ZH[dated["relation"]].format(worded(dated["date"], ui))
    value = _SEASON.sub(lambda m: f"{m['year']} 年{_ZH[m['season']]}", value)
    return _WORD.sub(lambda m: f" {_ZH[m[1]]}", value)


def _unit(name: str, *, one: bool, ui: Literal["en", "zh"]) -> str:
    """The first Chinese word of a unit, or its English one and many; where the table has no word, its name."""
    forms = _units().get(name, {})
    if ui == "zh":
        return (forms.get("said_zh") or forms.get("zh") or [name])[0]
    if name.isupper():  # a currency: its code is known to all, its English words stand for several (dollars)
        return name
    english = forms.get("en") or [name]
    single = name if name in english else english[0]
    return single if one else next((form for form in english if form != single), single)


@cache
def _units() -> dict[str, dict[str, list[str]]]:
    groups = packaged_toml("recognise/data/units.toml").values()
    return {name: row for group in groups for name, row in group.items()}
