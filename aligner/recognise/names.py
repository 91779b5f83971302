"""Names of people, places and bodies in running text."""

from __future__ import annotations

from functools import lru_cache

from aligner.recognise.mentions import NameMention
from aligner.recognise.names_en import names_en
from aligner.recognise.names_zh import names_zh
from aligner.records import Lang


@lru_cache(maxsize=50_000)
def names(text: str, lang: Lang) -> tuple[NameMention, ...]:
    """The names of a text, in order."""
    return names_zh(text) if lang == "zh" else names_en(text)
