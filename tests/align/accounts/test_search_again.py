"""Accounts that share more, by a third one, than was found between them are searched again."""

from __future__ import annotations

import pytest

from aligner.align.accounts.same_language import align_same_language
from aligner.align.accounts.search_again import _Told, search_again
from aligner.align.comparable import align_comparable
from aligner.embed.embedded import EmbeddedEncoder
from aligner.records import Alignment, Message
from aligner.settings import Settings
from benchmarks.accounts import topics
from benchmarks.comparable import judged
from tests.align.accounts.test_events import A, B, X, Y, linked

LINKED = [linked(A, X, (0, 0, 0.9), (1, 1, 0.8)), linked(A, Y, (0, 0, 0.5)), linked(B, X, (0, 0, 0.6)), linked(B, Y)]


def test_what_stands_in_both_by_way_of_others_is_counted_once() -> None:
    """b 0 - x 0 - a 0 - y 0 is a path of three links; of two, b stands in y by way of an account in its language."""
    told = _Told(LINKED)
    assert told.directly(A, X) == pytest.approx(0.9 + 0.8)
    assert told.directly(B, Y) == told.through_others(B, Y) == 0
    within = linked(A, B, (0, 0, 0.9), (2, 0, 0.4), (1, 1, 0.9))
    assert _Told([*LINKED, within]).through_others(B, Y) == pytest.approx(0.9 * 0.5)


def test_nothing_is_searched_again_where_the_links_say_as_much() -> None:
    refused = EmbeddedEncoder()
    assert search_again(LINKED[:3], (), {}, refused, Settings()) == tuple(LINKED[:3])


def test_translations_are_not_searched_again() -> None:
    in_order = Alignment(B, Y, (), "parallel")
    within = linked(A, B, (0, 0, 0.4))
    assert _Told([*LINKED[:3], within]).through_others(B, Y) > 0
    assert search_again([*LINKED[:3], in_order], [within], {}, EmbeddedEncoder(), Settings())[-1] is in_order


def test_a_soldier_who_names_nobody_is_linked_to_the_consul_by_way_of_the_historian() -> None:
    topic = next(topic for topic in topics() if topic.name == "wuchang")
    encoder, settings = EmbeddedEncoder(), Settings()
    vectors = {name: encoder.encode(d.matching_texts) for name, d in topic.documents.items()}
    pairs = [
        (a, b) for a in topic.documents.values() for b in topic.documents.values() if (a.lang, b.lang) == ("zh", "en")
    ]
    why = Message("align.why.asked")
    alignments = []
    for a, b in pairs:
        found = align_comparable(a, b, vectors[a.name], vectors[b.name], encoder, settings)
        alignments.append(Alignment(a, b, found.beads, "comparable", found.passages, why))
    again = search_again(
        alignments, align_same_language(alignments, vectors, encoder, settings), vectors, encoder, settings
    )
    assert [(a.zh.name, a.en.name, a.why) for a in again] == [(a.zh.name, a.en.name, why) for a in alignments]
    soldier = [k for k, a in enumerate(alignments) if a.zh.name.startswith("wuchang-soldier")]
    right, _ = judged([again[k] for k in soldier], topic.told)
    before, _ = judged([alignments[k] for k in soldier], topic.told)
    assert sum(right) > sum(before)
    assert sum(right) >= 0.7 * len(right)
    assert all(again[k] is alignments[k] for k in range(len(pairs)) if k not in soldier)
