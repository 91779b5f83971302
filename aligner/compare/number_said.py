"""Whether a number that was matched with none stands on the other side after all: in a word, a date, another number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Any

from aligner.compare.check import Excerpt
from aligner.compare.number_match import Match, agreement
from aligner.packaged import packaged_toml
from aligner.recognise.mentions import Exactness, NumberMention
from aligner.recognise.units import comparable
from aligner.records import Lang


class Said(IntEnum):
    """Whether the other side says a number that was matched with none there."""

    NO = 0
    PERHAPS = 1  # a word may say it: both, 双方, 三 inside a name
    YES = 2  # the value stands there, in a date, in a code, or in another number


@dataclass(frozen=True)
class Side:
    """The numbers of one excerpt that are compared, and what may stand for a number there."""

    excerpt: Excerpt
    mentions: tuple[NumberMention, ...]
    values: frozenset[float]  # of all its numbers, those inside dates and codes too


def said_by(m: NumberMention, other: Side) -> Said:
    """Whether the other side may say this number after all. Zero, one and vague numbers say too little to be missed."""
    if says_little(m):
        return Said.YES
    if any((m.low <= v <= m.high) for v in other.values) and not _in_another_unit(m, other):
        return Said.YES
    if (
        other.excerpt.lang == "zh"
        and m.low >= 10
        and m.low == int(m.low)
        and _digit_by_digit(int(m.low)) in other.excerpt.text
    ):
        return Said.YES
    if _word_says(m.low, other.excerpt) or (
        _is_year(m) and _relative_year()[other.excerpt.lang].search(other.excerpt.text)
    ):
        return Said.PERHAPS
    small = m.low == m.high and m.low == int(m.low) and 2 <= m.low <= 12
    return Said.PERHAPS if small and _spelled_somewhere(int(m.low), other.excerpt) else Said.NO


def _in_another_unit(m: NumberMention, other: Side) -> bool:
    """Whether every number of this value there has a unit that contradicts its own: 100 里 against 100 km."""
    equal = [o for o in other.mentions if m.low <= o.low <= m.high]
    return bool(equal) and all(
        o.unit != m.unit and comparable(o.unit, m.unit) and agreement(m, o) is Match.NONE for o in equal
    )


def says_little(m: NumberMention) -> bool:
    """Zero and one in words (一, "a", "no"), and vague numbers."""
    return m.exactness is Exactness.VAGUE or (
        m.low == m.high and abs(m.low) <= 1 and m.low == int(m.low) and not m.text.isdigit()
    )


_QUOTED = {
    "zh": re.compile(r"个?(?:大)?字[^，。；：“「『]{0,6}[：:，]?[“「『]?(?P<said>[^”」』。！？；]+)"),
    "en": re.compile(r" (?:(?:short|simple|little) )?words[^.;:“\"]{0,12}[:,]? ?[“\"]?(?P<said>[^”\".!?;]+)"),
}
_WORD = {"zh": re.compile("[一-鿿]"), "en": re.compile(r"[A-Za-z'’-]+")}


def counts_its_words(m: NumberMention, excerpt: Excerpt) -> bool:
    """Whether a number counts the characters or words of what is quoted after it: 八个字：好好做人，好好读书.

    In the other language they are as many as they are.
    """
    found = _QUOTED[excerpt.lang].match(excerpt.text, m.span.end)
    return found is not None and len(_WORD[excerpt.lang].findall(found["said"])) == m.low


def _digit_by_digit(value: int) -> str:
    """38 as 三八: numbers in the names of lines and days."""
    return "".join("〇一二三四五六七八九"[int(d)] for d in str(value))


_ZH_SMALL = "零一二三四五六七八九十"


def _spelled_somewhere(value: int, excerpt: Excerpt) -> bool:
    """A small number inside a word of the other side: 三峡 for the Three Gorges, 四分之一决赛 for a quarter-final."""
    if excerpt.lang == "zh":
        return value <= 10 and (
            _ZH_SMALL[value] in excerpt.text or (value == 2 and bool(re.search("[两兩双雙俩]", excerpt.text)))
        )
    return bool(_small_words()[value].search(excerpt.text))


def _word_says(value: float, excerpt: Excerpt) -> bool:
    patterns = _number_words().get(value)
    return patterns is not None and bool(patterns[excerpt.lang].search(excerpt.text))


@cache
def _data() -> dict[str, Any]:
    return packaged_toml("compare/number_words.toml")


@cache
def _number_words() -> dict[float, dict[Lang, re.Pattern[str]]]:
    """Value -> patterns of words that say it (both, 双方, century), by language (number_words.toml)."""
    rows: list[dict[str, Any]] = _data()["words"]
    return {
        float(r["value"]): {
            "zh": re.compile("|".join(r["zh"]) or "(?!)"),
            "en": re.compile(rf"\b(?:{'|'.join(r['en']) or '(?!)'})\b", re.IGNORECASE),
        }
        for r in rows
    }


def _is_year(m: NumberMention) -> bool:
    return len(m.text) == 4 and m.text.isdigit() and not m.unit and 1800 <= m.low <= 2100


@cache
def _relative_year() -> dict[Lang, re.Pattern[str]]:
    """Words that name a year by its distance (number_words.toml)."""
    words: dict[str, list[str]] = _data()["year"]
    return {
        "zh": re.compile("|".join(words["zh"])),
        "en": re.compile(rf"\b(?:{'|'.join(words['en'])})\b", re.IGNORECASE),
    }


@cache
def _small_words() -> dict[int, re.Pattern[str]]:
    """Beginnings of English words that hold a number from 2 to 12 (triangle, quarterly)."""
    rows: dict[str, list[str]] = _data()["small"]
    return {int(n): re.compile(rf"\b(?:{'|'.join(beginnings)})", re.IGNORECASE) for n, beginnings in rows.items()}
