"""Dates and times in running text, by language."""

from __future__ import annotations

from aligner.recognise.dates_en import dates_en
from aligner.recognise.dates_zh import dates_zh
from aligner.recognise.moments import DateMention
from aligner.records import Lang


def dates(text: str, lang: Lang) -> tuple[DateMention, ...]:
    """Dates, times, intervals and durations, in order of place; relative ones unresolved (`DateMention.resolve`)."""
    return dates_zh(text) if lang == "zh" else dates_en(text)
