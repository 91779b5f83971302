"""Words around a number that say how exactly it is meant; data/number_context.toml as patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from aligner.packaged import packaged_toml
from aligner.recognise.mentions import NumberMention


@cache
def context_words() -> dict[str, Any]:
    return packaged_toml("recognise/data/number_context.toml")


def alternatives(forms: list[str]) -> str:
    return "|".join(sorted(forms, key=len, reverse=True))


def said_again(one: NumberMention, two: NumberMention, text: str) -> bool:
    """Contracts write a number twice: ninety (90) days, 三十（30）日."""
    between, after = text[one.span.end : two.span.start].strip(), text[two.span.end : two.span.end + 1]
    return between in ("(", "（") and after in (")", "）") and one.low == two.low and one.high == two.high


@cache
def currencies() -> tuple[re.Pattern[str], dict[str, str]]:
    """A currency mark before a number, and the unit of each mark."""
    marks: dict[str, str] = context_words()["currency"]
    return re.compile(f"(?<![a-z])({alternatives([re.escape(m) for m in marks])}) ?$"), marks


@cache
def named_currencies() -> tuple[re.Pattern[str], dict[str, str]]:
    """A Chinese currency's name before a number, and the unit of each name."""
    names: dict[str, str] = context_words()["currency_named"]
    return re.compile(f"({alternatives(list(names))})[^，。；、]{{0,2}}$"), names
