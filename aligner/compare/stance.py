"""Certainty, quantity and place turned into their opposite: must against may, all against some, 以北 against south.

Only exchanges are flagged, where each side holds a sign of one group and nothing that may stand for the other's: hedges
that one side merely leaves out are too common in good translations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from aligner.compare.check import Context, Pair
from aligner.compare.flags import flag
from aligner.compare.word_lists import any_word, folded
from aligner.packaged import packaged_toml
from aligner.recognise.cardinals_en import TENS, UNITS
from aligner.records import Evidence, Flag, FlagKind, Severity, Span


@dataclass(frozen=True, slots=True)
class Group:
    """One group of words: its signs, and all that may stand for it, in both languages."""

    kind: FlagKind
    name: str
    against: tuple[str, ...]
    signs: dict[str, re.Pattern[str]]
    also: dict[str, re.Pattern[str]]


def check_stance(pair: Pair, context: Context) -> Iterator[Flag]:  # noqa: ARG001 (the signature of checks)
    """Flags of kind modality and quantifier (minor), and of kind meaning (major): opposites of place and of kin."""
    texts = {"zh": folded(pair.zh), "en": _ABOUT.sub(lambda m: " " * len(m[0]), folded(pair.en))}
    if _any_sign().search(texts["zh"]) is None:  # two dozen groups: one look rules most pairs out
        return
    for group in _groups().values():
        sign = group.signs["zh"].search(texts["zh"])
        if sign is None or group.also["en"].search(texts["en"]):
            continue
        for name in group.against:
            other = _groups()[name]
            counter = other.signs["en"].search(texts["en"])
            if counter is not None and not other.also["zh"].search(texts["zh"]):
                zh, en = Span(*sign.span()), Span(*counter.span())
                said = Evidence(pair.zh.text[zh.start : zh.end], pair.en.text[en.start : en.end])
                severity = Severity.MAJOR if group.kind is FlagKind.MEANING else Severity.MINOR
                yield flag(pair, group.kind, severity, 0.5, zh, en, said, f"compare.stance.{group.kind}")
                break


# some €75,000, some thirty years: about so many, no part of all
_ABOUT = re.compile(rf"\bsome(?= (?:[$£€¥]?\d|(?:a |{'|'.join(UNITS)}|{'|'.join(TENS)}|hundred|thousand|million)))")


@cache
def _groups() -> dict[str, Group]:
    data = packaged_toml("compare/stance.toml")
    return {
        g["name"]: Group(
            FlagKind(g["kind"]),
            g["name"],
            tuple(g["against"]),
            {"zh": _pattern(g["zh"], "zh"), "en": _pattern(g["en"], "en")},
            {"zh": _pattern(g["zh"] + g["also_zh"], "zh"), "en": _pattern(g["en"] + g["also_en"], "en")},
        )
        for g in data["group"]
    }


@cache
def _any_sign() -> re.Pattern[str]:
    return re.compile("|".join(group.signs["zh"].pattern for group in _groups().values()))


def _pattern(words: list[str], lang: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(words, key=len, reverse=True)) if lang == "zh" else any_word(words))
