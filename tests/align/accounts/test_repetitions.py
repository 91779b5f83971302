"""A link of a passage is a link of its repetition, whatever day that one names; nothing else is added."""

from __future__ import annotations

import pytest

from aligner.align.accounts.repetitions import link_repetitions
from aligner.records import Alignment, Bead, Document, DuplicateGroup, Place, RepeatKind, Span
from tests.align.accounts.test_events import account, linked

ZH = account("zh", "zh", ["五月十四日回电到了。", "如果你们不同意，就推迟讨论。", "天气很冷。"])
EN = account(
    "en",
    "en",
    [
        "The reply of 14 May came.",
        "If you disagree, it must be put off.",
        "It was a cold day.",
        'The telegram of 16 May ends: "If you disagree, it must be put off."',
    ],
)


def place(document: Document, first: int, last: int) -> Place:
    return Place(document.name, Span(document.sentences[first].span.start, document.sentences[last].span.end))


def repeat(kind: RepeatKind = RepeatKind.EXACT, similarity: float = 1.0) -> DuplicateGroup:
    return DuplicateGroup(kind, similarity, (place(EN, 1, 1), place(EN, 3, 3)))


def added(alignment: Alignment, *duplicates: DuplicateGroup) -> list[Bead]:
    (found,) = link_repetitions([alignment], duplicates)
    assert set(alignment.beads) <= set(found.beads)
    assert [(b.zh, b.en) for b in found.beads] == sorted((b.zh, b.en) for b in found.beads)
    return [b for b in found.beads if b not in alignment.beads]


def test_what_is_linked_to_a_quotation_is_linked_where_it_is_quoted_again() -> None:
    (bead,) = added(linked(ZH, EN, (1, 1, 0.9)), repeat(RepeatKind.EDITED, 0.95))
    assert (bead.zh, bead.en, bead.reasons) == ((1,), (3,), ("↔ en",))
    assert bead.score == pytest.approx(0.9 * 0.95, abs=1e-3)


def test_a_doubtful_link_is_as_doubtful_at_the_repetition() -> None:
    assert [b.score for b in added(linked(ZH, EN, (1, 1, 0.4)), repeat())] == [0.4]


def test_of_two_links_to_one_passage_the_surer_is_taken_over() -> None:
    three = account(
        "en", "en", ["It must be put off.", "He left.", "It must be put off.", "He slept.", "It must be put off."]
    )
    group = DuplicateGroup(RepeatKind.EXACT, 1.0, (place(three, 0, 0), place(three, 2, 2), place(three, 4, 4)))
    for scores in ((0.6, 0.9), (0.9, 0.6)):
        found = added(linked(ZH, three, (1, 0, scores[0]), (1, 2, scores[1])), group)
        assert [(b.en, b.score) for b in found] == [((4,), 0.9)]


def test_from_the_second_place_to_the_first_too() -> None:
    assert [(b.zh, b.en) for b in added(linked(ZH, EN, (1, 3, 0.9)), repeat())] == [((1,), (1,))]


def test_a_link_that_is_repeated_for_half_of_its_sentences_is_of_these() -> None:
    two, four = (Alignment(ZH, EN, (Bead((0, 1), en, 0.9),), "comparable") for en in ((0, 1), (0, 1, 2)))
    assert [(b.zh, b.en) for b in added(two, repeat())] == [((0, 1), (3,))]
    assert not added(four, repeat())


def test_several_sentences_are_repeated_in_order() -> None:
    twice = account("en", "en", ["He came.", "He saw.", "It rained.", "He came.", "He saw."])
    group = DuplicateGroup(RepeatKind.EXACT, 1.0, (place(twice, 0, 1), place(twice, 3, 4)))
    found = added(linked(ZH, twice, (0, 0, 0.9), (1, 1, 0.8)), group)
    assert [(b.zh, b.en, b.score) for b in found] == [((0,), (3,), 0.9), ((1,), (4,), 0.8)]


@pytest.mark.parametrize(
    ("alignment", "group"),
    [
        (linked(ZH, EN, (1, 1, 0.9)), repeat(RepeatKind.RETOLD, 0.9)),  # told again in other words
        (linked(ZH, EN, (1, 1, 0.9)), repeat(RepeatKind.FURNITURE)),
        (linked(ZH, EN, (1, 1, 0.9), (1, 3, 0.3)), repeat()),  # linked already
        (linked(ZH, EN, (0, 0, 0.9)), repeat()),  # another sentence
        (Alignment(ZH, EN, (Bead((1,), (1,), 0.9),), "parallel"), repeat()),
    ],
)
def test_nothing_else_is_added(alignment: Alignment, group: DuplicateGroup) -> None:
    assert not added(alignment, group)


def test_a_repetition_in_another_account_is_none_of_this_one() -> None:
    """links through a third account see to that."""
    other = account("other", "en", ["If you disagree, it must be put off."])
    group = DuplicateGroup(RepeatKind.EXACT, 1.0, (place(EN, 1, 1), place(other, 0, 0)))
    assert not added(linked(ZH, EN, (1, 1, 0.9)), group)
