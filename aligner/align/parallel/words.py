"""How many words of a sentence have a counterpart inside a bead, and how many have a better one just outside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from aligner.align.parallel.lexicon import WordPairs
from aligner.align.parallel.threads import by_strips
from aligner.arrays import Bools, Floats32, Ints
from aligner.embed import Encoder, Vectors
from aligner.embed.embedded import EmbeddedEncoder
from aligner.native import native

Rows = npt.NDArray[np.int8]

STRIP = 256  # sentences added up, or compared, by one thread at a time
AT_ONCE = 4  # words that one word is compared with at once, so that it is fetched from memory once


@dataclass(frozen=True)
class Words:
    """The words of one side, sentence after sentence: those of sentence i are `start[i]:start[i + 1]`.

    `ids`: int64 `(n_words,)`, the number of each word among the different ones. The vectors of these are `rows` int8
    `(n_different, dim)` times `scales` float32 `(n_different,)`, as in the encoder: a quarter of the memory of floats,
    and products are exact.
    """

    start: Ints
    ids: Ints
    rows: Rows
    scales: Floats32

    @cached_property
    def weights(self) -> Floats32:
        """float32 `(n_different,)`: the length of each vector, which is how much the word counts."""
        lengths = np.zeros(len(self.rows), np.float32)
        _lengths(self.rows, lengths)
        return np.abs(self.scales) * lengths

    @cached_property
    def units(self) -> Floats32:
        """float32 `(n_different,)`: factors that make rows vectors of length 1; 0 for a word without a vector."""
        return np.divide(self.scales, self.weights, out=np.zeros_like(self.scales), where=self.weights > 0)

    def part(self, numbers: Sequence[int]) -> Words:
        """The words of some of the sentences."""
        rows = np.concatenate([np.arange(self.start[i], self.start[i + 1]) for i in numbers] or [np.zeros(0, np.int64)])
        start = np.concatenate([[0], np.cumsum(np.diff(self.start)[numbers])]).astype(np.int64)
        return replace(self, start=start, ids=self.ids[rows])

    def sums(self) -> Vectors:
        """float32 `(n_sentences, dim)`: the same as `encoder.sums`."""
        out = np.zeros((len(self.start) - 1, self.rows.shape[1]), np.float32)

        def fill(first: int) -> None:
            _add_up(first, first + STRIP, self.start, self.ids, self.rows, self.scales, out)

        by_strips(len(out), STRIP, fill)
        return out


@native
def _lengths(rows: Rows, out: Floats32) -> None:
    for w in range(len(rows)):
        total = np.int32(0)
        for d in range(rows.shape[1]):
            total = np.int32(total + np.int32(rows[w, d]) * np.int32(rows[w, d]))
        out[w] = np.sqrt(total)


@native
def _add_up(
    first: int, end: int, start: Ints, ids: Ints, rows: Rows, scales: Floats32, out: Vectors
) -> None:  # fmt: skip
    for i in range(first, min(end, len(out))):
        for w in range(start[i], start[i + 1]):
            scale, row = scales[ids[w]], rows[ids[w]]
            for d in range(out.shape[1]):
                out[i, d] += scale * np.float32(row[d])


def read_words(texts: Sequence[str], encoder: EmbeddedEncoder) -> Words:
    """The words of sentences: the encoder's pieces."""
    start, pieces = encoder.pieces(texts)
    different, ids = numbered(pieces)
    return Words(start, ids, *encoder.piece_rows(different))


def numbered(values: Ints) -> tuple[Ints, Ints]:
    """The different values, rising, and the index of each value among them; faster than `np.unique` for small ints."""
    number = np.zeros(int(values.max(initial=-1)) + 1, np.int64)
    number[values] = 1
    different = np.flatnonzero(number)
    number[different] = np.arange(len(different))
    return different, number[values]


def word_encoder(encoder: Encoder) -> EmbeddedEncoder:
    """The encoder whose words are used: the embedded one also for sentence-transformers models, which have no words."""
    return encoder if isinstance(encoder, EmbeddedEncoder) else EmbeddedEncoder()


@dataclass(frozen=True)
class Matches:
    """The best cosine of each word with a word of each sentence in its window on the other side.

    Sentences have windows of `width` sentences from `first`; the cosines of word w are `best[at[w] : at[w] + width]`.
    """

    first: Ints  # by sentence
    width: Ints  # by sentence
    at: Ints  # by word
    best: Floats32


