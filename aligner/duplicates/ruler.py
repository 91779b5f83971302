"""How long a stretch of symbols is, and where sentences begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from aligner.arrays import Ints
from aligner.duplicates.folding import Folded
from aligner.records import Document
from aligner.settings import DuplicateSettings

WORDS = 8  # symbols that are the same words: two words or so


class Ruler:
    """Measures stretches of `Folded`. Places are symbols: single ones, or arrays of them."""

    def __init__(self, folded: Folded, documents: Sequence[Document], settings: DuplicateSettings) -> None:
        # int32 (n + 1,): ideographs before each symbol.
        self._wide = np.zeros(len(folded.codes) + 1, dtype=np.int32)
        np.cumsum(folded.wide, dtype=np.int32, out=self._wide[1:])
        self._settings = settings
        self._codes = folded.codes
        self._documents = folded.starts.tolist()
        self._starts = _sentence_starts(folded, documents)
        self._is_start = np.zeros(len(folded.codes) + 1, dtype=bool)
        self._is_start[self._starts] = True

    def crosses(self, x: int, y: int) -> bool:
        """Whether the two symbols are of different documents."""
        return bisect_right(self._documents, x) != bisect_right(self._documents, y)

    def document_of(self, symbols: Ints) -> Ints:
        """The number of the document that each symbol stands in."""
        documents: Ints = np.searchsorted(self._documents, symbols, side="right")
        return documents

    def letters(self, start: Any, end: Any) -> Any:
        """Length in letters; an ideograph counts as three."""
        return (end - start) + 2 * (self._wide[end] - self._wide[start])

    def distance(self, x: Any, y: Any) -> Any:
        """How far apart two places are, in letters."""
        return abs(self.letters(x, y))

    def length(self, start: Any, end: Any) -> Any:
        """Length in shortest repeats asked for: 1.0 is `min_zh` ideographs, or `min_en` characters of English."""
        wide = self._wide[end] - self._wide[start]
        # Five letters make six characters of English text, a space included.
        narrow = (end - start - wide) * 1.2
        return wide / self._settings.min_zh + narrow / self._settings.min_en

    def at_sentence(self, symbol: Any) -> Any:
        """Whether a sentence begins here, or one ended just before."""
        return self._is_start[symbol]

    def start_beside(self, symbols: Ints, direction: Literal[1, -1]) -> Ints:
        """For each symbol the next one behind (1) or before (-1), or itself, that begins a sentence or ends a text."""
        at = np.searchsorted(self._starts, symbols, side="left" if direction == 1 else "right")
        beside: Ints = self._starts[(at if direction == 1 else at - 1).clip(0, len(self._starts) - 1)]
        return beside

    def same_words(self, x: Ints, y: Ints, direction: Literal[1, -1]) -> npt.NDArray[np.bool_]:
        """Whether the same symbols stand behind (1) or before (-1) each two places."""
        same = np.ones(len(x), dtype=bool)
        for step in range(WORDS) if direction == 1 else range(-WORDS, 0):
            i, j = (np.clip(place + step, 0, len(self._codes) - 1) for place in (x, y))
            same &= self._codes[i] == self._codes[j]
        return same

    def nearest_start(self, symbols: Ints) -> Ints:
        """For each symbol the nearest one that begins a sentence or ends a document."""
        after = np.searchsorted(self._starts, symbols).clip(1, len(self._starts) - 1)
        left, right = self._starts[after - 1], self._starts[after]
        nearest: Ints = np.where(symbols - left <= right - symbols, left, right)
        return nearest


def _sentence_starts(folded: Folded, documents: Sequence[Document]) -> Ints:
    """Symbols that begin a sentence, and the boundaries of documents; sorted."""
    found = [np.zeros(0, dtype=np.int64)]
    for d, document in enumerate(documents):
        first, end = int(folded.starts[d]), int(folded.starts[d + 1]) - 1
        begins = np.array([s.span.start for s in document.sentences], dtype=np.int32)
        found.append(first + np.searchsorted(folded.offsets[first:end], begins))
        found.append(np.array([first, end]))
    return np.unique(np.concatenate(found))
