"""OpenDocument texts: all the text in order, notes after it, deletions not."""

import shutil
import subprocess
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.read.docx import read_docx
from aligner.read.odt import read_odt
from aligner.read.rtf import read_rtf
from aligner.records import Role
from aligner.segment import segment
from aligner.settings import ReadSettings
from tests.read.packages import ODF, flat_odt, odt, odt_note, packed

OFFICE = shutil.which("soffice")


def read(data, lines=False):
    return read_odt(data, Path("a.odt"), ReadSettings(lines=lines))


def roles(source):
    return [(source.text[h.span.start : h.span.end], h.role) for h in source.hints]


def p(text, style=""):
    return f'<text:p text:style-name="{style}">{text}</text:p>' if style else f"<text:p>{text}</text:p>"


def style(name, parent=""):
    based = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="paragraph"{based}/>'


def test_notes_follow_the_text_in_the_order_of_their_references():
    first, second = odt_note(p("See Goncharov, p. 68."), "*"), odt_note(p("Ibid.") + p("A second paragraph."))
    source = read(odt(p(f"He came.{first} He saw.{second}")))
    assert source.text == "He came.[1] He saw.[2]\n\n[1] See Goncharov, p. 68.\n\n[2] Ibid.\n\nA second paragraph."
    assert [role for _, role in roles(source)] == [None, Role.NOTE, Role.NOTE, Role.NOTE]
    assert [source.text[m.span.start : m.span.end] for m in source.marks] == ["[1]", "[2]", "[1]", "[2]"]
    document = segment(source)
    assert [document.matching_text(i) for i in document.aligned] == ["He came.", "He saw."]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a<text:s/>b", "a b"),
        ('a<text:s text:c="3"/>b', "a   b"),
        ("a<text:tab/>b<text:line-break/>c", "a\tb\nc"),
        ("a<text:soft-page-break/>b", "ab"),
        ("  a \n  b  ", "a b"),
        ("<text:span>a </text:span> b", "a b"),
        ("<text:a>link</text:a>ed", "linked"),
        ('a<text:change-start text:change-id="1"/>b<text:change-end text:change-id="1"/>c', "abc"),
        ("<text:ruby><text:ruby-base>汉</text:ruby-base><text:ruby-text>hàn</text:ruby-text></text:ruby>字", "汉字"),
        ("a<office:annotation><text:p>comment</text:p></office:annotation>b", "ab"),
        ("a<text:bookmark/><text:sequence>1</text:sequence>", "a1"),
        ("𠮷&amp;&lt;", "𠮷&<"),
    ],
)
def test_inside_a_paragraph(inside, text):
    assert read(odt(p(inside))).text == text


def test_roles_by_style_and_place():
    styles = style("Heading_20_1") + style("Quotations") + style("P9", "Quotations") + style("loop", "loop")
    cell = "<table:table-cell>{}</table:table-cell>".format
    body = (
        '<text:h text:outline-level="2">Two</text:h>'
        + p("One", "Heading_20_1")
        + p("Quoted", "P9")
        + p("Plain", "loop")
        + f"<text:list><text:list-item>{p('Item')}</text:list-item></text:list>"
        + f"<table:table><table:table-row>{cell(p('date'))}{cell(p('event'))}</table:table-row></table:table>"
        + f"<text:table-of-content><text:index-body>{p('Contents 3')}</text:index-body></text:table-of-content>"
        + p(f"Before<draw:frame><draw:text-box>{p('boxed')}</draw:text-box><svg:title>no</svg:title></draw:frame> on")
    )
    expected = [
        ("Two", Role.HEADING),
        ("One", Role.HEADING),
        ("Quoted", Role.QUOTE),
        ("Plain", None),
        ("Item", None),
        ("date", Role.BODY),
        ("event", Role.BODY),
        ("Contents 3", Role.BOILERPLATE),
        ("Before on", None),
        ("boxed", None),
    ]
    assert roles(read(odt(body, styles))) == expected
    assert roles(read(flat_odt(body, styles))) == expected


def test_what_was_deleted_is_no_text():
    deleted = f"<text:changed-region><text:deletion>{p('deleted')}</text:deletion></text:changed-region>"
    body = f"<text:tracked-changes>{deleted}</text:tracked-changes>" + p('kept<text:change text:change-id="1"/> on')
    assert read(odt(body)).text == "kept on"


def test_lines_mode_puts_one_paragraph_on_a_line():
    assert read(odt(p("One") + p("Two")), lines=True).text == "One\nTwo"


@pytest.mark.parametrize(
    "data",
    [
        b"not a zip",
        packed({"hello.txt": "x"}),
        packed({"content.xml": "<broken"}),
        packed({"content.xml": f"<office:document-content {ODF}/>"}),
        odt(p("x"))[:300],
        b"<?xml version='1.0'?><broken",
    ],
)
def test_broken_files_are_named(data):
    with pytest.raises(InputError, match=r"a\.odt: broken odt file"):
        read(data)


def test_a_damaged_name_in_the_zip_is_told():
    data = bytearray(odt(p("x")))
    name = data.index(b"content.xml<")
    data[name] = 0xAD
    data[name - 30 + 7] |= 0x08  # the flag of the part's header that says the name is UTF-8
    with pytest.raises(InputError, match=r"a\.odt: broken odt file"):
        read(bytes(data))


def test_empty_and_locked_files_are_told():
    with pytest.raises(InputError, match="no text"):
        read(b"")
    with pytest.raises(InputError, match="password"):
        read(odt(p("x"), manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"))


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = flat_odt(p("b: &b;")).replace(b"?><", b"?>" + bomb.encode() + b"<", 1)
    assert "aaaa" not in read(data).text


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_saves_one_text_in_all_three_formats(tmp_path):
    """One document, written by a program that we had no part in: the readers of its formats say the same."""
    ruby = "<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>"
    body = (
        '<text:h text:outline-level="1">第三章 鸭绿江边</text:h>'
        + p(f"战争爆发。{odt_note(p('沈志华，第1页。'))}总统赶回{ruby}。{odt_note(p('It’s “so” — café 𠮷.'), '2')}")
        + p('甲<text:s text:c="3"/>乙<text:tab/>丙<text:line-break/>丁', "Quotations")
        + f"<text:list><text:list-item>{p('第一项。')}</text:list-item></text:list>"
        + f"<table:table><table:table-column/><table:table-row><table:table-cell>{p('格')}</table:table-cell>"
        "</table:table-row></table:table>" + p("完。")
    )
    styles = style("Standard") + style("Heading_20_1", "Standard") + style("Quotations", "Standard")
    (tmp_path / "a.fodt").write_bytes(flat_odt(body, styles))
    for suffix in ("odt", "docx", "rtf"):
        command = [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", suffix]
        command += ["--outdir", str(tmp_path / "out"), str(tmp_path / "a.fodt")]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    expected = roles(read((tmp_path / "a.fodt").read_bytes()))
    assert [text for text, _ in expected] == [
        "第三章 鸭绿江边",
        "战争爆发。[1]总统赶回漢字。[2]",
        "甲   乙\t丙\n丁",
        "第一项。",
        "格",
        "完。",
        "[1] 沈志华，第1页。",
        "[2] It’s “so” — café 𠮷.",
    ]
    for suffix, reader in (("odt", read_odt), ("docx", read_docx), ("rtf", read_rtf)):
        path = tmp_path / "out" / f"a.{suffix}"
        assert roles(reader(path.read_bytes(), path, ReadSettings())) == expected, suffix
