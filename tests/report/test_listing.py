"""Lists as people open them: each row is there, whatever stands in its cells."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from aligner.errors import OutputError
from aligner.report.listing import SUFFIXES, Listing, check_suffix, render
from aligner.report.xlsx import CELL

LISTED = Listing(
    (("document", 20), ("line", 8), ("text", 60)),
    (("a.txt", 3, "两行\n的字\t和表"), ("b.txt", 12, "=1+1 http://x"), ("c.txt", 1, "\x07 and \ud800")),
    ({"type": "x", "text": "两行\n的字"}, {"type": "x", "text": "\ud800"}),
)


def sheet(listing: Listing) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(render(listing, Path("a.XLSX"))))
    return [tuple(cell.value for cell in row) for row in book.active.iter_rows()]


def test_excel_holds_a_row_each_with_numbers_as_numbers() -> None:
    rows = sheet(LISTED)
    assert rows[0] == ("document", "line", "text")
    assert rows[1] == ("a.txt", 3, "两行\n的字\t和表")
    assert rows[2] == ("b.txt", 12, "=1+1 http://x")  # text, neither formula nor link
    assert len(rows) == 4


def test_text_longer_than_a_cell_goes_on_below() -> None:
    long = "字" * (2 * CELL + 5)
    rows = sheet(Listing((("document", 20), ("text", 60)), (("a.txt", long), ("b.txt", "end")), ()))
    assert "".join(str(text) for document, text in rows[1:] if document == "a.txt") == long
    assert rows[-1] == ("b.txt", "end")


def test_a_line_of_the_table_is_a_row() -> None:
    lines = render(LISTED, Path("a.tsv")).decode().splitlines()
    assert [line.split("\t") for line in lines[:3]] == [
        ["document", "line", "text"], ["a.txt", "3", "两行 的字 和表"], ["b.txt", "12", "=1+1 http://x"],
    ]  # fmt: skip
    assert len(lines) == 4


def test_json_lines_hold_the_records() -> None:
    lines = render(LISTED, Path("a.jsonl")).decode().splitlines()
    assert [json.loads(line) for line in lines] == list(LISTED.records)


def test_nothing_found_is_a_file_all_the_same() -> None:
    empty = Listing(LISTED.columns, (), ())
    assert sheet(empty) == [("document", "line", "text")]
    assert render(empty, Path("a.tsv")) == b"document\tline\ttext\n"


@pytest.mark.parametrize("name", ["a.foo", "a", "a.json", "xlsx"])
def test_another_suffix_is_told_with_those_that_there_are(name: str) -> None:
    with pytest.raises(OutputError) as told:
        check_suffix(Path(name))
    assert all(suffix in str(told.value) for suffix in SUFFIXES)
