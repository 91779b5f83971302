"""docs/formats.md names every suffix, record, field, column and table that is written."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from aligner.records import FlagKind, MarkKind, RepeatKind, Role, Severity
from aligner.report import suffixes
from aligner.report.jsonl import records
from aligner.report.sqlite import SCHEMA
from aligner.report.tsv import COLUMNS
from aligner.report.view import Certainty
from tests.report.factory import realistic

DOCUMENT = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"[\w.-]+", DOCUMENT))

FIELDS = sorted({(str(r["type"]), field) for r in records(realistic()) for field in r})


@pytest.mark.parametrize("suffix", suffixes())
def test_suffixes(suffix: str) -> None:
    assert f"`{suffix}`" in DOCUMENT


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_fields_of_the_json_lines(kind: str, field: str) -> None:
    begin = DOCUMENT.index(f"**{kind}**")
    part = DOCUMENT[begin : DOCUMENT.find("\n**", begin)]
    assert field in WORDS
    assert field == "type" or field in part


@pytest.mark.parametrize("column", COLUMNS)
def test_columns_of_the_table(column: str) -> None:
    assert f"`{column}`" in DOCUMENT


def test_tables_of_the_database() -> None:
    with sqlite3.connect(":memory:") as base:
        base.executescript(SCHEMA)
        for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            assert f"`{name}`" in DOCUMENT


@pytest.mark.parametrize("word", [*FlagKind, *Severity, *RepeatKind, *Role, *Certainty, *MarkKind])
def test_words_that_stand_for_kinds(word: str) -> None:
    assert str(word) in WORDS
