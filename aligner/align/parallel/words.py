"""Which words of a sentence have a counterpart where: inside a bead, or in the sentence next to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aligner.align.parallel.lexicon import WordPairs
from aligner.align.parallel.threads import by_strips
from aligner.embed import Encoder, Vectors
from aligner.embed.adding import row_lengths
from aligner.embed.embedded import EmbeddedEncoder
from aligner.native import native

Floats32 = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

SUMMED = 1024  # sentences added up by one thread at a time
STRIP = 16  # sentences whose words are compared at once


@dataclass(frozen=True)
class Words:
    """The words of one side, sentence after sentence: those of sentence i are `start[i]:start[i + 1]`.

    `ids`: int64 `(n_words,)`, which of the different words each is. Of those, `vectors` float32 `(n_different, dim)`
    are the directions, of length 1, and `weights` float32 `(n_different,)` how much each counts.
    """

    start: Ints
    ids: Ints
    vectors: Vectors
    weights: Floats32

    def part(self, numbers: Sequence[int]) -> Words:
        """The words of some of the sentences."""
        rows = np.concatenate([np.arange(self.start[i], self.start[i + 1]) for i in numbers] or [np.zeros(0, np.int64)])
        start = np.concatenate([[0], np.cumsum(np.diff(self.start)[numbers])]).astype(np.int64)
        return replace(self, start=start, ids=self.ids[rows])

    def sums(self) -> Vectors:
        """float32 `(n_sentences, dim)`: what `encoder.sums` gives."""
        out = np.zeros((len(self.start) - 1, self.vectors.shape[1]), np.float32)

        def fill(first: int) -> None:
            _add_up(first, first + SUMMED, self.start, self.ids, self.vectors, self.weights, out)

        by_strips(len(out), SUMMED, fill)
        return out


@native
def _add_up(
    first: int, end: int, start: Ints, ids: Ints, vectors: Vectors, weights: Floats32, out: Vectors
) -> None:  # fmt: skip
    for i in range(first, min(end, len(out))):
        for w in range(start[i], start[i + 1]):
            weight, row = weights[ids[w]], vectors[ids[w]]
            for d in range(out.shape[1]):
                out[i, d] += weight * row[d]


def read_words(texts: Sequence[str], encoder: EmbeddedEncoder) -> Words:
    """The words of sentences: the encoder's pieces."""
    start, pieces = encoder.pieces(texts)
    different, ids = numbered(pieces)
    rows = encoder.piece_vectors(different)
    weights = row_lengths(rows)
    vectors = np.divide(rows, weights[:, None], out=np.zeros_like(rows), where=weights[:, None] > 0)
    return Words(start, ids, vectors, weights)


def numbered(values: Ints) -> tuple[Ints, Ints]:
    """The different values, rising, and which of them each value is: for small numbers faster than `np.unique`."""
    number = np.zeros(int(values.max(initial=-1)) + 1, np.int64)
    number[values] = 1
    different = np.flatnonzero(number)
    number[different] = np.arange(len(different))
    return different, number[values]


def word_encoder(encoder: Encoder) -> EmbeddedEncoder:
    """Whose words serve: sentence-transformers models have none, so the embedded encoder's do for them."""
    return encoder if isinstance(encoder, EmbeddedEncoder) else EmbeddedEncoder()


@dataclass(frozen=True)
class Matches:
    """How well each word is matched by the likest word of each sentence near it on the other side.

    Word w of a sentence whose window begins at sentence `first` and holds `width` sentences: `best[at[w] : at[w] +
    width]`.
    """

    first: Ints  # by sentence
    width: Ints  # by sentence
    at: Ints  # by word
    best: Floats32


