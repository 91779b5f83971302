"""What is remembered of words is what would be worked out again."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from aligner.embed.embedded import EmbeddedEncoder
from aligner.embed.remembered import RememberedWords
from aligner.embed.table import Table

VOCABULARY = {"war": 0, "s": 1, "战": 2, "争": 3, "of": 4}
ROWS = np.array([[3, 4], [1, 0], [0, 2], [5, 12], [7, 7]], np.int8)
TABLE = Table(VOCABULARY, ROWS, np.arange(5, dtype=np.int32), np.array([1, 1, 0.5, 2, 0], np.float32), "toy")
PIECES = {"wars": [0, 1], "of": [4], "☃": []}


def remembered(most: int = 10) -> RememberedWords:
    return RememberedWords(TABLE.vectors, lambda run: PIECES[run], 2, most)


def test_directions_and_weights() -> None:
    directions, weights = remembered().look_up(["wars", 2, 3])
    assert weights == pytest.approx([32**0.5, 1, 26])
    assert directions == pytest.approx(np.array([[0.5**0.5, 0.5**0.5], [0, 1], [5 / 13, 12 / 13]]))


def test_words_without_pieces_or_weight_have_zero_rows() -> None:
    directions, weights = remembered().look_up(["☃", "of", 0])
    assert weights.tolist() == [0, 0, 5]
    assert directions[:2].tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize("most", [1, 3, 5, 100])  # the longest text has three different words
def test_words_forgotten_are_worked_out_again(most: int) -> None:
    words = remembered(most)
    texts: list[list[int | str]] = [["wars", 2], [3, 2, 2], [], ["wars", 0, 3], ["☃", 1, "of"], [2, 3, "wars"]] * 3
    for text in texts:
        for got, new in zip(words.look_up(text), remembered().look_up(text), strict=True):
            assert got.tolist() == new.tolist()


def test_an_encoder_sent_to_another_process_is_the_same_and_travels_light() -> None:
    encoder = EmbeddedEncoder()
    text = "志愿军渡过鸭绿江, across the Yalu"
    before = encoder.tokens(text, "zh")
    packed = pickle.dumps(encoder)
    after = pickle.loads(packed).tokens(text, "zh")
    assert len(packed) < 1000
    assert np.array_equal(before.vectors, after.vectors)
    assert np.array_equal(before.weights, after.weights)
