"""Parallel mode as a user meets it: no sentence is lost, whatever the texts; gaps and moved blocks are found."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.align import align
from aligner.embed import Encoder, load_encoder
from aligner.records import Alignment, Document, Role
from aligner.settings import ParallelSettings, Settings
from benchmarks.cases import document_of
from tests.align.story import STORY

ZH, EN = [zh for zh, _ in STORY], [en for _, en in STORY]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder("embedded")


def aligned(zh: list[str], en: list[str], encoder: Encoder, **options: int) -> Alignment:
    pair = document_of(zh, "zh", "zh.txt"), document_of(en, "en", "en.txt")
    return align(*pair, None, None, encoder, Settings(mode="parallel", parallel=ParallelSettings(**options)))


def links(alignment: Alignment) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.zh, bead.en) for bead in alignment.links()]


def assert_each_sentence_once(alignment: Alignment) -> None:
    for side, document in (("zh", alignment.zh), ("en", alignment.en)):
        held = sorted(i for bead in alignment.beads for i in getattr(bead, side))
        assert held == list(range(len(document.sentences)))


def test_a_plain_translation_is_linked_sentence_by_sentence(encoder: Encoder) -> None:
    alignment = aligned(ZH, EN, encoder)
    assert links(alignment) == [((i,), (i,)) for i in range(len(STORY))]
    assert min(bead.score for bead in alignment.beads) > 0.5
    assert_each_sentence_once(alignment)


def test_joined_sentences_are_one_bead(encoder: Encoder) -> None:
    en = [*EN[:4], " ".join(EN[4:6]), *EN[6:]]
    assert ((4, 5), (4,)) in links(aligned(ZH, en, encoder))


@pytest.mark.parametrize("gone", [range(6, 7), range(6, 12)])
def test_what_is_left_out_stays_unlinked(gone: range, encoder: Encoder) -> None:
    alignment = aligned(ZH, [en for i, en in enumerate(EN) if i not in gone], encoder)
    assert alignment.unlinked_zh == tuple(gone)
    assert alignment.unlinked_en == ()


def test_a_moved_block_is_linked_and_marked(encoder: Encoder) -> None:
    order = [*range(9, len(EN)), *range(9)]
    alignment = aligned(ZH, [EN[i] for i in order], encoder)
    assert {(bead.zh, bead.en) for bead in alignment.links()} == {((i,), (j,)) for j, i in enumerate(order)}
    assert [bead.zh[0] for bead in alignment.beads if bead.moved] == list(range(9))
    assert_each_sentence_once(alignment)


def test_a_bead_is_no_larger_than_allowed(encoder: Encoder) -> None:
    en = [part for text in EN for part in text.replace(",", ",\n").splitlines()]
    alignment = aligned(ZH, en, encoder, max_sentences=4)
    assert max(len(bead.zh) + len(bead.en) for bead in alignment.beads) <= 4


def test_passages_are_runs_of_links(encoder: Encoder) -> None:
    alignment = aligned(ZH, [*EN[:6], *EN[12:]], encoder)
    held = [k for passage in alignment.passages for k in passage.beads]
    assert [alignment.beads[k] for k in held] == list(alignment.links())
    assert len(alignment.passages) == 2


SHAPES = {
    "one against many": (ZH[:1], EN * 60),
    "many against one": (ZH * 60, EN[:1]),
    "nothing on one side": (ZH, []),
    "nothing at all": ([], []),
    "all lines equal": ([ZH[0]] * 50, [EN[0]] * 70),
    "all lines empty": ([""] * 40, [""] * 60),
    "one side reversed": (ZH * 3, (EN * 3)[::-1]),
    "repeated": (ZH * 4, EN * 6),
    "no known word": (["龘龘"] * 30, ["xqzt vvk"] * 30),
}


@pytest.mark.parametrize("name", SHAPES)
def test_no_sentence_is_lost_in_odd_shapes(name: str, encoder: Encoder) -> None:
    zh, en = SHAPES[name]
    assert_each_sentence_once(aligned(list(zh), list(en), encoder))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.floats(0, 0.6), st.integers(0, 10**6))
def test_no_sentence_is_lost_in_random_texts(n_zh: int, n_en: int, empty: float, seed: int) -> None:
    rng = random.Random(seed)
    zh = ["" if rng.random() < empty else rng.choice(ZH) for _ in range(n_zh)]
    en = ["" if rng.random() < empty else rng.choice(EN) for _ in range(n_en)]
    assert_each_sentence_once(aligned(zh, en, load_encoder("embedded")))


def test_sentences_that_take_no_part_are_in_no_bead(encoder: Encoder) -> None:
    zh, en = document_of(ZH, "zh", "zh.txt"), document_of(EN, "en", "en.txt")
    noted = tuple(replace(s, role=Role.NOTE) if s.index == 5 else s for s in zh.sentences)
    zh = Document(zh.name, "zh", zh.text, noted)
    alignment = align(zh, en, None, None, encoder, Settings(mode="parallel"))
    assert sorted(i for bead in alignment.beads for i in bead.zh) == [i for i in range(len(ZH)) if i != 5]
    assert ((4,), (4,)) in links(alignment)
