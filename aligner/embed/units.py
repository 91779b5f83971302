"""Text to units: what one vector stands for. A Chinese word, an English word, a value, a telling punctuation mark.

Units are the same for both languages where the text is: `#1950` for 1950 and 一九五〇, `python` in a Chinese sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from aligner.embed.normalise import normalise
from aligner.embed.numerals import ARABIC, CHINESE, SCALES, WORDS, chinese_value, spelled

RUN = re.compile(
    r"[㐀-鿿豈-﫿〇\U00020000-\U0003ffff]+"  # Chinese, cut into words below
    r"|[0-9]+(?:[.,][0-9]+)*[百千万亿]*"  # 1.2亿美元: jieba would cut 1.2, 亿美元
    r"|(?:[a-z]\.){2,}"
    r"|[^\W\d_㐀-鿿豈-﫿〇\U00020000-\U0003ffff]+(?:'(?!s\b)[a-z]+)?"  # a word; don't is one
    r"|[%?!\"$€£°=+<>/&@#*;:()]"
)
# Texts without any of these hold no number that is spelled in several pieces: they take the fast way.
NUMERIC = re.compile("[0-9零一二三四五六七八九十百千万亿两]|hundred|thousand|million|billion|ty\\b|teen\\b")
PERCENT = re.compile("百分之|千分之")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and where it stands: half-open code points of the text."""

    name: str
    start: int
    end: int


def pieces(text: str) -> list[str]:
    """Words, numbers and marks of a normalised text, in order, as they stand in it."""
    found: list[str] = []
    for run in RUN.findall(text):
        if run[0] >= "㐀" and (run[0] <= "鿿" or run[0] >= "豈") and len(run) > 1:
            found += rjieba.cut(run)
        else:
            found.append(run)
    return found


def names(text: str) -> list[str]:
    """The units of a text, in order. The same as `[unit.name for unit in units(text)]`, without the positions."""
    text = normalise(text)
    found = pieces(text)
    return [name for name, _, _ in _valued(found)] if NUMERIC.search(text) else found


def units(text: str) -> list[Unit]:
    """The units of a text, with positions in it as given."""
    text = normalise(text)
    found = pieces(text)
    starts, at = [], 0
    for piece in found:
        at = text.index(piece, at)
        starts.append(at)
        at += len(piece)
    return [Unit(name, starts[i], starts[j] + len(found[j])) for name, i, j in _valued(found)]


def _valued(found: list[str]) -> Iterator[tuple[str, int, int]]:
    """Pieces with numbers read: name of the unit, first and last piece."""
    i, n = 0, len(found)
    while i < n:
        piece = found[i]
        first = piece[0]
        value: float | None = None
        if "0" <= first <= "9":
            value = _arabic(piece)
        elif first in "百千" and PERCENT.match(piece):
            inner = chinese_value(piece[3:]) if len(piece) > 3 and CHINESE.fullmatch(piece[3:]) else None
            if inner is not None:
                yield spelled(inner), i, i
                yield "%", i, i
                i += 1
                continue
        elif CHINESE.fullmatch(piece) and (len(piece) > 1 or piece != "一"):
            value = chinese_value(piece)
        elif first.isascii():
            value = WORDS.get(piece)
        if value is None:
            yield piece, i, i
            i += 1
            continue
        j = i
        if value >= 20 and value < 100 and value % 10 == 0 and first > "9" and j + 1 < n and WORDS.get(found[j + 1], 99) < 10:
            j += 1
            value += WORDS[found[j]]
        while j + 1 < n and (scale := SCALES.get(found[j + 1])):
            j += 1
            value *= scale
        yield spelled(value), i, j
        i = j + 1
        if i < n and found[i] == "percent":
            yield "%", i, i
            i += 1
        elif i + 1 < n and found[i] == "per" and found[i + 1] == "cent":
            yield "%", i, i + 1
            i += 2


def _arabic(piece: str) -> float | None:
    """`35,000` -> 35000, `1.2亿` -> 120000000; None for a chain that is no number (`192.168.0.1`, `1,2,3`)."""
    digits = piece.rstrip("百千万亿")
    if not ARABIC.fullmatch(digits):
        return None
    value = float(digits.replace(",", "")) if "." in digits else int(digits.replace(",", ""))
    for scale in piece[len(digits) :]:
        value *= SCALES[scale]
    return value
