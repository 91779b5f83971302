"""What the beginnings of paragraphs say for a bead."""

from __future__ import annotations

import math
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.align.parallel.candidates import Edges
from aligner.align.parallel.paragraphs import ADDED, KINDS, opening_evidence, read_openings
from aligner.align.parallel.search import Step
from aligner.records import Role, Sentence, Span


def edges_of(steps: list[Step]) -> Edges:
    i, j, n, m = np.array([step for step in steps if step[2] and step[3]], np.int64).reshape(-1, 4).T
    return Edges(i, j, n, m, np.zeros(len(i), np.int64))


def path_of(sizes: list[tuple[int, int]]) -> list[Step]:
    at = accumulate(sizes, lambda a, b: (a[0] + b[0], a[1] + b[1]), initial=(0, 0))
    return [(i, j, n, m) for (i, j), (n, m) in zip(at, sizes, strict=False)]


def oracle(zh: list[int], en: list[int], step: Step, path: list[Step]) -> float:
    """The evidence for one bead, counted by hand."""
    linked = [s for s in path if s[2] and s[3]]

    def begins(a: int, b: int) -> float:
        chance = zh.count(a) / len(zh) * en.count(b) / len(en)
        met = sum((zh[i], en[j]) == (a, b) for i, j, _, _ in linked)
        return math.log((met + ADDED * chance) / (len(linked) + ADDED) / chance)

    def inside(side: list[int], within: list[int], kind: int) -> float:
        usual = side.count(kind) / len(side)
        met = sum(side[k] == kind for k in within)
        return math.log((met + ADDED * usual) / (len(within) + ADDED) / usual)

    within_zh = [k for i, _, n, _ in linked for k in range(i + 1, i + n)]
    within_en = [k for _, j, _, m in linked for k in range(j + 1, j + m)]
    i, j, n, m = step
    found = begins(zh[i], en[j])
    found += sum(inside(zh, within_zh, zh[k]) for k in range(i + 1, i + n))
    return found + sum(inside(en, within_en, en[k]) for k in range(j + 1, j + m))


SIZES = st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda size: sum(size) in (1, 2, 3, 4))


@settings(max_examples=60, deadline=None)
@given(st.lists(SIZES, min_size=1, max_size=9).filter(lambda s: any(n and m for n, m in s)), st.integers(0, 999))
def test_evidence_is_what_the_oracle_counts(sizes: list[tuple[int, int]], seed: int) -> None:
    sizes = [size for n, m in sizes for size in ([(n, m)] if n and m else [(1, 0)] * n + [(0, 1)] * m)]
    path = path_of(sizes)
    rng = np.random.default_rng(seed)
    zh, en = (rng.integers(0, KINDS, sum(size[side] for size in sizes)) for side in (0, 1))
    linked = [step for step in path if step[2] and step[3]]
    expected = [oracle(zh.tolist(), en.tolist(), step, path) for step in linked]
    assert opening_evidence(zh, en, edges_of(linked), path) == pytest.approx(expected)


@pytest.mark.parametrize("opening", [0, 1])
def test_where_each_sentence_is_a_paragraph_or_none_is_nothing_is_said(opening: int) -> None:
    path = path_of([(1, 1), (2, 1), (1, 0), (1, 2), (1, 1)])
    zh, en = np.full(6, opening), np.full(5, opening)
    assert opening_evidence(zh, en, edges_of(path), path) == pytest.approx(np.zeros(4))


def test_paragraphs_that_agree_speak_for_right_beads_and_against_shifted_ones() -> None:
    rng = np.random.default_rng(2)
    sizes = [(1, 1), (1, 2), (2, 1)]
    path = path_of([sizes[k] for k in rng.integers(0, 3, 300)])
    zh, en = (np.zeros(sum(step[side] for step in path), np.int64) for side in (2, 3))
    for i, j, _, _ in path:
        if rng.random() < 0.3:  # one of ten is lost on either side
            zh[i], en[j] = rng.random(2) < 0.9
    right = opening_evidence(zh, en, edges_of(path), path)
    shifted = opening_evidence(zh, en, edges_of([(i, j + 1, 1, 1) for i, j, _, _ in path[:-1]]), path)
    assert right.mean() > 0.3
    assert shifted.mean() < -0.3
    at_both = [k for k, (i, j, _, _) in enumerate(path) if zh[i] and en[j]]
    assert right[at_both].min() > 0


def test_each_text_with_paragraphs_of_its_own_says_little() -> None:
    rng = np.random.default_rng(3)
    path = path_of([(1, 1)] * 300)
    zh, en = (rng.random((2, 300)) < 0.3).astype(np.int64)
    assert np.abs(opening_evidence(zh, en, edges_of(path), path)).max() < 0.5


def test_a_heading_is_another_beginning_than_a_paragraph() -> None:
    roles = [(0, Role.HEADING), (1, Role.BODY), (1, Role.BODY), (2, Role.QUOTE), (3, Role.BODY)]
    sentences = [Sentence(k, Span(k, k + 1), paragraph, role, "en") for k, (paragraph, role) in enumerate(roles)]
    assert read_openings(sentences).tolist() == [2, 1, 0, 3, 1]
