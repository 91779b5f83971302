"""Sentences of a review found again in a document that may have changed since."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from aligner.read.finder import SentenceFinder
from aligner.records import Document
from aligner.review.file import SideWords


class Sentences:
    """`sides`: all that a review says of this document. What stands in it several times ("是。") is looked for where
    the sentence that stands once nearest before has moved to.
    """

    def __init__(self, document: Document, sides: Iterable[SideWords]) -> None:
        self._finder = SentenceFinder(document)
        self._numbers: dict[str, list[int]] = {}
        for sentence in document.sentences:
            self._numbers.setdefault(_closed(document.slice(sentence.span)), []).append(sentence.index)
        moved = {}
        for side in sides:
            for number, text in zip(side.sentences, side.texts, strict=True):
                now = self._numbers.get(_closed(text), [])
                if len(now) == 1:
                    moved[number] = now[0] - number
        self._anchors = sorted(moved.items())

    def of(self, side: SideWords) -> tuple[int, ...]:
        """The numbers of a side's sentences as they are now; empty where one of them is not there any more."""
        found: set[int] = set()
        for run in _runs(side):
            numbers = [now for number, text in run if (now := self._nearest(number, text)) is not None]
            if len(numbers) < len(run) or any(b != a + 1 for a, b in pairwise(numbers)):  # rewritten, joined or cut
                numbers = [*self._finder.find("".join(text for _, text in run), ())]
            if not numbers:
                return ()
            found.update(numbers)
        return tuple(sorted(found))

    def _nearest(self, number: int, text: str) -> int | None:
        """Of the sentences that say this, the one nearest to where it should have moved to."""
        now = self._numbers.get(_closed(text))
        expected = number + self._moved(number)
        return min(now, key=lambda n: abs(n - expected)) if now else None

    def _moved(self, number: int) -> int:
        """By how much the sentences about here have moved."""
        at = bisect_right(self._anchors, (number, len(self._numbers)))
        return self._anchors[at - 1][1] if at else (self._anchors[0][1] if self._anchors else 0)


def _runs(side: SideWords) -> list[list[tuple[int, str]]]:
    """(number, text) of neighbouring sentences together."""
    runs: list[list[tuple[int, str]]] = []
    for number, text in zip(side.sentences, side.texts, strict=True):
        if not runs or runs[-1][-1][0] != number - 1:
            runs.append([])
        runs[-1].append((number, text))
    return runs


def _closed(text: str) -> str:
    return "".join(text.split())
