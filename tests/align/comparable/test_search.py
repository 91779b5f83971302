"""What is planted is found, wherever it stands; where nothing is shared, next to nothing is claimed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.align.comparable.compete import LEAST
from aligner.records import Bead, Role
from aligner.settings import Settings
from tests.align.comparable.worlds import compared, document, links

OWN = 10_000  # keys from here on stand in one text only


def own(n: int, start: int) -> list[int]:
    return list(range(OWN + start, OWN + start + n))


def test_passage_at_a_far_offset() -> None:
    passage = list(range(8))
    zh, en = own(5, 0) + passage + own(60, 100), own(50, 1000) + passage + own(10, 1100)
    assert links(compared(document(zh, "zh"), document(en, "en"))) == {((5 + k,), (50 + k,)) for k in passage}


def test_passage_is_read_as_one() -> None:
    zh, en = [*own(20, 0), 0, 1, 2, *own(20, 100)], [0, 1, 2, *own(30, 1000)]
    alignment = compared(document(zh, "zh"), document(en, "en"))
    assert [len(p.beads) for p in alignment.passages] == [3]
    assert 0 < alignment.passages[0].score <= 1


def test_told_twice_keeps_both_partners() -> None:
    passage = [0, 1, 2, 3]
    zh, en = own(20, 0) + passage, passage + own(20, 1000) + passage
    gold = {((20 + k,), (at + k,)) for k in passage for at in (0, 24)}
    assert links(compared(document(zh, "zh"), document(en, "en"))) == gold


def test_texts_without_anything_in_common() -> None:
    assert len(compared(document(own(120, 0), "zh"), document(own(120, 1000), "en")).beads) <= 2


def shuffled(seed: int) -> tuple[list[Bead], list[Bead]]:
    """Five passages among sentences of their own, in another order in each text: the beads that are missing of those
    planted, and those found besides."""
    rng = random.Random(seed)
    blocks = [[10 * b + k for k in range(4)] for b in range(5)]
    fillers = [own(9, 100 * b) for b in range(5)]
    sides = []
    for start in (0, 5000):
        parts = blocks + [[k + start for k in f] for f in fillers]
        rng.shuffle(parts)
        sides.append([k for part in parts for k in part])
    zh, en = sides
    planted = {((zh.index(k),), (en.index(k),)) for k in zh if k < OWN}
    found = compared(document(zh, "zh"), document(en, "en"))
    missing = [Bead(*sides, 1.0) for sides in sorted(planted - links(found))]
    return missing, [bead for bead in found.beads if (bead.zh, bead.en) not in planted]


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32))
def test_order_of_blocks_does_not_matter(seed: int) -> None:
    missing, besides = shuffled(seed)
    assert not missing
    assert len(besides) <= 2
    assert all(bead.score < 0.9 for bead in besides)  # not called sure


def test_guesses_are_rare_and_called_so() -> None:
    besides = [bead for seed in range(30) for bead in shuffled(seed)[1]]
    assert len(besides) <= 3  # in 1,950 sentences a side, of which 600 correspond
    assert sum(bead.score >= 0.5 for bead in besides) <= 1


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 30), max_size=25), st.lists(st.integers(0, 30), max_size=25))
def test_beads_are_sound_whatever_the_texts(zh: list[int], en: list[int]) -> None:
    alignment = compared(document(zh, "zh"), document(en, "en"))
    assert alignment.mode == "comparable"
    for bead in alignment.beads:
        assert bead.linked
        assert set(bead.zh) <= set(range(len(zh)))
        assert set(bead.en) <= set(range(len(en)))
        assert bead.score >= LEAST
    assert len(links(alignment)) == len(alignment.beads)
    assert [(b.zh, b.en) for b in alignment.beads] == sorted(links(alignment))


@pytest.mark.parametrize(("zh", "en"), [([], []), ([], [1]), ([1], []), ([1], [1])])
def test_next_to_no_text(zh: list[int], en: list[int]) -> None:
    alignment = compared(document(zh, "zh"), document(en, "en"))
    assert links(alignment) <= {((0,), (0,))}
    assert len(alignment.beads) <= min(len(zh), len(en))


def test_notes_are_searched_when_asked() -> None:
    roles = [Role.BODY] * 60 + [Role.NOTE] * 3
    zh, en = document([*own(60, 0), 7, 8, 9], "zh", roles=roles), document([*own(50, 1000), 7, 8, 9], "en")
    assert links(compared(zh, en)) == set()
    asked = Settings().changed(comparable={"with_notes": True})
    assert links(compared(zh, en, asked)) == {((60 + k,), (50 + k,)) for k in range(3)}


def test_least_confidence_is_kept_to() -> None:
    zh, en = document([*own(20, 0), 0, 1, 2], "zh"), document([0, 1, 2, *own(20, 1000)], "en")
    asked = Settings().changed(comparable={"min_confidence": 1.0})
    assert all(bead.score == 1.0 for bead in compared(zh, en, asked).beads)


def test_result_is_the_same_every_time() -> None:
    zh, en = document([*own(20, 0), 0, 1, 2], "zh"), document([0, 1, 2, *own(20, 1000)], "en")
    assert compared(zh, en) == compared(zh, en)


def test_a_long_text_does_not_drown_what_corresponds() -> None:
    """Passages of four sentences among 1,500."""
    rng = random.Random(1)
    passages = [list(range(4 * k, 4 * k + 4)) for k in range(10)]
    sides = []
    for start in (0, 5000):
        blocks = [*passages, *([key] for key in own(1500, start))]
        rng.shuffle(blocks)
        sides.append([key for block in blocks for key in block])
    zh, en = sides
    found = links(compared(document(zh, "zh"), document(en, "en")))
    planted = {((zh.index(k),), (en.index(k),)) for passage in passages for k in passage}
    assert len(found & planted) >= 0.9 * len(planted)
    assert len(found - planted) <= 2
