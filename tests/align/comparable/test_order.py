"""The order in which both texts tell: what agrees with the sure links around it is surer, where they keep an order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.align.comparable.order import APART, NEAREST, in_order, order, told_in_order
from aligner.align.comparable.runs import Runs, runs_of

Row = tuple[int, int, int, int]  # Chinese, its size, English, its size


def rows_of(rows: Sequence[Row]) -> Runs:
    return runs_of(np.array(rows, np.int64).reshape(-1, 4), 99, 99)


def slow_in_order(pair: Row, sure: Sequence[Row]) -> list[int]:
    """By looking at all sure links that share no sentence with the pair, nearest first."""
    counts = [0, 0]
    for swap in (0, 2):
        a, a_size, b, b_size = pair[swap:] + pair[:swap]
        links = sorted(link[swap:] + link[:swap] for link in sure)
        before = [(c, d < b) for c, n, d, m in links if c + n <= a and (d + m <= b or d >= b + b_size)]
        after = [(c, d > b) for c, n, d, m in links if c >= a + a_size and (d + m <= b or d >= b + b_size)]
        for _, agrees in before[-NEAREST:] + after[:NEAREST]:
            counts[0 if agrees else 1] += 1
    return counts


links = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 3), st.integers(0, 20), st.integers(1, 3)), max_size=12, unique=True
)


@given(links, links)
def test_counts_are_those_of_all_links_looked_at(pairs: list[Row], sure: list[Row]) -> None:
    runs, anchors = rows_of(pairs), rows_of(sure)
    ordered = sorted(pairs)
    listed = [
        tuple(map(int, row)) for row in zip(anchors.zh, anchors.zh_size, anchors.en, anchors.en_size, strict=True)
    ]
    found = in_order(runs, anchors)
    # links that begin at one sentence of one text stand in any order
    if len({a for a, _, _, _ in listed}) == len(listed) == len({b for _, _, b, _ in listed}):
        assert found.tolist() == [slow_in_order(pair, listed) for pair in ordered]  # type: ignore[arg-type]
    assert (found.sum(1) <= 4 * NEAREST).all()


def told(places: Sequence[int]) -> tuple[Runs, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    """Sure links of Chinese sentence 2 k with English sentence places[k], and all doubtful ones of sentence 9."""
    sure = [(2 * k, 1, place, 1) for k, place in enumerate(places)]
    runs = rows_of([*sure, *((9, 1, j, 1) for j in range(1, 20, 2))])
    return runs, np.where(runs.zh == 9, 0.1, 0.9).astype(np.float32)


def of_doubtful(places: Sequence[int]) -> dict[int, float]:
    runs, score = told(places)
    found = order(runs, score, score)
    return {int(j): float(x) for i, j, x in zip(runs.zh, runs.en, found, strict=True) if i == 9}


def test_between_two_links_of_a_common_order_a_pair_is_surer_than_elsewhere() -> None:
    found = of_doubtful(range(0, 20, 2))
    assert max(found, key=found.__getitem__) == 9
    assert found[9] > 1 > 0 > found[1]


def test_the_same_where_one_text_tells_backwards() -> None:
    found = of_doubtful(range(18, -1, -2))
    assert max(found, key=found.__getitem__) == 9
    assert found[9] > 1 > 0 > found[1]


def test_without_a_common_order_places_say_next_to_nothing() -> None:
    found = of_doubtful([6, 0, 14, 2, 18, 8, 16, 4, 12, 10])
    assert max(map(abs, found.values())) < 0.6


def test_without_sure_links_nothing_is_said() -> None:
    runs, score = told(range(0, 20, 2))
    assert not order(runs, np.minimum(score, 0.4), score).any()


def in_places(places: Sequence[int], score: float = 0.1) -> float:
    """What the order tells of doubtful links of sentence 5 k with `places[k]`."""
    runs = rows_of([(5 * k, 1, place, 1) for k, place in enumerate(places)])
    scores = np.full(len(runs), score, np.float32)
    return told_in_order(runs, scores, scores)


def test_doubtful_links_all_in_one_order_are_mostly_right() -> None:
    forwards = in_places(range(0, 60, 6))
    assert 7 < forwards < 10
    assert in_places(range(54, -1, -6)) == forwards  # an account that is told backwards


def test_doubtful_links_in_no_order_tell_nothing() -> None:
    assert in_places([30, 60, 0, 90, 50, 10, 80, 20, 70, 40]) < 3


@given(st.permutations(range(0, 80, 8)))
def test_the_order_never_tells_of_more_links_than_there_are(places: list[int]) -> None:
    assert 0 <= in_places(places) <= in_places(sorted(places)) < len(places)


def test_one_passage_is_no_witness_for_itself() -> None:
    """Ten sentences in sequence are one matter: that they are in order says nothing about the rest."""
    runs = rows_of([(20 + k, 1, 40 + k, 1) for k in range(APART)])
    score = np.full(len(runs), 0.9, np.float32)
    assert told_in_order(runs, score, score) == 0


def test_few_links_tell_little_of_the_order() -> None:
    assert in_places([0, 10]) < 1
    assert told_in_order(rows_of([]), np.zeros(0, np.float32), np.zeros(0, np.float32)) == 0
