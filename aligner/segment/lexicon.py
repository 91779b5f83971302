"""What the segmenter knows of language: abbreviations, speech verbs, headings, boilerplate. Read from lexicon.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of lexicon.toml; there each has its meaning and source."""

    titles: frozenset[str]
    before_number: frozenset[str]
    inner: frozenset[str]
    maybe_last: frozenset[str]
    starters: frozenset[str]
    numbered: frozenset[str]
    speech_en: frozenset[str]
    speech_zh: tuple[str, ...]

    @staticmethod
    @cache
    def load() -> Lexicon:
        file = resources.files("aligner.segment") / "lexicon.toml"
        table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        abbreviations = table["abbreviations"]
        return Lexicon(
            titles=_words(abbreviations["titles"]),
            before_number=_words(abbreviations["before_number"]),
            inner=_words(abbreviations["inner"]),
            maybe_last=_words(abbreviations["maybe_last"]),
            starters=_words(table["english"]["starters"]),
            numbered=_words(table["english"]["numbered"]),
            speech_en=_words(table["speech"]["en"]),
            speech_zh=tuple(table["speech"]["zh"]["words"].split()),
        )


def _words(entry: dict[str, str]) -> frozenset[str]:
    return frozenset(entry["words"].split())
