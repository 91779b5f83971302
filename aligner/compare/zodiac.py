"""The animals of years: 属鼠 is "born in a Year of the Rat", and no Year of the Ox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.flags import flag
from aligner.compare.word_lists import folded
from aligner.packaged import packaged_toml
from aligner.records import Evidence, Flag, FlagKind, Lang, Severity, Span


def check_zodiac(pair: Pair, context: Context) -> Iterator[Flag]:  # noqa: ARG001 (the signature of checks)
    """Flags of kind meaning: years of other animals on the two sides."""
    zh, en = signs(pair.zh), signs(pair.en)
    if zh and en and not {animal for animal, _ in zh} & {animal for animal, _ in en}:
        here, there = zh[0][1], en[0][1]
        said = Evidence(pair.zh.text[here.start : here.end], pair.en.text[there.start : there.end])
        yield flag(pair, FlagKind.MEANING, Severity.MAJOR, 0.7, here, there, said, "compare.stance.meaning")


def told_signs(pair: Pair) -> Iterator[tuple[Span, Span]]:
    """Where both sides name the year of one animal."""
    there = dict(reversed(signs(pair.en)))
    return ((span, there[animal]) for animal, span in signs(pair.zh) if animal in there)


def signs(excerpt: Excerpt) -> list[tuple[str, Span]]:
    """The animals of years in a text, by their Chinese names, and where each stands."""
    text = folded(excerpt)
    if ("属" not in text and "年" not in text) if excerpt.lang == "zh" else " of the " not in text:
        return []
    return [(_animals()[m[m.lastindex or 0]], Span(*m.span())) for m in _pattern(excerpt.lang).finditer(text)]


@cache
def _animals() -> dict[str, str]:
    """Each animal's Chinese name by itself and by its English ones."""
    rows: dict[str, list[str]] = packaged_toml("compare/zodiac.toml")
    return {word: zh for zh, english in rows.items() for word in (zh, *english)}


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    words = "|".join(_animals())
    if lang == "zh":  # 属牛, 鼠年春节; not 附属, 几百头牛年产, 罗马年间
        born = rf"(?<![附金隶归])属({words})"
        return re.compile(rf"{born}|(?<![一-鿿])({words})年(?![产均间])")
    return re.compile(rf"(?:\bborn )?(?:\b(?:in|under) )?(?:\b(?:an?|the) )?\b(?:years?|sign) of the ({words})s?\b")
