"""Rich Text Format: code pages, Unicode, notes, and what is no text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.read.doc import read_doc
from aligner.read.rtf import read_rtf
from aligner.records import Role
from aligner.segment import segment
from aligner.settings import ReadSettings
from tests.read.packages import docx, paragraph, run

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fnil\fcharset134 SimSun{\*\falt 宋体};}{\f2\fnil\fcharset136 MingLiU;}"
    r"{\f3\fcharset204 Cyr;}}"
).encode("gbk")
STYLES = rb"{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}{\s2\sbasedon1 My Own;}{\s3 Quote;}{\*\cs9 Char;}}"


def read(body, page=1252, lines=False):
    body = body.encode("latin-1") if isinstance(body, str) else body
    data = rb"{\rtf1\ansi\ansicpg%d\deff0%s%s " % (page, FONTS, STYLES) + body + b"}"
    return read_rtf(data, Path("a.rtf"), ReadSettings(lines=lines))


def hexed(text, codec):
    return "".join(rf"\'{byte:02x}" for byte in text.encode(codec))


def roles(source):
    return [(source.text[h.span.start : h.span.end], h.role) for h in source.hints]


@pytest.mark.parametrize(
    ("body", "page", "text"),
    [
        (hexed("斯大林同意了。", "gbk"), 936, "斯大林同意了。"),
        (hexed("史達林同意了。", "big5"), 950, "史達林同意了。"),
        (r"\f1 " + hexed("毛泽东", "gbk") + r"\f2 " + hexed("蔣介石", "big5"), 1252, "毛泽东蔣介石"),
        (r"{\f1 " + hexed("镕", "gbk") + r"}\f0 caf\'e9", 1252, "镕café"),
        (r"\f3 " + hexed("Сталин", "cp1251"), 936, "Сталин"),
        ("斯大林".encode("gbk"), 936, "斯大林"),
        (r"\f1\'81@\'81A", 1252, b"\x81@\x81A".decode("gbk")),  # the second byte as a letter
        (r"it\'92s \'93so\'94", 936, "it’s “so”"),
        (r"\uc1\u26031?\u22823?\u26519?", 1252, "斯大林"),
        (r"\u-28703 ?x", 1252, "\u8fe1x"),
        (r"\uc2\u26031\'cb\'b9x", 936, "斯x"),
        (r"\uc0\u26031 x", 1252, "斯x"),
        (r"{\uc2 \u26031 ab}\u26031 cd", 1252, "斯斯d"),
        (r"\u-10174?\u-8265?!", 1252, "\U00020bb7!"),
        (r"\u-10174 ?{\b \u-8265 ?}!", 1252, "\U00020bb7!"),
        (r"\uc2\u26031\'cb\'b9\u22823\'b4\'f3x\'e9", 1252, "斯大xé"),
        (r"\uc1\u26031\'cb\'b9\u22823\'b4\u26519?", 936, b"\xb9".decode("gb18030", "replace").join("斯大") + "林"),
        (r"\uc0\u26031\u22823 ?", 1252, "斯大?"),
        (r"\u-10174? alone", 1252, "\ufffd alone"),
        (r"\upr", 1252, ""),
        (r"{\upr{\f1 old}{\*\ud{\u26031 ?}}}", 1252, "斯"),
    ],
)
def test_characters(body, page, text):
    assert read(body, page).text == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"a\tab b\line c\~d\_e\-f\{\}\\", "a\tb\nc\xa0d-ef{}\\"),
        (r"\lquote a\rquote\ldblquote b\rdblquote\emdash\endash\bullet", "‘a’“b”—–•"),
        ("one\r\ntwo", "onetwo"),
        (r"one\par two\sect three", "one\n\ntwo\n\nthree"),
        ("one\\\ntwo", "one\n\ntwo"),
        (r"kept {\deleted gone}{\revised new}\deleted gone\deleted0  on", "kept new on"),
        (r"a{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}b", "alinkb"),
        (r"{\field{\*\fldinst EQ \\* jc2 \\o\\ad(\\s\\up 9(han),{\b word})}{\fldrslt }}s", "words"),
        (r"a{\*\unknown gone}{\header gone}{\pict\picw1 00ff}{\xe index}{\*\annotation gone}b", "ab"),
        (r"{\info{\title gone}{\author gone}}a", "a"),
        (r"{\listtext 1.\tab}item", "item"),
        (r"a{\bin3 }}}b", ""),
        (
            r"before{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt boxed\par}}{\shprslt gone}} after",
            "before after\n\nboxed",
        ),
    ],
)
def test_what_is_text_and_what_is_not(body, text):
    if not text:
        assert read(r"a{\*\x\bin3 }}}}b").text == "ab"
    else:
        assert read(body).text == text


def test_notes_follow_the_text_in_the_order_of_their_references():
    body = (
        r"He came.{\super\chftn}{\footnote\pard {\super\chftn} See Goncharov, p. 68.} He saw."
        r"{\footnote\ftnalt\pard\chftn\s1 Ibid.\par A second paragraph.\par}\par The end."
    )
    source = read(body)
    assert source.text == (
        "He came.[1] He saw.[2]\n\nThe end.\n\n[1] See Goncharov, p. 68.\n\n[2] Ibid.\n\nA second paragraph."
    )
    assert [role for _, role in roles(source)] == [None, None, Role.NOTE, Role.NOTE, Role.NOTE]
    assert [source.text[m.span.start : m.span.end] for m in source.marks] == ["[1]", "[2]", "[1]", "[2]"]
    document = segment(source)
    assert [document.matching_text(i) for i in document.aligned] == ["He came.", "He saw.", "The end."]
    assert read(r"He came.{\deleted{\footnote gone}}").text == "He came."


def test_roles_by_style_level_and_table():
    body = (
        r"\pard\s1 One\par\s2 Two\par\pard\outlinelevel0 Three\par\pard\s3 Quoted\par\pard Plain\par"
        r"\trowd\pard\intbl date\cell event\cell\row\pard After\par"
    )
    assert roles(read(body)) == [
        ("One", Role.HEADING),
        ("Two", Role.HEADING),
        ("Three", Role.HEADING),
        ("Quoted", Role.QUOTE),
        ("Plain", None),
        ("date", Role.BODY),
        ("event", Role.BODY),
        ("After", None),
    ]


def test_lines_mode_puts_one_paragraph_on_a_line():
    assert read(r"One\par Two", lines=True).text == "One\nTwo"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "no text"),
        (b" \r\n", "no text"),
        (b"hello", "broken rtf"),
        (rb"{\rtf1 cut {\b off", "broken rtf"),
        (rb"{\rtf1\bin99999999 x}", "broken rtf"),
        (rb"{\rtf1 " + b"{" * 20_000 + b"}" * 20_001, "too deep"),
    ],
)
def test_empty_and_broken_files_are_told(data, told):
    with pytest.raises(InputError, match=told):
        read_rtf(data, Path("a.rtf"), ReadSettings())


def test_what_stands_behind_the_document_is_no_part_of_it():
    assert read_rtf(b"{\\rtf1 text}\x00\x1a more", Path("a.rtf"), ReadSettings()).text == "text"


PIECES = st.sampled_from(
    [
        *(
            "{",
            "}",
            "\\",
            r"\par ",
            r"\u26031 ?",
            r"\'d6",
            r"\'d0",
            r"\uc2 ",
            r"\f1 ",
            r"{\footnote ",
            r"{\*\x ",
            "text ",
        ),
        *("é", r"\deleted ", r"{\shptxt ", r"{\field{\*\fldinst ", r"\bin2 ", r"\u-10174?", r"{\fonttbl{\f9"),
        r"{\stylesheet{\s7 ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_any_bytes_are_read_or_told(pieces):
    """Whatever stands in it, the file is read or named as broken, and its text segments."""
    data = b"{\\rtf1" + "".join(pieces).encode("latin-1") + b"}" * 12
    try:
        source = read_rtf(data, Path("a.rtf"), ReadSettings())
    except InputError:
        return
    document = segment(source)
    held = "".join(document.sentence_text(s.index) for s in document.sentences)
    assert "".join(held.split()) == "".join(source.text.split())


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (rb"{\rtf1 text}", "text"),
        (docx(paragraph(run("text"))), "text"),
        (b"<html><body><p>text</p></body></html>", "text"),
    ],
)
def test_a_doc_file_is_read_as_what_it_is(data, text):
    assert read_doc(data, Path("a.doc"), ReadSettings()).text == text


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x31\xbe\x00\x00"])
def test_an_old_word_file_is_told_how_to_convert(data):
    with pytest.raises(InputError, match=r"save it as \.docx"):
        read_doc(data, Path("a.doc"), ReadSettings())
