"""References to notes belong to the sentence that they follow, however the format writes them."""

from pathlib import Path

import pytest

from aligner.read.epub import read_epub
from aligner.read.html import read_html
from aligner.read.markdown import with_blocks
from aligner.read.source import SourceText
from aligner.records import Mark, MarkKind, Role, Span
from aligner.segment import segment
from aligner.segment.references import with_raised_references
from aligner.settings import ReadSettings
from tests.read.packages import epub

ZH = ("战争在清晨爆发。", "总统当晚赶回首都。", "会议开到深夜。")
EN = ("War broke out at dawn.", "The President hurried back.", "They met late into the night.")


def html(body):
    return read_html(f"<body>{body}</body>".encode(), Path("a.html"), ReadSettings())


def book(body):
    return read_epub(epub(["c"], c=body), Path("a.epub"), ReadSettings())


def markdown(text):
    return with_blocks("a.md", text, "utf-8")


@pytest.mark.parametrize("sentences", [ZH, EN])
@pytest.mark.parametrize(
    ("read", "start", "reference"),
    [
        (markdown, "", "[^1]"),
        (markdown, "", "[^a-note]"),
        (html, "<p>", "<sup>1</sup>"),
        (html, "<p>", '<a href="#fn1"><sup>1</sup></a>'),
        (html, "<p>", '<a href="#fn1">[1]</a>'),
        (html, "<p>", ' <a href="#fn1">*</a>'),
        (book, "<p>", '<sup><a href="notes.xhtml#n1">12</a></sup>'),
    ],
)
def test_a_reference_stays_with_the_sentence_before_it(sentences, read, start, reference):
    gap = "" if sentences is ZH else " "
    document = segment(read(start + gap.join(s + reference for s in sentences)))
    assert tuple(document.matching_texts) == sentences
    assert {s.role for s in document.sentences} == {Role.BODY}


@pytest.mark.parametrize(
    ("text", "marked", "raised"),
    [
        ("爆发。1他", "1", "爆发。¹他"),
        ("out.12 He", "12", "out.¹² He"),
        ("out.* He", "*", "out.¹ He"),
        ("爆发。[1]他", "[1]", "爆发。[1]他"),
        ("1 Ibid.", "1", "1 Ibid."),
        ("爆发。\n1 同上。", "1", "爆发。\n1 同上。"),
        ("out.[^ab] He", "", "out.¹¹¹¹¹ He"),
        ("[^ab]: Ibid.", "", "[^ab]: Ibid."),
    ],
)
def test_what_the_rules_read(text, marked, raised):
    at = text.index(marked)
    marks = (Mark(Span(at, at + len(marked)), MarkKind.NOTE_REFERENCE),) if marked else ()
    assert with_raised_references(SourceText("a", text, marks=marks)).text == raised


def test_notes_of_markdown_that_follow_one_another_are_each_a_note():
    text = "He came.[^1] He saw.[^2]\n\n[^1]: One. And more\nof it.\n[^2]: Two, p. 9\n"
    document = segment(markdown(text))
    notes = [s for s in document.sentences if s.role is Role.NOTE]
    assert [document.matching_text(s.index) for s in notes] == ["One.", "And more of it.", "Two, p. 9"]
    assert len({s.paragraph for s in notes}) == 2


@pytest.mark.parametrize("arrow", ["↩", "↩︎", "↑", "^"])
def test_the_way_back_from_a_note_is_no_text(arrow):
    back = f'<a href="#fnref1">{arrow}</a>'
    source = html(f'<p>He came.</p><ol class="footnotes"><li id="fn1"><p>Ibid. {back}</p></li></ol>')
    assert source.text == "He came.\n\nIbid."


@pytest.mark.parametrize("reference", ["[{}]", "①②③", "¹²³"])
def test_a_numbered_list_at_the_end_that_the_text_refers_to_is_its_notes(reference):
    signs = [reference.format(n + 1) if "{" in reference else reference[n] for n in range(3)]
    told = " ".join(s + sign for s, sign in zip(EN, signs, strict=True))
    notes = "1. Smith, p. 3.\n\n2. Jones was there. So was Lee.\n\n3. Ibid."
    document = segment(SourceText("a", f"{told}\n\n{notes}"))
    assert [s.role for s in document.sentences] == [Role.BODY] * 3 + [Role.NOTE] * 4
    plain = segment(SourceText("a", f"{' '.join(EN)}\n\n{notes}"))
    assert Role.NOTE not in {s.role for s in plain.sentences}
