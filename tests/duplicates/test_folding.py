"""What a reader calls the same characters folds to the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.duplicates.folding import fold, fold_documents, fold_string
from aligner.records import Document, Mark, MarkKind, Role, Sentence, Span

from .texts import document


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ａｂｃ１２", "abc12"),
        ("傳聞", "传闻"),
        ("中 国\n人", "中国人"),
        ("“你好！”", "你好"),
        ("don’t", "dont"),
        ("ＫＭ", "km"),
        ("𠮷野家", "𠮷野家"),
        ("…—·", ""),
        ("沿著圳溝，照計畫", "沿着圳沟照计划"),  # characters that simplify in some words only
    ],
)
def test_folds_to(a, b):
    assert fold_string(a) == b


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_every_symbol_knows_where_it_came_from(text):
    codes, offsets = fold(text)
    assert [fold_string(text[k]) for k in offsets.tolist()] == [chr(c) for c in codes.tolist()]
    assert "".join(map(chr, codes.tolist())) == fold_string(text)
    assert fold_string(fold_string(text)) == fold_string(text)


def test_note_marks_and_furniture_are_left_out():
    text = "斯大林[12]同意"
    sentence = Sentence(0, Span(0, len(text)), 0, Role.BODY, "zh")
    marked = Document("a", "zh", text, (sentence,), (Mark(Span(3, 7), MarkKind.NOTE_REFERENCE),))
    folded = fold_documents([marked], {"a": [Span(8, 9)]})
    assert folded.offsets[folded.codes > 0].tolist() == [0, 1, 2, 7]
    assert folded.span(1, 5) == Span(0, 8)


def test_documents_stand_apart():
    folded = fold_documents([document("中国", name="a"), document("国中", name="b")])
    assert (folded.codes == 0).tolist() == [True, False, False, True, False, False, True]
    assert [folded.document_of(k) for k in (1, 2, 4, 5)] == [0, 0, 1, 1]
    assert folded.codes[1] == folded.codes[5]
