"""Languages by script: what a stretch of text is written in, from its letters alone."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from importlib import resources

from aligner.records import Lang


class Tongue(Enum):
    """What a text is written in, as far as letters and the commonest words tell; named in `read.tongue.*` messages."""

    ZH = "zh"
    EN = "en"
    JAPANESE = "japanese"
    KOREAN = "korean"
    CYRILLIC = "cyrillic"
    OTHER_LATIN = "latin"
    OTHER = "other"
    NONE = "none"


_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")

_SAMPLE = 200_000  # characters looked at of a long text, in four stretches
# Japanese running text is 35 to 60 % kana; a Chinese text about Japan quotes far less.
_KANA_SHARE = 0.15
# One Han character stands for about four letters of English (WMT22: 1.65 characters a word of 6 letters and space).
_LETTERS_PER_HAN = 4
_ENGLISH_WORDS_NEEDED = 60
# English: .35 to .50 of the running words are in the list, .25 in captions and lists of titles; German, Dutch, French,
# Italian, pinyin and Latin below .06.
_ENGLISH_SHARE = 0.12


def letters_of(text: str) -> tuple[int, int]:
    """How many Han characters and how many Latin letters."""
    return len(_HAN.findall(text)), len(_LATIN.findall(text))


def language_of(text: str, default: Lang) -> Lang:
    """Chinese or English, for a paragraph of a text known to be in these; `default` where there are no letters."""
    han, latin = letters_of(text)
    if not han and not latin:
        return default
    return "zh" if han * _LETTERS_PER_HAN >= latin else "en"


def tongue_of(text: str) -> Tongue:
    """The language of a whole text, of which a sample is looked at."""
    sample = _sample(text)
    han, latin = letters_of(sample)
    counts = {
        Tongue.JAPANESE: len(_KANA.findall(sample)),
        Tongue.KOREAN: len(_HANGUL.findall(sample)),
        Tongue.CYRILLIC: len(_CYRILLIC.findall(sample)),
    }
    letters = len(_LETTER.findall(sample))
    counts[Tongue.OTHER] = max(0, letters - han - latin - sum(counts.values()))
    if not letters:
        return Tongue.NONE
    if counts[Tongue.JAPANESE] > _KANA_SHARE * (han + counts[Tongue.JAPANESE]) and counts[Tongue.JAPANESE] * 2 > latin:
        return Tongue.JAPANESE
    foreign = max(counts, key=lambda tongue: counts[tongue])
    if counts[foreign] > han * 2 + latin:
        return foreign
    if han * _LETTERS_PER_HAN >= latin:
        return Tongue.ZH
    words = [word.lower() for word in _LATIN_WORD.findall(sample)]
    share = sum(word in function_words() for word in words) / max(1, len(words))
    return Tongue.OTHER_LATIN if len(words) >= _ENGLISH_WORDS_NEEDED and share < _ENGLISH_SHARE else Tongue.EN


@cache
def function_words() -> frozenset[str]:
    """Commonest English words that are not words of other languages in Latin script."""
    text = (resources.files("aligner.segment") / "function_words.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


def _sample(text: str) -> str:
    """The text itself, or four equal stretches of a long one, so that a foreign preface does not decide."""
    if len(text) <= _SAMPLE:
        return text
    step, size = len(text) // 4, _SAMPLE // 4
    return "\n".join(text[i * step : i * step + size] for i in range(4))
