"""Detects languages by script and by the commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from functools import cache

import numpy as np
import numpy.typing as npt

from aligner.packaged import packaged_lines
from aligner.records import Lang, Span


class Tongue(Enum):
    """The languages that are told apart; the messages `read.tongue.*` name them."""

    ZH = "zh"
    EN = "en"
    JAPANESE = "japanese"
    KOREAN = "korean"
    CYRILLIC = "cyrillic"
    OTHER_LATIN = "latin"
    OTHER = "other"
    NONE = "none"


# First and last code points.
_HAN_BLOCKS = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
_LATIN_BLOCKS = ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F))


def _any_of(blocks: tuple[tuple[int, int], ...]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in blocks)}]+")


_HAN, _LATIN = _any_of(_HAN_BLOCKS), _any_of(_LATIN_BLOCKS)
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LETTER = re.compile(r"[^\W\d_]+")

_SAMPLE = 200_000  # characters of a long text that are looked at, in four stretches
# Least share of kana among kana and Han in a Japanese text. Particles and endings alone have more; a Chinese text that
# quotes Japanese has less.
_KANA_SHARE = 0.15
LETTERS_PER_HAN = 3  # English letters for one Han character (measured: PUD 3.0, WMT22 3.1 and 3.8, WMT23 3.0)
# Least share of function words in English, in texts of at least so many words. Measured: WMT22, WMT23 and PUD .35 to
# .37, all but 2 of 1,370 stretches of 100 words above .12, footnotes of an article .22; program messages in 19 other
# languages in Latin script at most .04, the vim tutor in 20 at most .08 (Danish).
_ENGLISH_SHARE = 0.09
_ENGLISH_WORDS_NEEDED = 100


def letters_of(text: str) -> tuple[int, int]:
    """How many Han characters and how many Latin letters."""
    return _count(_HAN, text), _count(_LATIN, text)


def letters_in(text: str, spans: Sequence[Span]) -> npt.NDArray[np.int64]:
    """int64 `(len(spans), 2)`: `letters_of` each stretch of a text, all at once."""
    kinds = _kinds()[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)]
    kinds = np.append(kinds, np.uint8(0))  # for a stretch that ends with the text
    edges = np.array([(span.start, span.end) for span in spans], dtype=np.int64).reshape(-1)
    counts = np.zeros((len(spans), 2), dtype=np.int64)
    for k, kind in enumerate((1, 2)):
        if len(spans):
            counts[:, k] = np.add.reduceat(kinds == kind, edges, dtype=np.int64)[::2]
    return counts


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """uint8 `(0x110000,)`: 1 for Han characters, 2 for Latin letters, else 0."""
    kinds = np.zeros(0x110000, dtype=np.uint8)
    for kind, blocks in ((1, _HAN_BLOCKS), (2, _LATIN_BLOCKS)):
        for first, last in blocks:
            kinds[first : last + 1] = kind
    return kinds


def _count(runs: re.Pattern[str], text: str) -> int:
    """How many characters match; counted by runs, since a list of characters would take 60 bytes for each."""
    return sum(map(len, runs.findall(text)))


def language_of(text: str) -> Lang:
    """Chinese or English, for a text that is known to be in one of these; English if it has no letters."""
    return language_by(*letters_of(text), "en")


def language_by(han: int, latin: int, default: Lang) -> Lang:
    """Chinese or English, by the numbers of Han characters and Latin letters; `default` if there are none."""
    if not han and not latin:
        return default
    return "zh" if mostly_chinese(han, latin) else "en"


def mostly_chinese(han: int, latin: int) -> bool:
    """Whether so many Han characters say more than so many Latin letters."""
    return han * LETTERS_PER_HAN >= latin


def tongue_of(text: str) -> Tongue:
    """The language of a whole text, by a sample."""
    sample = _sample(text)
    occurring = Counter(sample)
    han, latin, kana, hangul, cyrillic, letters = (
        sum(often for character, often in occurring.items() if kind.match(character))
        for kind in (_HAN, _LATIN, _KANA, _HANGUL, _CYRILLIC, _LETTER)
    )
    counts = {Tongue.JAPANESE: kana, Tongue.KOREAN: hangul, Tongue.CYRILLIC: cyrillic}
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
    """The commonest English words that are not words of other languages in Latin script."""
    return frozenset(w for line in packaged_lines("segment/function_words.txt") for w in line.split())


def _sample(text: str) -> str:
    """The text itself, or four equal stretches of a long one, so that a foreign preface does not decide."""
    if len(text) <= _SAMPLE:
        return text
    step, size = len(text) // 4, _SAMPLE // 4
    return "\n".join(text[i * step : i * step + size] for i in range(4))
