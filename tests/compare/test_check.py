"""Excerpts read as running text and point at the untouched document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.compare.check import Excerpt, excerpt
from aligner.records import Document, Mark, MarkKind, Place, Role, Sentence, Span


def document(text: str, spans: list[tuple[int, int]], marks: tuple[tuple[int, int], ...] = ()) -> Document:
    sentences = tuple(Sentence(i, Span(*s), 0, Role.BODY, "zh") for i, s in enumerate(spans))
    return Document("a.txt", "zh", text, sentences, tuple(Mark(Span(*m), MarkKind.NOTE_REFERENCE) for m in marks))


def test_a_number_across_a_line_break_is_one_number() -> None:
    found = excerpt(document("前言。派出三万\n五千人。", [(0, 3), (3, 12)]), [1])
    assert found.text == "派出三万五千人。"
    assert found.place(2, 6) == Place("a.txt", Span(5, 10))


def test_marks_are_left_out_and_places_step_over_them() -> None:
    doc = document("他说[12]不去。", [(0, 9)], ((2, 6),))
    found = excerpt(doc, [0])
    assert found.text == "他说不去。"
    assert doc.slice(found.place(2, 5).span) == "不去。"
    assert doc.slice(found.place(1, 3).span) == "说[12]不"


def test_two_sentences_are_joined_and_what_lies_between_is_skipped() -> None:
    doc = document("甲。注释乙。", [(0, 2), (2, 4), (4, 6)])
    found = excerpt(doc, [0, 2])
    assert found.text == "甲。乙。"
    assert doc.slice(found.place(2, 3).span) == "乙"


def test_plain_text_needs_no_map() -> None:
    assert excerpt(document("甲。乙。", [(0, 2), (2, 4)]), [0, 1]) == Excerpt("甲。乙。", 0, "a.txt", "zh")


def test_a_place_outside_is_refused() -> None:
    with pytest.raises(ValueError, match="not within"):
        Excerpt("甲", 0, "a.txt", "zh").place(0, 2)


@settings(max_examples=60, deadline=None)
@given(st.text("甲乙丙\n 丁[]。", min_size=1, max_size=30), st.data())
def test_every_character_points_at_itself(text: str, data: st.DataObject) -> None:
    a = data.draw(st.integers(0, len(text)))
    b = data.draw(st.integers(a, len(text)))
    doc = document(text, [(0, len(text))], ((a, b),) if b > a else ())
    found = excerpt(doc, [0])
    for i, character in enumerate(found.text):
        assert doc.slice(found.place(i, i + 1).span) in (character, "\n")
