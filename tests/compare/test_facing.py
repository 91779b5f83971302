"""What faces a clause: the stretch of the other side that nothing else renders."""

from __future__ import annotations

import math

import numpy as np
import pytest

from aligner.compare.facing import DECAY, SURER, UNRENDERED, WordTable, evidence, facing
from aligner.embed.encoder import Tokens
from aligner.records import Span


def table(similarity: list[list[float]]) -> WordTable:
    """Words of one character and of weight 1, by their similarity, zh against en."""
    rows = np.array(similarity, np.float32)
    zh, en = (
        Tokens(list(range(n)), list(range(1, n + 1)), np.zeros((n, 1), np.float32), np.ones(n, np.float32))
        for n in rows.shape
    )
    return WordTable(zh, en, rows, {}, {})


def test_nothing_faces_a_clause_where_the_others_render_all() -> None:
    assert facing(table([[1, 0], [0, 1], [0, 0]]), "zh", Span(2, 3)) == 0
    assert evidence(table([[1, 0], [0, 1], [0, 0]]), "zh", Span(2, 3)) == SURER


def test_what_renders_the_clause_alone_faces_it() -> None:
    # the clause is the last of three words, at 5/6 of its side, and only it is like the last word there, at 5/6 too
    assert facing(table([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), "zh", Span(2, 3)) == pytest.approx(1)
    assert facing(table([[1, 0, 0], [0, 1, 0], [0, 0, 0]]), "en", Span(2, 3)) == pytest.approx(1)


def test_what_stands_far_off_counts_less() -> None:
    far = facing(table([[0, 1, 0], [0, 0, 1], [0, 0, 0]]), "zh", Span(2, 3))
    assert far == pytest.approx(math.exp(-DECAY * 2 / 3))


def test_a_word_half_rendered_counts_half() -> None:
    half = facing(table([[1, UNRENDERED / 2], [0, 0]]), "zh", Span(1, 2))
    assert half == pytest.approx(0.5)
