"""The inner loops against plain numpy."""

from __future__ import annotations

import numpy as np
import pytest

from training import kernels

RANDOM = np.random.default_rng(3)


def ragged(lists: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([x for found in lists for x in found], np.int32), np.cumsum([0, *map(len, lists)])


def test_sums() -> None:
    table = RANDOM.standard_normal((5, 8)).astype(np.float32)
    rows, starts = ragged([[0, 1], [], [4, 4, 2]])
    expected = np.stack([table[0] + table[1], np.zeros(8), 2 * table[4] + table[2]])
    assert kernels.sums(table, rows, starts) == pytest.approx(expected, abs=1e-5)


def test_transpose_is_the_same_incidence_by_row() -> None:
    rows, starts = ragged([[3, 1], [1], [7, 3, 3]])
    slots = np.full(9, -1, np.int32)
    unique, offsets, texts = kernels.transpose(rows, starts, slots)
    found = {int(r): sorted(texts[offsets[i] : offsets[i + 1]].tolist()) for i, r in enumerate(unique)}
    assert found == {3: [0, 2, 2], 1: [0, 1], 7: [2]}
    assert (slots == -1).all()


def test_expand_joins_cuts_apart_and_leaves_out() -> None:
    pieces, starts = ragged([[0, 1], [2, 2, 0]])
    rows, offsets = ragged([[0, 5], [1], [2]])
    parts, part_offsets = ragged([[8, 9], [], []])
    chosen, groups = np.array([1, 0]), np.array([0, 2])

    def run(apart: float, lose: float) -> list[int]:
        found, found_starts = kernels.expand(
            pieces, starts, chosen, groups, rows, offsets, parts, part_offsets, apart, lose, 1
        )
        assert found_starts.tolist() == [0, len(found)]
        return found.tolist()

    assert run(0, 0) == [2, 2, 0, 5, 0, 5, 1]
    assert run(1, 0) == [2, 2, 8, 9, 8, 9, 1]
    assert run(0, 1) == [0, 5, 1]  # texts of one or two pieces stay whole


def loss(cosine: np.ndarray, scale: float, margin: float, masked: list[tuple[int, int]]) -> float:
    """InfoNCE as the textbook has it, with a margin taken from each pair's own cosine."""
    scores = scale * (cosine - margin * np.eye(len(cosine)))
    for i, j in masked:
        scores[i, j] = -np.inf
    by_row = np.diagonal(scores) - np.log(np.exp(scores).sum(1))
    by_column = np.diagonal(scores) - np.log(np.exp(scores).sum(0))
    return float(-(by_row + by_column).mean() / 2)


@pytest.mark.parametrize("margin", [0.0, 0.2])
def test_contrast_against_finite_differences(margin: float) -> None:
    cosine = RANDOM.uniform(-1, 1, (5, 5)).astype(np.float32)
    zh, en = np.array([1, 2, 1, 3, 4]), np.array([9, 8, 7, 6, 8])
    masked = [(0, 2), (2, 0), (1, 4), (4, 1)]
    before = loss(cosine, 7.0, margin, masked)
    by_cosine, by_log_scale, value = kernels.contrast(cosine, 7.0, margin, zh, en)
    assert value == pytest.approx(before, abs=1e-5)
    step = 1e-4
    for i in range(5):
        for j in range(5):
            moved = cosine.astype(np.float64)
            moved[i, j] += step
            assert 7.0 * by_cosine[i, j] == pytest.approx((loss(moved, 7.0, margin, masked) - before) / step, abs=2e-3)
    slope = (loss(cosine, 7.0 * np.exp(step), margin, masked) - before) / step
    assert by_log_scale == pytest.approx(slope, abs=2e-3)


def test_adam_moves_touched_rows_only() -> None:
    table = RANDOM.standard_normal((4, 8)).astype(np.float32)
    before, first, second = table.copy(), np.zeros_like(table), np.zeros_like(table)
    gradient = RANDOM.standard_normal((3, 8)).astype(np.float32)
    rows, starts = ragged([[1], [1, 3], []])
    kernels.adam(table, first, second, gradient, *kernels.transpose(rows, starts, np.full(4, -1, np.int32)), 0.1, 1)
    assert (table[[0, 2]] == before[[0, 2]]).all()
    # The first step of Adam is the rate against the gradient's sign.
    assert table[1] == pytest.approx(before[1] - 0.1 * np.sign(gradient[0] + gradient[1]), abs=1e-4)
    assert table[3] == pytest.approx(before[3] - 0.1 * np.sign(gradient[1]), abs=1e-4)