def match_words(
    zh: Words, en: Words, pairs: WordPairs, first: Ints, last: Ints, asked: Bools
) -> tuple[Matches, Matches]:
    """Compare each Chinese sentence i with the English sentences `first[i] <= j < last[i]`, both rising; and back.

    Only the Chinese sentences `asked` for, bool `(n_zh,)`; words of the others count as unmatched.
    """
    n_zh, n_en = len(zh.start) - 1, len(en.start) - 1
    forth = _layout(zh.start, first, last)
    # The Chinese sentences whose windows hold an English sentence are consecutive, since windows rise.
    columns = np.arange(n_en)
    first_back = np.searchsorted(last, columns, side="right")
    last_back = np.maximum(np.searchsorted(first, columns, side="right"), first_back)
    back = _layout(en.start, first_back, np.minimum(last_back, n_zh))

    def strip(top: int) -> None:
        most = len(en.rows) + AT_ONCE
        place, chosen = np.full(len(en.rows), -1), np.zeros(most, np.int64)
        alike, likest = np.zeros((2, most), np.float32)
        _best_of_each(
            top, min(top + STRIP, n_zh), asked, first, last, first_back,
            zh.start, zh.ids, zh.rows, zh.units, en.start, en.ids, en.rows, en.units,
            pairs.start, pairs.partners, pairs.sure, place, chosen, alike, likest,
            forth.at, forth.best, back.at, back.best,
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
    begin: int, end: int, asked: Bools, first: Ints, last: Ints, first_back: Ints,
    start_zh: Ints, ids_zh: Ints, rows_zh: Rows, units_zh: Floats32,
    start_en: Ints, ids_en: Ints, rows_en: Rows, units_en: Floats32,
    pairs: Ints, partners: Ints, sure: Floats32,
    place: Ints,  # of each English word, its index among those in the window, or -1
    chosen: Ints,  # the English words in the window
    alike: Floats32,  # the likeness of each of them to the current Chinese word
    likest: Floats32,  # and to the most similar word of the sentence
    at: Ints, best: Floats32, at_back: Ints, best_back: Floats32,
) -> None:  # fmt: skip
    for i in range(begin, end):
        if not asked[i] or first[i] >= last[i]:
            continue
        count = 0
        for q in range(start_en[first[i]], start_en[last[i]]):
            if place[ids_en[q]] < 0:
                place[ids_en[q]] = count
                chosen[count], likest[count] = ids_en[q], 0.0
                count += 1
        for p in range(start_zh[i], start_zh[i + 1]):
            word = ids_zh[p]
            _compare(rows_zh[word], units_zh[word], rows_en, units_en, chosen, count, alike)
            for k in range(pairs[word], pairs[word + 1]):
                column = place[partners[k]]
                if column >= 0:
                    alike[column] = max(alike[column], sure[k])
            for c in range(count):
                likest[c] = max(likest[c], alike[c])
            for j in range(first[i], last[i]):
                top = np.float32(0.0)
                for q in range(start_en[j], start_en[j + 1]):
                    top = max(top, alike[place[ids_en[q]]])
                best[at[p] + j - first[i]] = top
        for j in range(first[i], last[i]):
            for q in range(start_en[j], start_en[j + 1]):
                best_back[at_back[q] + i - first_back[j]] = likest[place[ids_en[q]]]
        for q in range(start_en[first[i]], start_en[last[i]]):
            place[ids_en[q]] = -1


@native
def _compare(
    row: Rows, unit: float, rows: Rows, units: Floats32, chosen: Ints, count: int, out: Floats32
) -> None:  # fmt: skip
    """Cosines of one word with the first `count` chosen words, rounded up to a multiple of AT_ONCE."""
    for c in range(0, count, AT_ONCE):
        a, b, x, y = chosen[c], chosen[c + 1], chosen[c + 2], chosen[c + 3]
        for_a, for_b, for_x, for_y = np.int32(0), np.int32(0), np.int32(0), np.int32(0)
        for d in range(len(row)):
            value = np.int32(row[d])
            for_a = np.int32(for_a + value * np.int32(rows[a, d]))
            for_b = np.int32(for_b + value * np.int32(rows[b, d]))
            for_x = np.int32(for_x + value * np.int32(rows[x, d]))
            for_y = np.int32(for_y + value * np.int32(rows[y, d]))
        out[c], out[c + 1] = for_a * unit * units[a], for_b * unit * units[b]
        out[c + 2], out[c + 3] = for_x * unit * units[x], for_y * unit * units[y]


def coverage(begin: Ints, count: Ints, other: Ints, other_count: Ints, words: Words, matches: Matches) -> Floats32:
    """For beads of `count` sentences from `begin` against `other_count` from `other`: float32 `(n_beads, 2)`.

    Of the words' weight: the share that is matched inside the bead, and the share that would be matched better in the
    sentence before or after the other side.
    """
    out = np.zeros((len(begin), 2), np.float32)
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
            out[e, 0], out[e, 1] = inside / total, outside / total
