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


_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LETTER = re.compile(r"[^\W\d_]+")

_SAMPLE = 200_000  # characters looked at of a long text, in four stretches
# Share of kana among kana and Han from which a text is Japanese: particles and endings alone are more than that, and a
# Chinese text that quotes Japanese has less.
_KANA_SHARE = 0.15
# Latin letters of English that say what one Han character says (measured: PUD 3.0, WMT22 3.1 and 3.8, WMT23 3.0).
_LETTERS_PER_HAN = 3
# Share of function words from which Latin script is English, in texts of at least so many words. Measured: WMT22, WMT23
# and PUD .35 to .37, all but 2 of 1,370 stretches of 100 words above .12, an article's footnotes .22; messages of
# programs in 19 other languages in Latin script at most .04, the vim tutor in 20 at most .08 (Danish).
_ENGLISH_SHARE = 0.09
_ENGLISH_WORDS_NEEDED = 100


def letters_of(text: str) -> tuple[int, int]:
    """How many Han characters and how many Latin letters."""
    return _count(_HAN, text), _count(_LATIN, text)


def _count(runs: re.Pattern[str], text: str) -> int:
    """How many characters the runs have; counted by runs, since a list of characters takes 60 bytes for each."""
    return sum(map(len, runs.findall(text)))


def language_of(text: str, default: Lang) -> Lang:
    """Chinese or English, for a paragraph of a text known to be in these; `default` where there are no letters."""
    han, latin = letters_of(text)
    if not han and not latin:
        return default
    return "zh" if mostly_chinese(han, latin) else "en"


def mostly_chinese(han: int, latin: int) -> bool:
    """Whether so many Han characters say more than so many Latin letters."""
    return han * _LETTERS_PER_HAN >= latin


def tongue_of(text: str) -> Tongue:
    """The language of a whole text, of which a sample is looked at."""
    sample = _sample(text)
    han, latin = letters_of(sample)
    counts = {
        Tongue.JAPANESE: _count(_KANA, sample),
        Tongue.KOREAN: _count(_HANGUL, sample),
        Tongue.CYRILLIC: _count(_CYRILLIC, sample),
    }
    letters = _count(_LETTER, sample)
    counts[Tongue.OTHER] = max(0, letters - han - latin - sum(counts.values()))
    if not letters:
        return Tongue.NONE
    if counts[Tongue.JAPANESE] > _KANA_SHARE * (han + counts[Tongue.JAPANESE]) and counts[Tongue.JAPANESE] * 2 > latin:
        return Tongue.JAPANESE
    foreign = max(counts, key=lambda tongue: counts[tongue])
    if counts[foreign] > han * 2 + latin:
        return foreign
    if mostly_chinese(han, latin):
        return Tongue.ZH
    words = [word.lower() for word in _LATIN.findall(sample)]
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
