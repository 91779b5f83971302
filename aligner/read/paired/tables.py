"""Bilingual tables: TSV, CSV, xlsx, and the tables of Word documents."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from aligner.errors import InputError
from aligner.read.decode import decode
from aligner.read.docx import docx_tables
from aligner.read.paired.rows import PairedText, Row, find_columns, paired, rows_of

Table = Sequence[Sequence[str]]


def read_tsv(data: bytes, path: Path) -> PairedText:
    """Tabs between cells, a row a line, quotation marks are text. Raises InputError."""
    text, _ = decode(data, path)
    table = [line.removesuffix("\r").split("\t") for line in text.split("\n")]
    while table and table[-1] == [""]:
        table.pop()
    return _one_table(path, table)


def read_csv(data: bytes, path: Path) -> PairedText:
    """Comma, semicolon or tab between cells, quoted as RFC 4180 has it. Raises InputError."""
    text, _ = decode(data, path)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError("read.broken", path=path, format="CSV", why=error) from error
    return _one_table(path, [row for row in table if row])


def read_xlsx(data: bytes, path: Path) -> PairedText:
    """The first sheet that holds both languages. Raises InputError."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    if not data:
        raise InputError("read.empty", path=path)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [[[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book]
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as error:
        raise InputError("read.broken", path=path, format="xlsx", why=error) from error
    for table in sheets:
        if find_columns(table) is not None:
            return _one_table(path, table)
    raise InputError("read.paired.none", path=path)


def read_docx_pairs(data: bytes, path: Path) -> PairedText:
    """All tables of the document that hold both languages, one after the other. Raises InputError."""
    rows: list[Row] = []
    for table in docx_tables(data, path):
        if (columns := find_columns(table)) is not None:
            rows += rows_of(table, columns)
    return paired(path, rows)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _one_table(path: Path, table: Table) -> PairedText:
    columns = find_columns(table)
    if columns is None:
        raise InputError("read.paired.columns", path=path)
    return paired(path, rows_of(table, columns))
