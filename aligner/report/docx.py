"""Word: a bilingual table, a bead a row, with a comment on the words of each divergence."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from aligner.messages import tell
from aligner.records import Alignment, Bead, Comparison, Document, Flag
from aligner.report.tsv import ordered
from aligner.report.view import bead_flags, in_brackets
from aligner.report.xliff import marked_text
from aligner.report.xml import xml_text
from aligner.settings import ReportSettings


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    import docx  # takes a fifth of a second; only this format needs it

    word = docx.Document()
    _set_up(word, comparison)
    for pair, alignment in enumerate(comparison.alignments):
        word.add_heading(xml_text(f"{alignment.zh.name} ↔ {alignment.en.name}"), level=1)
        _table(word, comparison, pair)
    buffer = io.BytesIO()
    word.save(buffer)
    return {".docx": _undated(buffer)}


def _undated(package: io.BytesIO) -> bytes:
    """The same zip with the oldest date that zip knows on every part, so that one comparison gives one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename), old.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _set_up(word: Any, comparison: Comparison) -> None:
    """Landscape, a font for Chinese, and properties that do not change from run to run."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Pt

    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    style = word.styles["Normal"]
    style.font.name, style.font.size = "Georgia", Pt(10)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "SimSun")
    properties = word.core_properties
    properties.author, properties.comments = "aligner", xml_text(comparison.signature)[:255]
    properties.created = properties.modified = datetime.datetime(1980, 1, 1)


def _table(word: Any, comparison: Comparison, pair: int) -> None:
    alignment = comparison.alignments[pair]
    table = word.add_table(rows=1, cols=2)
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, ("Chinese", "English"), strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _repeat_head(table.rows[0])
    found = bead_flags(comparison, pair)
    commented: set[int] = set()
    for number, bead in ordered(alignment):
        _row(word, table, alignment, bead, found.get(number, []) if number is not None else [], commented)


def _repeat_head(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _row(word: Any, table: Any, alignment: Alignment, bead: Bead, flags: Sequence[Flag], commented: set[int]) -> None:
    # table.add_row copies the last row and looks all cells up again: a book would take hours. A row is built here.
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    row = OxmlElement("w:tr")
    for document, indices, side in ((alignment.zh, bead.zh, "zh"), (alignment.en, bead.en, "en")):
        cell = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        cell.append(properties)
        if not bead.linked:
            shade = OxmlElement("w:shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEEEEE")):
                shade.set(qn(f"w:{name}"), value)
            properties.append(shade)
        paragraph = OxmlElement("w:p")
        cell.append(paragraph)
        row.append(cell)
        if indices:
            _words(word, Paragraph(paragraph, table), document, indices, flags, side, commented)
    table._tbl.append(row)


def _words(
    word: Any,
    paragraph: Any,
    document: Document,
    indices: Sequence[int],
    flags: Sequence[Flag],
    side: str,
    seen: set[int],
) -> None:
    from docx.oxml.ns import qn

    for piece in marked_text(document, indices, flags, side):
        run = paragraph.add_run(xml_text(piece.text))
        for flag in piece.flags:
            run.underline = True
            if id(flag) in seen:
                continue  # one comment a divergence: it names both sides
            seen.add(id(flag))
            said = f"{flag.severity} · {flag.kind}: {tell(flag.message, 'en')}{in_brackets(flag)}"
            comment = word.add_comment(runs=run, text=xml_text(said), author="aligner", initials="al")
            del comment._comment_elm.attrib[qn("w:date")]
