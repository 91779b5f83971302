"""In a free translation more evidence is asked for; in a close one, and with few pairs, nothing changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aligner.compare.check import Pair
from aligner.compare.coverage import check_coverage
from aligner.compare.freedom import AROUND, CLOSE, FREE, ORDINARY, cover, demanded, stands
from aligner.compare.negation import check_negation
from aligner.records import Flag
from tests.compare.pairs import context, flags, pair

CLOSE_PAIR = pair("一月，苏联政府同意了中国的计划。", "In January the Soviet government agreed to the Chinese plan.")
FREE_PAIR = pair(
    "她们钻进电影的幕后，摸着了奥秘的机关。", "The girls made their way backstage, all agog at what they might see."
)
GAP = pair(
    "一月，苏联政府同意了中国的计划。",
    "In January the Soviet government agreed to the Chinese plan, while heavy snow fell on the fishermen of the coast.",
)


def test_cover_tells_close_from_free_and_is_not_moved_by_what_one_side_adds() -> None:
    close, free, gap = (cover(p, context()) for p in (CLOSE_PAIR, FREE_PAIR, GAP))
    assert close > CLOSE > free
    assert gap == pytest.approx(close, abs=0.1)
    assert cover(pair("", "Nothing."), context()) == ORDINARY


@pytest.mark.parametrize(
    ("covers", "all_quiet"), [([0.61] * 300, True), ([0.3], True), ([0.3] * 300, False), ([], True)]
)
def test_more_is_demanded_where_many_pairs_are_free(covers: list[float], all_quiet: bool) -> None:
    more = demanded(covers)
    assert len(more) == len(covers)
    assert all(nats >= 0 for nats in more)
    assert all(nats < FREE * 2 for nats in more) == all_quiet


def test_a_free_text_beside_a_close_one_changes_nothing_there() -> None:
    more = demanded([0.61] * 300 + [0.35] * 300)
    assert more[: 300 - AROUND] == [0] * (300 - AROUND)
    assert min(more[300 + AROUND :]) > FREE


def test_a_window_holds_the_pairs_around_and_no_others() -> None:
    covers = [0.3] * 200
    for at in (20, 100, 199):
        changed = [*covers[:at], 0.9, *covers[at + 1 :]]
        both = zip(demanded(covers), demanded(changed), strict=True)
        moved = [i for i, (before, after) in enumerate(both) if before - after > 1e-6]
        assert moved == [i for i in range(200) if abs(i - at) <= AROUND]


def coverage_flag(p: Pair) -> Flag:
    (found,) = check_coverage(p, context())
    return found


def test_only_what_is_sure_enough_stands() -> None:
    flag = replace(coverage_flag(GAP), confidence=0.95)
    assert stands(flag, 1.0, 0.0)
    assert not stands(flag, 1.0, 4.0)
    assert stands(replace(flag, confidence=0.999), 1.0, 3.0)
    # what a link is worth is no reason to doubt the clause
    assert stands(replace(flag, confidence=0.999 * 0.5), 0.5, 3.0)


def test_a_negation_in_a_free_text_stands_where_what_it_negates_is_rendered() -> None:
    (rendered,) = flags(check_negation, "苏联没有参加会议。", "The Soviet Union took part in the meeting.")
    (paraphrased,) = flags(check_negation, "环境整洁，不招摇。", "Tidy and low-key.")
    assert stands(rendered, 1.0, 5.0)
    assert stands(paraphrased, 1.0, 0.0)
    assert not stands(paraphrased, 1.0, 5.0)
