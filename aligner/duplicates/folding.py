"""Texts folded for matching: what a reader calls the same characters becomes the same number.

Full-width and half-width forms, traditional and simplified characters, upper and lower case fall together; white space,
line breaks, punctuation and the marks of notes are dropped, so that a copy set in other type is still a copy. Every
number keeps the place it came from. Folding is one character to one: the phrase rules of OpenCC (皇后/後) would need a
dictionary look-up for each of fifty million characters, and both copies are folded alike anyway.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from aligner.records import Document, MarkKind, Span

Codes = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]
Offsets = npt.NDArray[np.int32]

DROPPED_MARKS = frozenset({MarkKind.NOTE_REFERENCE, MarkKind.EDITOR, MarkKind.MARKUP})
BOUNDARY = 0  # the symbol between two documents, and before the first

# Blocks that hold characters which change when folded: the BMP and the supplementary ideographs.
_FOLDED_RANGES = ((0x20, 0xD800), (0xE000, 0x10000), (0x10400, 0x10450), (0x20000, 0x323B0))
_CODE_POINTS = 0x110000
# Characters that simplify in some words and stay in others (照著 照着, 著作; 計畫 计划, 圖畫; 沈默 沉默, 沈陽), from
# TSPhrases of OpenCC, and Taiwan's forms of pronouns: the first stands for both.
_ONE_OF_TWO = {
    stays: first for first, stays in ("着著", "划画", "了瞭", "借藉", "沉沈", "复覆", "只祇", "苏甦", "你妳", "它牠")
}


@dataclass(frozen=True, slots=True)
class Folded:
    """All documents as one row of symbols.

    codes: `(n,)`, symbol 0 before, between and after documents, others numbered by what occurs.
    offsets: int32 `(n,)`, the code point of `Document.text` that a symbol came from; -1 at boundaries.
    starts: int64 `(documents + 1,)`, the first symbol of each document (its boundary stands just before it).
    wide: bool `(n,)`, true for ideographs and kana, which say about three times as much as a letter.
    """

    codes: Codes
    offsets: Offsets
    starts: npt.NDArray[np.int64]
    wide: npt.NDArray[np.bool_]

    def document_of(self, symbol: int) -> int:
        return int(np.searchsorted(self.starts, symbol, side="right")) - 1

    def span(self, start: int, end: int) -> Span:
        """Where the symbols `[start, end)`, all of one document, stand in its text."""
        return Span(int(self.offsets[start]), int(self.offsets[end - 1]) + 1)


@cache
def character_map() -> npt.NDArray[np.uint32]:
    """uint32 `(0x110000,)`: the code point that each folds to, 0 where it is dropped (not a letter, not a digit)."""
    table = np.zeros(_CODE_POINTS, dtype=np.uint32)
    for start, end in _FOLDED_RANGES:
        for code in range(start, end):
            character = chr(code)
            if character.isalnum():
                table[code] = ord(_one(character))
    kept = np.nonzero(table)[0]
    table[kept] = _simplified(table[kept])
    return table


def _one(character: str) -> str:
    """Width and case folded, where that leaves one character: Ａ -> a, but ㎞ stays (it would be two)."""
    folded = unicodedata.normalize("NFKC", character).casefold()
    return folded if len(folded) == 1 and folded.isalnum() else character


def _simplified(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Each character by itself, traditional to simplified."""
    import opencc

    lines = "\n".join(map(chr, codes.tolist()))
    simple = opencc.OpenCC("t2s").convert(lines).split("\n")
    return np.array(
        [ord(_ONE_OF_TWO.get(s, s)) if len(s) == 1 else c for s, c in zip(simple, codes.tolist(), strict=True)],
        dtype=np.uint32,
    )


def fold(text: str) -> tuple[npt.NDArray[np.uint32], Offsets]:
    """Folded code points of a text, and where each stands."""
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    folded = character_map()[raw]
    offsets = np.flatnonzero(folded).astype(np.int32)
    return folded[offsets], offsets


class _FoldedCharacters(dict[int, int | None]):
    """For `str.translate`: what each code point folds to, None where it is dropped; filled as characters are met."""

    def __missing__(self, code: int) -> int | None:
        folded = int(character_map()[code])
        self[code] = folded or None
        return self[code]


_CHARACTERS = _FoldedCharacters()


def fold_string(text: str) -> str:
    """The folded text as a string."""
    return text.translate(_CHARACTERS)


def fold_documents(documents: Sequence[Document], left_out: Mapping[str, Sequence[Span]] | None = None) -> Folded:
    """All documents in one row, without note marks and without the spans of `left_out` (by document name)."""
    parts, places, starts, at = [], [], [], 1
    used = np.zeros(_CODE_POINTS, dtype=bool)
    for document in documents:
        codes, offsets = fold(document.text)
        gone = [m.span for m in document.marks if m.kind in DROPPED_MARKS]
        gone += (left_out or {}).get(document.name, ())
        if gone:
            present = np.ones(len(document.text), dtype=bool)
            for span in gone:
                present[span.start : span.end] = False
            codes, offsets = codes[present[offsets]], offsets[present[offsets]]
        used[codes] = True
        parts.append(codes)
        places.append(offsets)
        starts.append(at)
        at += len(codes) + 1
    symbols = np.cumsum(used, dtype=np.uint32)
    few = symbols[-1] <= np.iinfo(np.uint16).max
    codes_of_all: Codes = np.full(at, BOUNDARY, np.uint16) if few else np.full(at, BOUNDARY, np.uint32)
    offsets_of_all = np.full(at, -1, dtype=np.int32)
    wide = np.zeros(at, dtype=bool)
    for start, codes, offsets in zip(starts, parts, places, strict=True):
        codes_of_all[start : start + len(codes)] = symbols[codes]
        offsets_of_all[start : start + len(codes)] = offsets
        wide[start : start + len(codes)] = codes >= 0x2E80
    return Folded(codes_of_all, offsets_of_all, np.array([*starts, at], dtype=np.int64), wide)
