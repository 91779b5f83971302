"""Books: chapters in the order of the spine, each read as HTML."""

from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.read.epub import read_epub
from aligner.records import Role
from aligner.settings import ReadSettings
from tests.read.packages import epub, packed


def read(data):
    return read_epub(data, Path("a.epub"), ReadSettings())


def test_chapters_in_the_order_of_the_spine():
    source = read(epub(["two", "one"], one="<p>First in the folder.</p>", two="<h1>Two</h1><p>First in the book.</p>"))
    assert source.text == "Two\n\nFirst in the book.\n\nFirst in the folder."
    assert source.encoding == "epub"


def test_notes_and_contents_are_told_apart():
    contents = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    note = '<aside epub:type="footnote" id="n1"><p>A note.</p></aside>'
    page = f'<p>He came.<a epub:type="noteref" href="#n1">1</a></p>{note}'
    source = read(epub(["nav", "a"], contents, nav="<ol><li>Chapter One</li></ol>", a=page))
    assert [(source.text[h.span.start : h.span.end], h.role) for h in source.hints] == [
        ("Chapter One", Role.BOILERPLATE),
        ("He came.1", None),
        ("A note.", Role.NOTE),
    ]


@pytest.mark.parametrize(
    "data", [packed({"a": "b"}), packed({"META-INF/container.xml": "<a/>"}), epub(["x"], x="")[:200]]
)
def test_broken_books_are_named(data):
    with pytest.raises(InputError, match=r"a\.epub"):
        read(data)


def test_a_chapter_that_is_missing_is_no_silence():
    item = '<item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/>'
    with pytest.raises(InputError, match=r"no OEBPS/gone\.xhtml"):
        read(epub(["gone"], item))
