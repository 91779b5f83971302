"""Words that the dictionary has for one another: 划清界限, "draw a line between"; 晦气, "bad luck".

Vectors of words know little of idioms. A Chinese word and English ones are counterparts where all words of one of its
glosses (CC-CEDICT) stand in the English text, near each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from aligner.compare.check import Pair
from aligner.recognise.dictionary import look_up
from aligner.recognise.hanzi import simplified
from aligner.recognise.names_zh import tagged
from aligner.records import Span

# Letters by which the forms of a word are known: apolog|ise, apolog|y; shorter words must be equal but for an ending.
STEM = 5
# The words of a gloss stand within so many characters of each other.
TOGETHER = 30
# What stands inside a verb that comes apart: 睡不好觉, 见过三次面, 帮了我一个大忙.
_BETWEEN = re.compile("[了过着不得没完好大个一两二三几多半次回场顿番口下点些的他她它我你们]{1,5}")
_WORD = re.compile(r"[a-z]+")
_NOTE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Words of a gloss that need not stand in a text.
_LIGHT = frozenset(
    "a an the to of in on at for from by with and or be is sb sth one's oneself one etc as it its up out".split()  # noqa: SIM905
)


def glossed(pair: Pair) -> Iterator[tuple[Span, Span]]:
    """Chinese words of two characters and more with the English words that one of their glosses has."""
    places: dict[str, list[Span]] = {}
    for m in _WORD.finditer(pair.en.text.lower()):
        places.setdefault(stem(m[0]), []).append(Span(*m.span()))
    at = 0
    for word, _ in tagged(simplified(pair.zh.text)):
        if len(word) > 1:
            for gloss in _glosses(word):
                for span in _nearest([places.get(part, []) for part in gloss]):
                    yield Span(at, at + len(word)), span
        at += len(word)
    for span, word in _parted(simplified(pair.zh.text)):
        for gloss in _glosses(word):
            for english in _nearest([places.get(part, []) for part in gloss]):
                yield span, english


def _parted(text: str) -> Iterator[tuple[Span, str]]:
    """Verbs with something between their two characters, as a whole and as the dictionary has them: 睡不好觉, 睡觉."""
    for found in _BETWEEN.finditer(text):
        start, end = found.start() - 1, found.end()
        for first in range(start, end - 1):
            for last in range(first + 2, end + 1):
                if last < len(text) and first >= 0 and _is_verb(word := text[first] + text[last]):
                    yield Span(first, last + 1), word


@lru_cache(maxsize=20_000)
def _is_verb(word: str) -> bool:
    return any(gloss.startswith("to ") for entry in look_up(word) for gloss in entry.glosses)


def _nearest(places: list[list[Span]]) -> tuple[Span, ...]:
    """One place of each word of a gloss, the nearest together; none where one is wanting or far."""
    if not places or not all(places):
        return ()
    best = min(product(*(spans[:4] for spans in places)), key=_reach)
    return best if _reach(best) <= TOGETHER * (len(best) - 1) + STEM * 4 else ()


def _reach(spans: tuple[Span, ...]) -> int:
    return max(s.end for s in spans) - min(s.start for s in spans)


@lru_cache(maxsize=20_000)
def _glosses(word: str) -> tuple[tuple[str, ...], ...]:
    """The glosses of a word as stems of their telling words, at most four of them; names are left to their check."""
    found = []
    for entry in look_up(word):
        for gloss in entry.glosses:
            words = [w for w in _WORD.findall(_NOTE.sub(" ", gloss).lower()) if w not in _LIGHT]
            if 0 < len(words) <= 4 and not gloss[:1].isupper():
                found.append(tuple(dict.fromkeys(map(stem, words))))
    return tuple(found)


def stem(word: str) -> str:
    """`apolog` of apology and apologised, `line` of lines."""
    if len(word) > STEM + 1:
        return word[:STEM]
    return word.removesuffix("s") if len(word) > 3 else word
