"""Text to pieces, the tokens of the embedded encoder: the longest known word at each place, left to right.

For sentence-transformers the model's `tokenizer.json` (made by `training/tokenizer.py`) does the same; a test compares
both. This one is several times faster, since it remembers words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from aligner.embed.characters import characters

HAN = "㐀-䶿一-鿿"
# Runs of characters that pieces never cross. Without \w and the like, since two regex libraries must agree on it.
RUN_PATTERN = rf"[a-z]+|[{HAN}]+|[0-9]+|'(?:s|t|re|ve|ll|d|m)(?![a-z])|[!-&(-/:-@\[-`{{-~]"
RUN = re.compile(RUN_PATTERN)
BEGIN = "▁"  # stands before each run: a whole word and the inside of one are different pieces
KEPT = 100_000  # chunks remembered
FEW, SHORT = 3_000, 30  # for so few runs, of so few characters, `_lengths` would take longer than it saves


class Pieces:
    """Greedy longest match over a vocabulary: piece -> number."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.vocabulary = vocabulary
        self._chunks: dict[str, list[int]] = {}
        self._cut = 0  # runs cut so far

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """The lengths of the pieces that begin with two given characters, longest first, so that most places need one
        or two tries. To make it takes .03 s.
        """
        masks: dict[str, int] = {}  # bit n: some piece is n characters long
        known = masks.get
        for piece in self.vocabulary:
            if len(piece) > 1:
                head = piece[:2]
                masks[head] = known(head, 0) | 1 << len(piece)
        lengths = {
            mask: tuple(n for n in range(mask.bit_length(), 0, -1) if mask >> n & 1) for mask in {*masks.values()}
        }
        return {head: lengths[mask] for head, mask in masks.items()}

    def of_text(self, text: str) -> list[int]:
        """Numbers of the pieces of a text, in order."""
        found: list[int] = []
        known = self._chunks.get
        for chunk in text.translate(characters()).split():
            numbers = known(chunk)
            found += self._of_chunk(chunk) if numbers is None else numbers
        return found

    def _of_chunk(self, chunk: str) -> list[int]:
        """The pieces of a chunk between spaces. Those of words are remembered; Chinese clauses hardly recur."""
        found: list[int] = []
        for run in RUN.findall(chunk):
            found += self.cut(run if run[0] >= "㐀" else BEGIN + run)[0]
        if chunk.isascii():
            self._remember(chunk, found)
        return found

    def _remember(self, chunk: str, numbers: list[int]) -> None:
        if len(self._chunks) < KEPT:
            self._chunks[chunk] = numbers

    def of_run(self, run: str) -> list[int]:
        """Numbers of the pieces of a run that is not Chinese; the rules for characters have been applied."""
        numbers = self._chunks.get(run)
        if numbers is None:
            numbers = self.cut(BEGIN + run)[0]
            self._remember(run, numbers)
        return numbers

    def cut(self, text: str) -> tuple[list[int], list[int]]:
        """Numbers of the pieces of a run (with its BEGIN), and where each ends; none if a character is unknown."""
        found: list[int] = []
        ends: list[int] = []
        number = self.vocabulary.get
        at, end = 0, len(text)
        if (whole := number(text)) is not None:
            return [whole], [end]
        self._cut += 1
        known = self._lengths if self._cut > FEW or end > SHORT else None
        while at < end:
            for length in range(end - at, 1, -1) if known is None else known.get(text[at : at + 2], ()):
                piece = number(text[at : at + length])
                if piece is not None and at + length <= end:
                    at += length
                    break
            else:
                piece = number(text[at])
                if piece is None:
                    return [], []
                at += 1
            found.append(piece)
            ends.append(at)
        return found, ends
