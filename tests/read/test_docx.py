"""Word documents: all the text in order, notes after it, deletions not."""

from pathlib import Path

import docx as python_docx
import pytest

from aligner.errors import InputError
from aligner.read.docx import read_docx
from aligner.records import Role
from aligner.segment import segment
from aligner.settings import ReadSettings
from tests.read.packages import RELATIONS, docx, packed, paragraph, run

REFERENCE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    f'<w:footnote w:id="7"><w:p>{run("See Goncharov, p. 68.")}</w:p></w:footnote>'
    f'<w:footnote w:id="2"><w:p>{run("Ibid.")}</w:p><w:p>{run("A second paragraph.")}</w:p></w:footnote>'
)


def read(data, lines=False):
    return read_docx(data, Path("a.docx"), ReadSettings(lines=lines))


def roles(source):
    return [(source.text[h.span.start : h.span.end], h.role) for h in source.hints]


def test_notes_follow_the_text_in_the_order_of_their_references():
    body = paragraph(run("He came."), REFERENCE.format(7), run(" He saw."), REFERENCE.format(2))
    source = read(docx(body, footnotes=FOOTNOTES))
    assert source.text == "He came.[1] He saw.[2]\n\n[1] See Goncharov, p. 68.\n\n[2] Ibid.\n\nA second paragraph."
    assert [role for _, role in roles(source)] == [None, Role.NOTE, Role.NOTE, Role.NOTE]
    assert [source.text[m.span.start : m.span.end] for m in source.marks] == ["[1]", "[2]", "[1]", "[2]"]
    document = segment(source)
    assert [document.matching_text(i) for i in document.aligned] == ["He came.", "He saw."]


def test_roles_by_style_whatever_the_language_of_word():
    styles = (
        '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="a3"><w:name w:val="我的标题"/><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:styleId="q"><w:name w:val="Quote"/></w:style>'
        '<w:style w:styleId="loop"><w:name w:val="Loop"/><w:basedOn w:val="loop"/></w:style>'
    )
    body = "".join(paragraph(run(s or "none"), style=s) for s in ("berschrift1", "a3", "q", "loop", ""))
    assert [role for _, role in roles(read(docx(body, styles=styles)))] == [
        Role.HEADING,
        Role.HEADING,
        Role.QUOTE,
        None,
        None,
    ]


def test_revisions_fields_and_breaks():
    body = paragraph(
        run("kept "),
        f"<w:ins>{run('inserted')}</w:ins>",
        "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>",
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        "<w:r><w:br/><w:t>next</w:t><w:tab/><w:t>tab</w:t><w:noBreakHyphen/></w:r>",
        f"<w:hyperlink>{run(' link')}</w:hyperlink>",
    )
    assert read(docx(body)).text == "kept inserted\nnext\ttab- link"


def test_readings_above_characters_are_left_out():
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('hàn')}</w:rt><w:rubyBase>{run('汉')}</w:rubyBase></w:ruby></w:r>"
    assert read(docx(paragraph(ruby, run("字")))).text == "汉字"


def test_tables_and_text_boxes_keep_their_places():
    cell = "<w:tc>{}</w:tc>".format
    table = f"<w:tbl><w:tr>{cell(paragraph(run('date')))}{cell(paragraph(run('event')))}</w:tr></w:tbl>"
    alternate = (
        '<mc:AlternateContent xmlns:mc="m"><mc:{0}><w:txbxContent>{1}</w:txbxContent></mc:{0}></mc:AlternateContent>'
    )
    box = paragraph(run("boxed"))
    boxed = f"<w:r>{alternate.format('Choice', box)}{alternate.format('Fallback', box)}</w:r>"
    source = read(docx(paragraph(run("Before"), boxed) + table + paragraph(run("After"))))
    assert roles(source) == [
        ("Before", None),
        ("boxed", None),
        ("date", Role.BODY),
        ("event", Role.BODY),
        ("After", None),
    ]


def test_a_file_of_python_docx_is_read(tmp_path):
    made = python_docx.Document()
    made.add_heading("朝鲜战争的起源", 1)
    made.add_paragraph("斯大林同意了。")
    made.add_paragraph("我收到了你的报告。", style="Quote")
    made.save(tmp_path / "a.docx")
    source = read((tmp_path / "a.docx").read_bytes())
    assert roles(source) == [
        ("朝鲜战争的起源", Role.HEADING),
        ("斯大林同意了。", None),
        ("我收到了你的报告。", Role.QUOTE),
    ]


def test_lines_mode_puts_one_paragraph_on_a_line():
    assert read(docx(paragraph(run("One")) + paragraph(run("Two"))), lines=True).text == "One\nTwo"


@pytest.mark.parametrize(
    "data",
    [
        packed({"hello.txt": "x"}),
        packed({"_rels/.rels": "<Relationships/>"}),
        docx("<w:p>")[:400],
        packed({"_rels/.rels": "<broken", "word/document.xml": "<x/>"}),
        docx("</w:p>"),
    ],
)
def test_broken_files_are_named(data):
    with pytest.raises(InputError, match=r"a\.docx: broken docx file"):
        read(data)


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    document = f'{bomb}<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
    assert "aaaa" not in read(packed({"_rels/.rels": RELATIONS, "word/document.xml": document})).text
