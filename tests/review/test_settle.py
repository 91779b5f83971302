"""Alignments as verdicts want them: nothing lost, what was decided stands, and settling twice changes nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.records import Alignment, Bead, Reviewed, Role, Verdict
from aligner.review.settle import settle
from tests.report.factory import document

SIZE = 8
ZH = document("zh.txt", "zh", [[f"第{i}句。" for i in range(SIZE)], ["注。"]], {1: Role.NOTE})
EN = document("en.txt", "en", [[f"Sentence {i}." for i in range(SIZE)], ["Note."]], {1: Role.NOTE})


def parallel(*links, nulls=True):
    """An alignment of the running text with these links, all else alone, and the two notes linked."""
    beads = [Bead(zh, en, 0.7) for zh, en in links]
    if nulls:
        beads += [Bead((i,), (), 0.6) for i in range(SIZE) if not any(i in zh for zh, _ in links)]
        beads += [Bead((), (j,), 0.6) for j in range(SIZE) if not any(j in en for _, en in links)]
    return Alignment(ZH, EN, (*beads, Bead((SIZE,), (SIZE,), 0.9)), "parallel")


def comparable(*links):
    return Alignment(ZH, EN, tuple(Bead(zh, en, 0.7) for zh, en in sorted(links)), "comparable")


def said(verdict, zh, en):
    return Reviewed(tuple(zh), tuple(en), Verdict(verdict))


def links(alignment):
    return {(b.zh, b.en) for b in alignment.links()}


# -- one decision -------------------------------------------------------------------------------------------------


def test_nothing_decided_changes_nothing():
    alignment = parallel(((0,), (0,)))
    assert settle(alignment, ()) is alignment


def test_what_is_confirmed_is_sure_and_keeps_its_reasons():
    alignment = comparable(((1,), (5,)))
    alignment = replace(alignment, beads=(replace(alignment.beads[0], reasons=("1950-05-14",)),))
    (bead,) = settle(alignment, [said("confirmed", [1], [5])]).beads
    assert (bead.score, bead.reasons) == (1.0, ("1950-05-14",))


def test_what_is_marked_stays_as_it_is():
    alignment = comparable(((1,), (5,)))
    settled = settle(alignment, [said("marked", [1], [5])])
    assert settled.beads == alignment.beads
    assert settled.reviewed[0].verdict is Verdict.MARKED


def test_a_boundary_moved_by_hand_in_a_translation():
    before = parallel(((0,), (0,)), ((1,), (1, 2)))
    after = settle(before, [said("confirmed", [0], [0, 1]), said("confirmed", [1], [2])])
    assert links(after) == {((0,), (0, 1)), ((1,), (2,)), ((SIZE,), (SIZE,))}


def test_a_sentence_set_elsewhere_leaves_its_bead():
    after = settle(parallel(((0,), (0,)), ((1,), (1, 2))), [said("confirmed", [0], [0, 1])])
    assert ((1,), (2,)) in links(after)


def test_what_is_removed_from_a_translation_stands_alone():
    after = settle(parallel(((0,), (0,)), ((1,), (1,))), [said("removed", [1], [1])])
    assert ((1,), (1,)) not in links(after)
    assert {(b.zh, b.en) for b in after.beads if not b.linked} >= {((1,), ()), ((), (1,))}


def test_of_a_larger_bead_only_what_was_removed_goes():
    after = settle(parallel(((0, 1), (0, 1))), [said("removed", [1], [1])])
    assert ((0,), (0,)) in links(after)


def test_between_accounts_a_sentence_may_stand_in_several_links():
    after = settle(comparable(((1,), (1,)), ((1,), (6,))), [said("confirmed", [1], [3]), said("removed", [1], [6])])
    assert links(after) == {((1,), (1,)), ((1,), (3,))}


def test_between_accounts_a_link_set_by_hand_takes_the_place_of_one_that_overlaps_it():
    after = settle(comparable(((1, 2), (1,))), [said("confirmed", [1], [1])])
    assert links(after) == {((1,), (1,))}


@pytest.mark.parametrize(("en", "moved"), [(3, False), (7, True), (0, True)])
def test_a_link_set_out_of_order_in_a_translation_has_moved(en, moved):
    before = parallel(((1,), (1,)), ((5,), (5,)))
    (bead,) = [b for b in settle(before, [said("confirmed", [3], [en])]).links() if b.zh == (3,)]
    assert bead.moved is moved


def test_confirmed_links_that_share_a_sentence_become_one_in_a_translation():
    """Two sentences were joined in the text since the review."""
    after = settle(parallel(((1,), (1, 2))), [said("confirmed", [1], [1]), said("confirmed", [1], [2])])
    assert ((1,), (1, 2)) in links(after)
    assert [(v.zh, v.en) for v in after.reviewed] == [((1,), (1, 2))]


def test_notes_stay_behind_the_text():
    after = settle(parallel(((0,), (0,))), [said("confirmed", [3], [3])])
    assert after.beads[-1].zh == (SIZE,)
    after = settle(parallel(((0,), (0,))), [said("removed", [SIZE], [SIZE])])
    assert {(b.zh, b.en) for b in after.beads[-2:]} == {((SIZE,), ()), ((), (SIZE,))}


# -- any decisions ------------------------------------------------------------------------------------------------

indices = st.sets(st.integers(0, SIZE - 1), min_size=1, max_size=3).map(lambda found: tuple(sorted(found)))
verdicts = st.lists(st.builds(Reviewed, indices, indices, st.sampled_from(Verdict)), min_size=1, max_size=6)


@st.composite
def chains(draw):
    """Links that follow both texts."""
    found, i, j = [], 0, 0
    while i < SIZE and j < SIZE:
        a, b = draw(st.integers(1, 2)), draw(st.integers(1, 2))
        if draw(st.booleans()):
            found.append((tuple(range(i, min(SIZE, i + a))), tuple(range(j, min(SIZE, j + b)))))
        i, j = i + a, j + b
    return found


@given(chains(), verdicts)
def test_a_translation_keeps_each_sentence_once_and_what_was_decided(found, decided):
    before = parallel(*found)
    after = settle(before, decided)
    decided = after.reviewed  # confirmed links that share a sentence are one
    for side in ("zh", "en"):
        held = sorted(i for b in after.beads for i in getattr(b, side))
        assert held == list(range(SIZE + 1))
    check(after, decided)
    assert {n for p in after.passages for n in p.beads} <= {n for n, b in enumerate(after.beads) if b.linked}
    assert settle(after, decided) == after


@given(st.lists(st.tuples(indices, indices), max_size=6, unique=True), verdicts)
def test_accounts_keep_what_was_decided(found, decided):
    after = settle(comparable(*found), decided)
    check(after, decided)
    assert settle(after, decided) == after
    untouched = {pair for pair in found if not any(touch(pair, (v.zh, v.en)) for v in decided)}
    assert untouched <= links(after)


def touch(a, b):
    return not set(a[0]).isdisjoint(b[0]) and not set(a[1]).isdisjoint(b[1])


def check(after, decided):
    confirmed = {(v.zh, v.en) for v in decided if v.verdict is Verdict.CONFIRMED}
    assert confirmed <= links(after)
    assert all(b.score == 1.0 for b in after.links() if (b.zh, b.en) in confirmed)
    for verdict in decided:
        if verdict.verdict is Verdict.REMOVED:
            assert not any(touch((verdict.zh, verdict.en), pair) for pair in links(after) - confirmed)