def match_words(
    zh: Words, en: Words, pairs: WordPairs, first: Ints, last: Ints, asked: npt.NDArray[np.bool_]
) -> tuple[Matches, Matches]:
    """Each Chinese sentence i against English sentences `first[i] <= j < last[i]`, both rising; and the other way.

    Only the sentences `asked` for, bool `(n_zh,)`: words of others count as unmatched."""
    n_zh, n_en = len(zh.start) - 1, len(en.start) - 1
    forth = _layout(zh.start, first, last)
    # English sentence j meets the Chinese sentences whose windows hold it: windows rise, so they are a run.
    columns = np.arange(n_en)
    first_back = np.searchsorted(last, columns, side="right")
    last_back = np.maximum(np.searchsorted(first, columns, side="right"), first_back)
    back = _layout(en.start, first_back, np.minimum(last_back, n_zh))

    def strip(top: int) -> None:
        rows = top + np.flatnonzero(asked[top : top + STRIP] & (last > first)[top : top + STRIP])
        if not len(rows):
            return
        words_zh = slice(zh.start[rows[0]], zh.start[rows[-1] + 1])
        words_en = slice(en.start[first[rows[0]]], en.start[last[rows[-1]]])
        ids_zh, place_zh = np.unique(zh.ids[words_zh], return_inverse=True)
        ids_en, place_en = np.unique(en.ids[words_en], return_inverse=True)
        alike = zh.vectors[ids_zh] @ en.vectors[ids_en].T
        pairs.raise_to(alike, ids_zh, ids_en)
        _best_of_each(
            alike, rows, place_zh, place_en, words_zh.start, words_en.start, zh.start, en.start,
            first, last, forth.at, forth.best, back.at, back.best, first_back,
        )  # fmt: skip

    by_strips(n_zh, STRIP, strip)
    return forth, back


def _layout(start: Ints, first: Ints, last: Ints) -> Matches:
    width = np.maximum(last - first, 0)
    each = np.repeat(width, np.diff(start))
    at = np.concatenate([[0], np.cumsum(each)])
    return Matches(first, width, at[:-1], np.zeros(int(at[-1]), np.float32))


@native
def _best_of_each(
    alike: Floats32, rows: Ints, place_zh: Ints, place_en: Ints, word_zh: int, word_en: int, start_zh: Ints,
    start_en: Ints,
    first: Ints, last: Ints, at: Ints, best: Floats32, at_back: Ints, best_back: Floats32, first_back: Ints,
) -> None:  # fmt: skip
    for i in rows:
        for j in range(first[i], last[i]):
            for q in range(start_en[j], start_en[j + 1]):
                column = place_en[q - word_en]
                top = np.float32(0.0)
                for p in range(start_zh[i], start_zh[i + 1]):
                    x = alike[place_zh[p - word_zh], column]
                    top = max(top, x)
                    spot = at[p] + j - first[i]
                    if x > best[spot]:
                        best[spot] = x
                best_back[at_back[q] + i - first_back[j]] = top


def coverage(begin: Ints, count: Ints, other: Ints, other_count: Ints, words: Words, matches: Matches) -> Floats32:
    """For beads of `count` sentences from `begin` against `other_count` from `other`: float32 `(n_beads, 3)`.

    Of the words' weight: the share matched inside, the share matched better in the sentence before or after the other
    side, and the weight itself.
    """
    out = np.zeros((len(begin), 3), np.float32)
    _coverage(
        begin, count, other, other_count, words.start, words.ids, words.weights,
        matches.first, matches.width, matches.at, matches.best, out,
    )  # fmt: skip
    return out


@native
def _coverage(
    begin: Ints, count: Ints, other: Ints, other_count: Ints,
    start: Ints, ids: Ints, weights: Floats32, first: Ints, width: Ints, at: Ints, best: Floats32, out: Floats32,
) -> None:  # fmt: skip
    for e in range(len(begin)):
        total, inside, outside = 0.0, 0.0, 0.0
        for i in range(begin[e], begin[e] + count[e]):
            for w in range(start[i], start[i + 1]):
                near, beside = 0.0, 0.0
                for j in range(other[e] - 1, other[e] + other_count[e] + 1):
                    k = j - first[i]
                    if k < 0 or k >= width[i]:
                        continue
                    x = best[at[w] + k]
                    if other[e] <= j < other[e] + other_count[e]:
                        near = max(near, x)
                    else:
                        beside = max(beside, x)
                weight = weights[ids[w]]
                total += weight
                inside += weight * near
                outside += weight * max(0.0, beside - near)
        if total > 0:
            out[e, 0], out[e, 1], out[e, 2] = inside / total, outside / total, total
