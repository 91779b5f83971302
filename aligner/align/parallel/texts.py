"""One side of the search: sentences as vectors that add up, as words, and as lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aligner.align.parallel.paragraphs import read_openings
from aligner.align.parallel.runs import Runs
from aligner.align.parallel.words import Words, read_words
from aligner.arrays import Floats, Floats32, Ints
from aligner.embed import Encoder, Vectors
from aligner.embed.adding import row_lengths
from aligner.embed.embedded import EmbeddedEncoder
from aligner.embed.encoder import AdditiveEncoder
from aligner.records import Document

CENTRE_PRIOR = 20  # pseudo-count of zero vectors in a text's mean: few sentences less their mean would be nothing
STRIP = 1024  # sentences centred at once


@dataclass(frozen=True)
class Side:
    """The sentences of one language. `sums`: float32 `(n, dim)`, centred; the vector of a run is the sum of its rows.
    With `runs` (encoders whose vectors do not add up) that is an approximation for the coarse search. `openings`: what
    begins with each sentence (paragraphs.py).
    """

    texts: tuple[str, ...]
    sums: Vectors
    words: Words
    openings: Ints
    runs: Runs | None = None

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def lengths(self) -> Floats:
        """Characters that are not spaces."""
        return np.array([len("".join(text.split())) for text in self.texts], dtype=np.float64)

    def part(self, numbers: list[int]) -> Side:
        """The same with these sentences only."""
        return Side(
            tuple(self.texts[i] for i in numbers),
            self.sums[numbers],
            self.words.part(numbers),
            self.openings[numbers],
            self.runs and self.runs.part(numbers),
        )

    def norms(self, depth: int) -> Floats32:
        """float32 `(n, depth)`: the length of the vector of the k + 1 sentences from i on (zero past the end)."""
        out = np.zeros((len(self), depth), np.float32)
        run = self.sums.copy()
        for k in range(min(depth, len(self))):
            if k:
                run = run[:-1]
                run += self.sums[k:]
            out[: len(run), k] = row_lengths(run)
        return out


def filled(document: Document) -> tuple[int, ...]:
    """The indices of the aligned sentences that are not empty."""
    texts = document.matching_texts
    return tuple(i for i in document.aligned if texts[i] and not texts[i].isspace())


def read_side(
    document: Document, numbers: Sequence[int], vectors: Vectors | None, encoder: Encoder, words: EmbeddedEncoder
) -> Side:
    """The sentences `numbers` of a document. `vectors`: one row for each sentence of the document; only used for
    encoders whose vectors do not add up.
    """
    texts = tuple(document.matching_texts[i] for i in numbers)
    known = read_words(texts, words)
    openings = read_openings([document.sentences[i] for i in numbers])
    if encoder is words:
        sums = known.sums()
        return Side(texts, centred(sums, out=sums), known, openings)
    if isinstance(encoder, AdditiveEncoder):
        return Side(texts, centred(encoder.sums(texts)), known, openings)
    rows = encoder.encode(texts) if vectors is None else vectors[list(numbers)]
    # In a run, sentences are weighted by their lengths.
    sums = rows * np.array([len(text) for text in texts], dtype=np.float32)[:, None]
    runs = Runs(encoder, texts, rows, common_direction(rows), "" if document.lang == "zh" else " ")
    return Side(texts, centred(sums), known, openings, runs)


def centred(sums: Vectors, out: Vectors | None = None) -> Vectors:
    """The sums without what all sentences of the text share: from each row, its length times the mean direction.

    Centring is worth about .01 strict F1; centred sums still add up. `out`: an array for the result, which may be
    `sums` (fresh memory for a book takes longer than the arithmetic).
    """
    lengths = row_lengths(sums)
    directions = np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0) @ sums  # their sum
    mean = directions / (len(sums) + CENTRE_PRIOR)
    out = np.empty_like(sums) if out is None else out
    for first in range(0, len(sums), STRIP):  # a whole book at once would go through memory three times
        rows = slice(first, first + STRIP)
        np.subtract(sums[rows], np.outer(lengths[rows], mean), out=out[rows])
    return out


def common_direction(rows: Vectors) -> Vectors:
    """float32 `(dim,)`: the mean of rows of length 1, drawn towards zero."""
    return np.asarray(rows.sum(0) / (len(rows) + CENTRE_PRIOR), dtype=np.float32)
