"""Lists of what was found, one row each: tables for people, JSON lines for programs. The suffix says which."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import OutputError
from aligner.report.xlsx import CELL, checked_row, valid

SUFFIXES = (".xlsx", ".tsv", ".jsonl")

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Listing:
    """`columns`: names with the widths that Excel shows, in characters. `rows`: a cell for each column. `records`: what
    JSON lines hold, one object each; there may be fewer or more of them than rows.
    """

    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    records: Sequence[Mapping[str, object]]


def check_suffix(path: Path, *also: str) -> None:
    """Raise OutputError if a list cannot be written so, nor what `also` names, before the work is done."""
    if path.suffix.lower() not in (known := (*SUFFIXES, *also)):
        raise OutputError("report.suffix", path=path, known=" ".join(known))


def render(listing: Listing, path: Path) -> bytes:
    """The file that `path` names. Raises OutputError: another suffix, more rows than a sheet holds."""
    check_suffix(path)
    return {".xlsx": _sheet, ".tsv": _tabs, ".jsonl": _json_lines}[path.suffix.lower()](listing)


def _json_lines(listing: Listing) -> bytes:
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in listing.records)
    return text.encode("utf-8", "backslashreplace")


def _tabs(listing: Listing) -> bytes:
    """UTF-8, tabs, a header line, no quoting: what would break a line or a column is one space."""
    rows = [[name for name, _ in listing.columns], *listing.rows]
    lines = ("\t".join(" ".join(str(cell).split()) for cell in row) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _sheet(listing: Listing) -> bytes:
    import xlsxwriter  # takes a tenth of a second; only this format needs it

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime.datetime(1980, 1, 1)})  # so that one list gives one file
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        sheet = book.add_worksheet()
        for column, (name, width) in enumerate(listing.columns):
            sheet.set_column(column, column, width, wrapped)
            sheet.write_string(0, column, name, head)
        sheet.freeze_panes(1, 0)
        last = 0
        for last, cells in enumerate(_fitting(listing.rows), 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(checked_row(last), column, valid(cell))
                else:
                    sheet.write_number(checked_row(last), column, cell)
        sheet.autofilter(0, 0, last, len(listing.columns) - 1)
    return buffer.getvalue()


def _fitting(rows: Sequence[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """Rows whose text fits into cells; what is longer goes on in the rows below, beside what the row is about."""
    for row in rows:
        longest = max((len(cell) for cell in row if isinstance(cell, str)), default=0)
        for at in range(0, max(1, longest), CELL):
            yield [cell[at : at + CELL] if isinstance(cell, str) and len(cell) > CELL else cell for cell in row]
