"""What paired input is, whatever its format, and which of its columns is which language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from aligner.errors import InputError
from aligner.packaged import packaged_toml
from aligner.records import Lang
from aligner.segment.script import letters_of


@dataclass(frozen=True, slots=True)
class Row:
    """One pair, its texts exactly as in the file; either side may be empty. `score` in [0, 1] where the file has one.

    Our own formats also tell the documents' names and the numbers of the sentences in them.
    """

    zh: str
    en: str
    id: str
    score: float | None = None
    zh_sentences: tuple[int, ...] = ()
    en_sentences: tuple[int, ...] = ()
    zh_document: str = ""
    en_document: str = ""


@dataclass(frozen=True, slots=True)
class PairedText:
    """The rows of a file in order. `left_out` counts units that lack one of the two languages altogether."""

    name: str
    rows: tuple[Row, ...]
    left_out: int = 0


def paired(path: Path, rows: Iterable[Row], left_out: int = 0) -> PairedText:
    """The rows as a PairedText. Raises InputError where none has both languages."""
    kept = tuple(rows)
    if not any(row.zh.strip() and row.en.strip() for row in kept):
        raise InputError("read.paired.none", path=path)
    return PairedText(str(path), kept, left_out)


def lang_named(name: str) -> Lang | None:
    """The language that a code or heading names: "zh-CN", "ZH_cn", "Chinese (Simplified)", "英文"; else None."""
    key = name.strip().lower().replace("_", "-")
    for lang, names in _names().items():
        if key in names or (key.isascii() and key.split("-")[0] in names):
            return lang
    return None


@cache
def _names() -> dict[Lang, frozenset[str]]:
    table = packaged_toml("read/paired/languages.toml")
    return {lang: frozenset(table[lang]) for lang in get_args(Lang)}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has what: column numbers, and whether its first row only names them."""

    zh: int
    en: int
    header: bool
    score: int | None = None
    id: int | None = None
    zh_sentences: int | None = None
    en_sentences: int | None = None
    zh_document: int | None = None
    en_document: int | None = None


_SAMPLE = 400  # rows looked at to tell a language


def find_columns(table: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table, by the names in its first row, else by script; None where there are no two."""
    if not table:
        return None
    names = [cell.strip() for cell in table[0]]
    langs = [lang_named(name) for name in names]
    if "zh" in langs and "en" in langs:
        places = {name.lower(): i for i, name in reversed(list(enumerate(names)))}
        return Columns(
            langs.index("zh"),
            langs.index("en"),
            True,
            places.get("score"),
            places.get("id"),
            places.get("zh_sentences"),
            places.get("en_sentences"),
            places.get("zh_document"),
            places.get("en_document"),
        )
    return _by_script(table)


def _by_script(table: Sequence[Sequence[str]]) -> Columns | None:
    """The column with most Chinese, and of the others that with most English."""
    width = max(len(row) for row in table[:_SAMPLE])
    counts = [letters_of("\n".join(row[i] for row in table[:_SAMPLE] if i < len(row))) for i in range(width)]
    han = max(range(width), key=lambda i: counts[i][0], default=0)
    others = [i for i in range(width) if i != han]
    latin = max(others, key=lambda i: counts[i][1] - 4 * counts[i][0], default=None)
    if latin is None or not counts[han][0] or counts[latin][1] <= 4 * counts[latin][0]:
        return None
    return Columns(han, latin, False)


def rows_of(table: Sequence[Sequence[str]], columns: Columns) -> list[Row]:
    """The rows below the header; cells that are missing are empty."""
    found = []
    for number, cells in enumerate(table[columns.header :]):
        found.append(
            Row(
                _cell(cells, columns.zh),
                _cell(cells, columns.en),
                _cell(cells, columns.id).strip() or str(number),
                as_score(_cell(cells, columns.score)),
                as_numbers(_cell(cells, columns.zh_sentences)),
                as_numbers(_cell(cells, columns.en_sentences)),
                _cell(cells, columns.zh_document).strip(),
                _cell(cells, columns.en_document).strip(),
            )
        )
    return found


def _cell(cells: Sequence[str], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""


def as_numbers(text: str) -> tuple[int, ...]:
    """Sentence numbers, "2 3"; empty where the text is not that."""
    parts = text.split()
    return tuple(map(int, parts)) if all(p.isascii() and p.isdecimal() for p in parts) else ()


def as_score(text: str) -> float | None:
    """A number in [0, 1], or a percentage in (1, 100] as translation memories have it; else None."""
    try:
        value = float(text.strip().removesuffix("%"))
    except ValueError:
        return None
    value = value / 100 if text.strip().endswith("%") or 1 < value <= 100 else value
    return value if 0 <= value <= 1 else None
