"""Dates and times in running text, by language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from aligner.recognise.date_mentions import DateMention
from aligner.recognise.dates_en import dates_en
from aligner.recognise.dates_zh import dates_zh
from aligner.records import Lang


@lru_cache(maxsize=10_000)  # accounts are read for their running dates, their cuts and their evidence
def dates(text: str, lang: Lang) -> tuple[DateMention, ...]:
    """Dates, times, intervals and durations, in order of place; relative ones unresolved (`DateMention.resolve`)."""
    return tuple(_apart(dates_zh(text) if lang == "zh" else dates_en(text)))


def _apart(found: Iterable[DateMention]) -> Iterator[DateMention]:
    """Without those that begin inside the one before: "a year since 1950" is a length, whose "since" is taken."""
    end = 0
    for m in found:
        if m.span.start >= end:
            end = m.span.end
            yield m
