"""The banded search finds what the slow enumeration of all paths finds."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.align.parallel.band import Band, full_band
from aligner.align.parallel.search import (
    KINDS,
    NEVER,
    START,
    Scores,
    Step,
    best_path,
    forward,
    likeliest_beads,
    marginals,
)
from aligner.align.parallel.shapes import Kind, kind_of, shapes
from tests.align import oracle


def random_band(n_zh: int, n_en: int, rng: np.random.Generator) -> Band:
    lo = np.sort(rng.integers(0, n_en + 1, n_zh + 1))
    lo[0] = 0
    hi = np.maximum(np.sort(rng.integers(1, n_en + 2, n_zh + 1)), lo + 1)
    hi[:-1] = np.maximum(hi[:-1], lo[1:] + 1)
    hi[-1] = n_en + 1
    return Band(lo, np.maximum.accumulate(hi))


def random_scores(band: Band, rng: np.random.Generator, limit: int = 4) -> Scores:
    sh = shapes(limit)
    transitions = rng.normal(0, 1, (KINDS + 1, KINDS))
    transitions[Kind.NULL_EN, Kind.NULL_ZH] = NEVER
    links = rng.normal(0, 2, (band.cells, len(sh))).astype(np.float32)
    return Scores(band, sh, links, rng.normal(-1, 2, band.n_zh), rng.normal(-1, 2, band.n_en), transitions)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 4), st.integers(0, 4), st.booleans(), st.integers(0, 10**6))
def test_best_path_and_probabilities_are_those_of_the_oracle(n_zh: int, n_en: int, whole: bool, seed: int) -> None:
    if n_zh + n_en == 0:
        return
    rng = np.random.default_rng(seed)
    band = full_band(n_zh, n_en) if whole else random_band(n_zh, n_en, rng)
    s = random_scores(band, rng)
    path, score = oracle.best(s)
    f = forward(s, best=True)
    assert best_path(s, f) == path
    assert f.total == pytest.approx(score, abs=1e-4)
    check_marginals(s, True, oracle.best_through(s))
    likely, total = oracle.probabilities(s)
    assert forward(s, best=False).total == pytest.approx(total, abs=1e-4)
    check_marginals(s, False, {step: math.log(p) for step, p in likely.items()})


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.booleans(), st.integers(0, 10**6))
def test_no_path_holds_likelier_beads(n_zh: int, n_en: int, whole: bool, seed: int) -> None:
    rng = np.random.default_rng(seed)
    s = random_scores(full_band(n_zh, n_en) if whole else random_band(n_zh, n_en, rng), rng)
    likely = marginals(s, forward(s, best=False), best=False)
    path = likeliest_beads(s, likely)
    assert [i for i, _, n, _ in path for i in range(i, i + n)] == list(range(n_zh))
    assert [j for _, j, _, m in path for j in range(j, j + m)] == list(range(n_en))
    of_step = oracle.probabilities(s)[0]
    worth = sum(
        sum(p for step, p in of_step.items() if oracle.bead(step) == oracle.bead(found)) - 0.5 for found in path
    )
    assert worth == pytest.approx(oracle.likeliest_beads(s), abs=1e-4)


def check_marginals(s: Scores, best: bool, expected: dict[Step, float]) -> None:
    found = marginals(s, forward(s, best=best), best=best)
    alone: dict[tuple[str, int], float] = {}
    for (i, j, n, m), value in expected.items():
        if n and m:
            cell = s.band.offset[i] + j - s.band.lo[i]
            assert found.links[cell, s.shapes.sizes.index((n, m))] == pytest.approx(value, abs=1e-3)
        else:
            # A null bead is the same sentence alone, wherever on the other side the path stands.
            key = ("zh", i) if n else ("en", j)
            old = alone.get(key, -math.inf)
            alone[key] = max(old, value) if best else float(np.logaddexp(old, value))
    for (side, at), value in alone.items():
        assert (found.null_zh if side == "zh" else found.null_en)[at] == pytest.approx(value, abs=1e-3)


def test_probabilities_of_the_beads_of_a_sentence_sum_to_one() -> None:
    rng = np.random.default_rng(3)
    s = random_scores(random_band(60, 80, rng), rng, limit=8)
    found = marginals(s, forward(s, best=False), best=False)
    mass = np.exp(found.null_zh)
    for i in range(60):
        row = found.links[s.band.offset[i] : s.band.offset[i + 1]]
        for c, (n, _m) in enumerate(s.shapes.sizes):
            mass[i : i + n] += np.exp(row[:, c]).sum()
    assert mass == pytest.approx(np.ones(60), abs=1e-4)


def test_expected_transitions_are_those_of_all_paths() -> None:
    rng = np.random.default_rng(5)
    s = random_scores(random_band(4, 4, rng), rng)
    every = list(oracle.paths(s))
    weights = np.exp(np.array([score for _, score in every]))
    weights /= weights.sum()
    expected = np.zeros((KINDS + 1, KINDS))
    for (path, _), weight in zip(every, weights, strict=True):
        kinds = [START, *(kind_of(n, m) for _, _, n, m in path)]
        for before, kind in pairwise(kinds):
            expected[before, kind] += weight
    assert marginals(s, forward(s, best=False), best=False).turns == pytest.approx(expected, abs=1e-5)
