"""A pair and its flags, for the tests of number and date checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from aligner.compare.check import Anchor, Check, Context, Excerpt, Pair
from aligner.records import Flag, Mode


class Reading:
    """The part of a Context that value checks use."""

    def __init__(self, mode: Mode = "parallel") -> None:
        self.mode = mode

    def read(self, recognise: Callable[[str, str], tuple[Any, ...]], excerpt: Excerpt) -> tuple[Any, ...]:
        return recognise(excerpt.text, excerpt.lang)


def flags(
    check: Check,
    zh: str,
    en: str,
    anchor: Anchor = Anchor(),  # noqa: B008
    mode: Mode = "parallel",
) -> list[Flag]:
    pair = Pair(Excerpt(zh, 0, "zh.txt", "zh"), Excerpt(en, 0, "en.txt", "en"), 1.0, anchor)
    return list(cast("Iterable[Flag]", check(pair, cast("Context", Reading(mode)))))


def keys(found: Iterable[Flag]) -> list[str]:
    """`different major`: the end of each message key, with the severity."""
    return [f"{f.message.key.rpartition('.')[2]} {f.severity}" for f in found]
