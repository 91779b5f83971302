"""Nearest rows: the exact search against a sort of all cosines, the one by codes against the exact one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.embed import neighbours
from aligner.embed.neighbours import by_codes, exactly, nearest, nearest_both


def rows_of(n, dim=8, seed=0):
    rows = np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def sorted_out(rows, others, count, but=None):
    """The oracle: every cosine in a table, each row of it sorted."""
    table = rows @ others.T
    expected = []
    for r, row in enumerate(table):
        counted = [j for j in range(len(others)) if but is None or not but[r][0] <= j < but[r][1]]
        best = sorted(counted, key=lambda j: (-row[j], j))[:count]
        expected.append(best + [-1] * (min(count, len(others)) - len(best)))
    return np.array(expected).reshape(len(rows), -1)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 30), st.integers(1, 30), st.integers(1, 9), st.sampled_from([1, 7, 64, 10**6]), st.integers(0, 99)
)
def test_exact_search_is_the_sorted_table(n, m, count, cells, seed):
    rows, others = rows_of(n, seed=seed), rows_of(m, seed=seed + 100)
    starts = np.random.default_rng(seed).integers(0, m, n)
    but = np.stack((starts, starts + 2), axis=1).astype(np.int32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "CELLS", cells)  # blocks of many sizes
        assert (exactly(rows, others, count).indices == sorted_out(rows, others, count)).all()
        assert (exactly(rows, others, count, but).indices == sorted_out(rows, others, count, but)).all()
        forth, back = nearest_both(rows, others, count)
    assert (forth.indices == sorted_out(rows, others, count)).all()
    assert (back.indices == sorted_out(others, rows, count)).all()


def test_cosines_stand_beside_their_rows_and_are_nothing_where_none_is():
    rows = np.eye(3, dtype=np.float32)
    found = exactly(rows, rows, 3, np.array([[0, 2], [0, 0], [0, 3]], dtype=np.int32))
    assert found.indices.tolist() == [[2, -1, -1], [1, 0, 2], [-1, -1, -1]]
    assert found.cosines.tolist() == [[0, 0, 0], [1, 0, 0], [0, 0, 0]]


def test_of_equals_the_first_comes_first():
    rows = np.array([[1, 0], [0, 1], [1, 0], [1, 0]], dtype=np.float32)
    assert exactly(rows[:1], rows, 3).indices.tolist() == [[0, 2, 3]]


@pytest.mark.parametrize("dim", [126, 256])
def test_codes_find_nearly_all_that_exact_search_finds(dim):
    """126 dimensions are no multiple of what the codes take."""
    pytest.importorskip("faiss", reason="the extra `ann` is not installed")
    others = rows_of(3000, dim)
    rows = others[::3] + 0.5 * rows_of(1000, dim, seed=1)  # each near one, and near others by chance
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    own = np.arange(0, 3000, 3, dtype=np.int32)
    but = np.stack((own, own + 2), axis=1)
    for left_out in (None, but):
        exact, coded = exactly(rows, others, 8, left_out), by_codes(rows, others, 8, left_out)
        found = [len(set(x) & set(y)) for x, y in zip(exact.indices.tolist(), coded.indices.tolist(), strict=True)]
        assert np.mean(found) > 0.9 * 8
        assert (exact.indices[:, 0] == coded.indices[:, 0]).mean() > 0.97
        same = exact.indices == coded.indices
        assert coded.cosines[same] == pytest.approx(exact.cosines[same], abs=1e-5)
        assert (np.diff(coded.cosines, axis=1) <= 0).all()
    assert not ((coded.indices >= but[:, :1]) & (coded.indices < but[:, 1:])).any()


def test_a_grid_of_cells_is_searched_where_there_are_many(monkeypatch):
    pytest.importorskip("faiss", reason="the extra `ann` is not installed")
    monkeypatch.setattr(neighbours, "GRID_FROM", 2000)
    others = rows_of(3000, 16)
    found = by_codes(others[:500], others, 1)
    assert (found.indices[:, 0] == np.arange(500)).mean() > 0.99


def test_codes_are_for_large_searches_and_need_faiss(monkeypatch):
    rows = rows_of(50)
    monkeypatch.setattr(neighbours, "EXACT_MOST", 2000)
    monkeypatch.setattr(neighbours, "faiss_installed", lambda: False)
    assert not neighbours.approximate(50, 50)
    assert (nearest(rows, rows, 3).indices == exactly(rows, rows, 3).indices).all()
    monkeypatch.setattr(neighbours, "faiss_installed", lambda: True)
    assert neighbours.approximate(50, 50)
    assert not neighbours.approximate(40, 50)
    monkeypatch.setattr(neighbours, "by_codes", lambda *_: "by codes")
    assert nearest(rows, rows, 3) == "by codes"
    assert nearest_both(rows, rows, 3) == ("by codes", "by codes")
