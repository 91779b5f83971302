"""Excel: a plain sheet of two columns that corpus tools import, a working sheet, and the list of divergences.

The first sheet holds the language names in row 1, a link a row, and no further column, as Sketch Engine asks. The
working sheet holds every bead, unlinked sentences too, with scores, flags, filters and colours.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

from aligner.errors import OutputError
from aligner.messages import tell
from aligner.records import Comparison, Severity
from aligner.report.tsv import COLUMNS, rows
from aligner.report.view import by_gravity, readings, sentence_at, side_text
from aligner.settings import ReportSettings

CELL = 16_000  # code points; Excel's 32,767 counts UTF-16 units, of which a code point has two at most
ROWS = 1_048_576  # of a sheet
WIDTHS = {"zh": 60, "en": 60, "flags": 40, "reasons": 24, "zh_document": 24, "en_document": 24}
TINTS = {Severity.CRITICAL: "#FBE3E0", Severity.MAJOR: "#FCEBD3", Severity.MINOR: "#F6F0C8"}
FLAG_COLUMNS = (
    ("severity", 10), ("kind", 14), ("confidence", 11), ("zh", 40), ("zh read as", 18), ("en", 40), ("en read as", 18),
    ("message", 50), ("zh document", 24), ("zh sentence", 11), ("en document", 24), ("en sentence", 11),
)  # fmt: skip


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    import xlsxwriter  # takes a tenth of a second; only this format needs it

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as book:
        # A fixed date, so that one comparison gives one file.
        book.set_properties({"created": datetime.datetime(1980, 1, 1), "comments": comparison.signature})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        _plain(book.add_worksheet("Pairs"), comparison, wrapped)
        _working(book, book.add_worksheet("Working"), comparison, wrapped, head)
        _flags(book, book.add_worksheet("Divergences"), comparison, wrapped, head)
    return {".xlsx": buffer.getvalue()}


def _plain(sheet: Any, comparison: Comparison, wrapped: Any) -> None:
    sheet.set_column(0, 1, 80, wrapped)
    sheet.write_row(0, 0, ("Chinese", "English"))
    pairs = ((side_text(a.zh, bead.zh), side_text(a.en, bead.en)) for a in comparison.alignments for bead in a.links())
    for number, cells in enumerate(_lines(pairs), 1):
        for column, text in enumerate(cells):
            sheet.write_string(checked_row(number), column, text)


def _working(book: Any, sheet: Any, comparison: Comparison, wrapped: Any, head: Any) -> None:
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, WIDTHS.get(name, 10), wrapped)
    sheet.write_row(0, 0, COLUMNS, head)
    sheet.freeze_panes(1, 0)
    numeric = {COLUMNS.index(name) for name in ("score", "zh_start", "zh_end", "en_start", "en_end")}
    last = 0
    for last, cells in enumerate(_lines(rows(comparison)), 1):
        for column, text in enumerate(cells):
            if column in numeric and text:
                sheet.write_number(checked_row(last), column, float(text))
            else:
                sheet.write_string(checked_row(last), column, text)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    # Colour follows the words in the cells, so it stays right when a reader sorts, filters or edits.
    for name, word, tint in (
        *(("flags", str(severity), tint) for severity, tint in TINTS.items()),
        ("certainty", "possible", "#E6E6E6"),
        ("certainty", "probable", "#F2F2F2"),
    ):
        at = COLUMNS.index(name)
        rule = {"type": "text", "criteria": "containing", "value": word, "format": book.add_format({"bg_color": tint})}
        sheet.conditional_format(1, at, max(1, last), at, rule)


def _flags(book: Any, sheet: Any, comparison: Comparison, wrapped: Any, head: Any) -> None:
    for column, (_, width) in enumerate(FLAG_COLUMNS):
        sheet.set_column(column, column, width, wrapped)
    sheet.write_row(0, 0, [name for name, _ in FLAG_COLUMNS], head)
    sheet.freeze_panes(1, 0)
    tints = {s: book.add_format({"bg_color": t, "text_wrap": True, "valign": "top"}) for s, t in TINTS.items()}
    flags = by_gravity(comparison.flags)
    for row, flag in enumerate(flags, 1):
        words = [" … ".join(comparison.text(p) for p in places)[:CELL] for places in (flag.zh, flag.en)]
        where: list[str] = []
        for places in (flag.zh, flag.en):
            document = comparison.document(places[0].document) if places else None
            number = sentence_at(document, places[0].span.start) + 1 if document else None
            where += [document.name if document else "", str(number or "")]
        read = readings(flag, "en")
        cells = [
            flag.severity, flag.kind, f"{flag.confidence:.2f}", words[0], read[0], words[1], read[1],
            tell(flag.message, "en"), *where,
        ]  # fmt: skip
        for column, text in enumerate(cells):
            sheet.write_string(checked_row(row), column, text, tints.get(flag.severity) if column == 0 else None)
    sheet.autofilter(0, 0, len(flags), len(FLAG_COLUMNS) - 1)


def _lines(cells: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Rows whose cells fit; what is longer goes on in the rows below, since Excel would drop it."""
    for row in cells:
        for at in range(0, max(1, *(len(text) for text in row)), CELL):
            yield [valid(text[at : at + CELL]) for text in row]


def valid(text: str) -> str:
    """Lone surrogates have no UTF-8; other characters that XML cannot hold are written by XlsxWriter as `_xHHHH_`."""
    return text.encode("utf-8", "replace").decode()


def checked_row(row: int) -> int:
    if row >= ROWS:
        raise OutputError("report.too-many-rows", rows=ROWS)
    return row
