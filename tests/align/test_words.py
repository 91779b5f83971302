"""Words: their vectors, and how well each is matched by the sentences near it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.align.parallel.lexicon import WordPairs
from aligner.align.parallel.words import Words, match_words, read_words
from aligner.embed.embedded import EmbeddedEncoder
from tests.align.story import STORY

DIM = 21


def words_of(counts: list[int], rng: np.random.Generator) -> Words:
    """Of eleven different words; the last has no vector, and one a scale of nothing."""
    rows = rng.integers(-127, 128, (11, DIM)).astype(np.int8)
    rows[10] = 0
    scales = rng.random(11).astype(np.float32)
    scales[9] = 0
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Words(start, rng.integers(0, 11, int(start[-1])), rows, scales)


def vectors(words: Words) -> np.ndarray:
    return words.rows.astype(np.float64) * words.scales[:, None]


def test_words_add_up_to_what_the_encoder_gives() -> None:
    encoder, texts = EmbeddedEncoder(), [text for pair in STORY for text in pair]
    words = read_words(texts, encoder)
    assert words.sums() == pytest.approx(encoder.sums(texts), abs=1e-4)
    assert words.part([3, 5]).sums() == pytest.approx(words.sums()[[3, 5]])


def test_weights_are_lengths_and_units_make_rows_of_length_one() -> None:
    words = words_of([4, 4], np.random.default_rng(0))
    assert words.weights == pytest.approx(np.linalg.norm(vectors(words), axis=1))
    lengths = np.linalg.norm(words.rows * words.units[:, None].astype(np.float64), axis=1)
    assert lengths == pytest.approx([1.0] * 9 + [0.0] * 2)


counts = st.lists(st.integers(0, 9), min_size=1, max_size=7)


@settings(max_examples=60, deadline=None)
@given(zh=counts, en=counts, seed=st.integers(0, 999))
def test_matches_are_those_of_every_word_with_every_word(zh: list[int], en: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    left, right = words_of(zh, rng), words_of(en, rng)
    edges = np.sort(rng.integers(0, len(en) + 1, (2, len(zh))), axis=1)
    first, last = edges.min(0), edges.max(0)
    asked = rng.random(len(zh)) < 0.8
    held = np.sort(rng.integers(0, 3, 11))  # learned partners of each Chinese word
    start = np.concatenate([[0], np.cumsum(held)])
    pairs = WordPairs(start, rng.integers(0, 11, int(start[-1])), rng.random(int(start[-1])).astype(np.float32))
    forth, back = match_words(left, right, pairs, first, last, asked)

    unit = [v / np.maximum(np.linalg.norm(v, axis=1, keepdims=True), 1e-9) for v in map(vectors, (left, right))]
    alike = unit[0] @ unit[1].T
    for w in range(11):
        for k in range(start[w], start[w + 1]):
            alike[w, pairs.partners[k]] = max(alike[w, pairs.partners[k]], pairs.sure[k])
    for i in range(len(zh)):
        for j in range(first[i], last[i]):
            of_zh, of_en = range(left.start[i], left.start[i + 1]), range(right.start[j], right.start[j + 1])
            block = np.array([[alike[left.ids[p], right.ids[q]] for q in of_en] for p in of_zh]) * asked[i]
            for p in of_zh:
                expected = max([0.0, *block[p - of_zh.start]])
                assert forth.best[forth.at[p] + j - forth.first[i]] == pytest.approx(expected, abs=1e-5)
            for q in of_en:
                expected = max([0.0, *(row[q - of_en.start] for row in block)])
                assert back.best[back.at[q] + i - back.first[j]] == pytest.approx(expected, abs=1e-5)
