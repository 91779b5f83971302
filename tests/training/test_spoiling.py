"""Errors strewn into translations: each kind does what it says, and as many are counted as are made."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from aligner.compare import meaning
from training import spoiling
from training.divergence import poisson
from training.spoiling import Lexicon, cut, lexicon, spoil

WORDS = ("river", "stream", "brook", "bridge", "crossed", "twelve")
# river, stream and brook point one way, the others each their own
VECTORS = np.eye(6, dtype=np.float32)[[0, 0, 0, 3, 4, 5]]
KNOWN = Lexicon(WORDS, VECTORS, ("Pyongyang",))


def one_way(texts: Sequence[str]) -> spoiling.Vectors:
    return np.ones((len(texts), 1), np.float32)


@pytest.mark.parametrize(
    ("maker", "before", "after"),
    [
        (spoiling.near_word, "a river", {"a stream", "a brook", "a bridge", "a crossed", "a twelve"}),
        (spoiling.near_word, "a man", {"a man"}),
        (spoiling.far_word, "the bank,", {"the bank,"} | {f"the {w}," for w in WORDS}),
        (spoiling.far_word, "Paris", {"Paris"}),
        (spoiling.small_word, "of men", {"men", *(f"{w} men" for w in spoiling._SMALL)}),
        (spoiling.words_left_out, "one two", {"one two"}),
        (spoiling.word_put_in, "he", {f"he {w}" for w in WORDS} | {f"{w} he" for w in WORDS}),
        (spoiling.order, "we cross it now", {f"{w} now" for w in ("cross we it", "cross it we", "we it cross")}
         | {"we it now cross"}),
        (spoiling.name, "in Seoul", {"in Pyongyang"}),
        (spoiling.name, "Seoul fell", {"Seoul fell"}),
        (spoiling.figure, "5 men", {f"{n} men" for n in "12346789"}),
        (spoiling.figure, "no men", {"no men"}),
        (spoiling.negation, "they were here", {"they were not here"}),
        (spoiling.negation, "they went", {"they went"}),
        (spoiling.clause_left_out, "No comma here at all in this.", {"No comma here at all in this."}),
    ],
)  # fmt: skip
def test_each_kind_of_error(maker: spoiling.Maker, before: str, after: set[str]) -> None:
    rng = random.Random(5)
    assert {maker(before, KNOWN, rng) for _ in range(200)} <= after


def test_a_near_word_is_one_of_near_sense() -> None:
    rng = random.Random(5)
    assert {Lexicon(WORDS, VECTORS, ()).near("river", rng) for _ in range(200)} == {*WORDS} - {"river"}
    many = tuple(f"{c}{d}{c}{d}" for c in "abcdefgh" for d in "ijklmnop")  # 64 words of other stems
    turning = np.array([[np.cos(i / 50), np.sin(i / 50)] for i in range(len(many))], np.float32)
    near = {Lexicon(many, turning, ()).near(many[0], rng) for _ in range(300)}
    assert near == set(many[1 : 1 + spoiling.NEAREST])


def test_errors_are_counted_and_a_longer_text_holds_more() -> None:
    rng = random.Random(5)
    short, long = "the river was crossed", " ".join(["the river was crossed"] * 20)
    errors = {text: [spoil(text, KNOWN, rng) for _ in range(200)] for text in (short, long)}
    assert all((after != text) == (n > 0) for text, found in errors.items() for after, n in found if n < 2)
    few, many = (sum(n for _, n in errors[text]) for text in (short, long))
    assert 10 * few < many < 40 * max(few, 1)


def test_a_lexicon_takes_the_commonest_words_and_names() -> None:
    known = lexicon(["The river at Seoul", "a river, a bridge"], one_way)
    assert known.words == ("river", "bridge")
    assert known.names == ("Seoul",)


@pytest.mark.parametrize(
    ("text", "span", "left"), [("one, two, three", (4, 9), "one, three"), ("甲，乙乙，丙", (2, 5), "甲，丙")]
)
def test_a_clause_is_cut_out(text: str, span: tuple[int, int], left: str) -> None:
    assert cut(text, *span) == left


def test_the_regression_finds_the_weights_that_made_the_counts() -> None:
    """Counts drawn from known weights give these weights back."""
    draw = np.random.default_rng(3)
    k, n = len(meaning.EXPECTED), 20_000
    x = np.zeros((n, k + len(meaning.FOUND)))
    x[:, 0] = 1.0
    x[:, 1:k] = draw.normal(size=(n, k - 1))
    x[:, k:] = draw.random((n, len(meaning.FOUND))) < 0.1
    expected, found = np.linspace(-0.4, 0.3, k), np.linspace(0.5, 1.5, len(meaning.FOUND))
    y = draw.poisson(meaning.expected_errors(x, expected, found)).astype(np.float64)
    fitted, added = poisson(x, y)
    assert np.abs(fitted - expected).max() < 0.08
    assert np.abs(added - found).max() < 0.2
