"""When sentences tell of, and what it says that two are near or far."""

from __future__ import annotations

import datetime

import numpy as np

from aligner.align.comparable.runs import runs_of
from aligner.align.comparable.times import UNKNOWN, compare_times, read_times, timing
from tests.align.comparable.test_parts import lines, side


def day(year: int, month: int, number: int) -> int:
    return datetime.date(year, month, number).toordinal()


def test_a_sentence_stands_after_the_last_date() -> None:
    times = read_times(side(lines(["天气很冷。", "1950年5月14日来电。", "毛泽东看了电报。", "6月开战。"], "zh")))
    assert times.first.tolist() == [UNKNOWN, day(1950, 5, 14), day(1950, 5, 14), day(1950, 6, 1)]
    assert times.last.tolist() == [UNKNOWN, day(1950, 5, 14), day(1950, 5, 14), day(1950, 7, 1)]
    assert times.stated.tolist() == [False, True, False, True]


def test_near_beside_far() -> None:
    zh = read_times(side(lines(["1950年5月14日来电。", "毛泽东看了。"], "zh")))
    en = read_times(
        side(
            lines(
                ["Nothing.", "On 16 May 1950 he wrote.", "In June 1950 it began.", "It ended in 1953, on 27 July."],
                "en",
            )
        )
    )
    rows = [[i, 1, j, 1] for i in range(2) for j in range(4)]
    stated, apart = compare_times(zh, en, runs_of(np.array(rows), 2, 4))
    assert apart.tolist() == [UNKNOWN, 0, 1, 2] * 2
    assert stated.tolist() == [1, 2, 2, 2, 0, 1, 1, 1]


def test_a_run_tells_of_the_days_that_it_names() -> None:
    """What a sentence stands after does not count where its neighbour names a day."""
    zh = read_times(side(lines(["1949年1月5日。", "他走了。", "1950年5月14日来电。"], "zh")))
    en = read_times(side(lines(["On 14 May 1950."], "en")))
    _, apart = compare_times(zh, en, runs_of(np.array([[0, 2, 0, 1], [1, 2, 0, 1], [0, 3, 0, 1]]), 3, 1))
    assert apart.tolist() == [2, 0, 0]


def test_one_time_speaks_for_a_pair_and_two_against() -> None:
    months = range(1, 13)
    zh = side(lines([f"1950年{month}月5日来电。" for month in months], "zh"))
    en = side(lines([f"A cable came on {datetime.date(1950, month, 5):%-d %B %Y}." for month in months], "en"))
    found = timing(zh, en).of(runs_of(np.array([[0, 1, 0, 1], [0, 1, 8, 1]]), 12, 12))
    assert found[0] > 1
    assert found[1] < 0


def test_texts_without_dates_say_nothing() -> None:
    zh, en = side(lines(["来电。"], "zh")), side(lines(["A cable."], "en"))
    assert timing(zh, en).of(runs_of(np.array([[0, 1, 0, 1]]), 1, 1)).tolist() == [0]


def test_the_usual_year_is_that_of_most_dates() -> None:
    told = side(lines(["1949年10月1日。", "1950年5月14日来电。", "6月25日开战。", "天冷。"], "zh"))
    assert told.usual_year == 1950
    assert side(lines(["5月14日来电。"], "zh")).usual_year is None
