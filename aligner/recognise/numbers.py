"""Numbers in running text, by language."""

from __future__ import annotations

from functools import lru_cache

from aligner.recognise.mentions import NumberMention
from aligner.recognise.numbers_en import numbers_en
from aligner.recognise.numbers_zh import numbers_zh
from aligner.records import Lang


@lru_cache(maxsize=10_000)  # several steps read the same sentences
def numbers(text: str, lang: Lang) -> tuple[NumberMention, ...]:
    """Numbers with their ranges of values, in order of place; those inside dates too (`dates` names their spans)."""
    return numbers_zh(text) if lang == "zh" else numbers_en(text)
