"""Builds an index: files are read, segmented, searched for names and dates, and embedded."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligner.embed import Encoder, Vectors
from aligner.errors import InputError
from aligner.find.mentioned import mentioned
from aligner.progress import Progress
from aligner.read import read_texts
from aligner.records import Document, Message
from aligner.segment import segment
from aligner.segment.packed import Packed, pack, unpack
from aligner.settings import ReadSettings
from aligner.workers import cores, spread

MUCH = 2_000_000  # bytes from which several processes pay; fewer than loading.MUCH, since names and dates are found too
State = tuple[int, int]  # size in bytes and time of change
Bytes = npt.NDArray[np.int8]

TABLES = """
CREATE TABLE file (path TEXT PRIMARY KEY, size INTEGER, changed INTEGER, skipped_key TEXT, skipped_args TEXT);
CREATE TABLE document (id INTEGER PRIMARY KEY, path TEXT, name TEXT, lang TEXT, text TEXT);
CREATE TABLE sentence (
  row INTEGER PRIMARY KEY, document INTEGER, start INTEGER, stop INTEGER, paragraph INTEGER, role TEXT, lang TEXT
);
CREATE TABLE mention (value TEXT, row INTEGER);
"""
INDICES = "CREATE INDEX mention_value ON mention (value); CREATE INDEX sentence_document ON sentence (document);"


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read: its document and, for each sentence, what it mentions."""

    document: Packed
    mentions: tuple[tuple[str, ...], ...]


@dataclass
class _Matrix:
    """The vectors so far: int8 `(n, dim)`, and a float32 scale for each row."""

    blocks: list[Bytes] = field(default_factory=list)
    scales: list[Vectors] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(map(len, self.scales))

    def add(self, vectors: Vectors) -> None:
        """float32 `(n, dim)`."""
        most = np.abs(vectors).max(axis=1, initial=0)
        scales = np.where(most > 0, most / 127, 1).astype(np.float32)
        self.blocks.append(np.rint(vectors / scales[:, None]).astype(np.int8))
        self.scales.append(scales)

    def save(self, folder: Path) -> None:
        np.save(folder / "vectors.npy", np.concatenate(self.blocks) if self.blocks else np.zeros((0, 1), np.int8))
        np.save(folder / "scales.npy", np.concatenate(self.scales) if self.scales else np.zeros(0, np.float32))


def build(
    folder: Path,
    present: Mapping[str, Path],
    state: Mapping[str, State],
    kept: set[str],
    encoder: Encoder,
    progress: Progress,
    processes: int | None,
) -> None:
    """Write a new index beside the old one, then replace it. The files `kept` are copied from the old one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="new-", dir=folder.parent))
    old = _Old(folder) if kept else None
    matrix = _Matrix()
    changed = [name for name in sorted(present) if name not in kept]
    if sum(max(0, state[name][0]) for name in changed) < MUCH:
        processes = 1
    workers = cores() if processes is None else processes
    with closing(sqlite3.connect(fresh / "index.sqlite")) as db:
        db.executescript(TABLES)
        found = spread(_read, [present[name] for name in changed], str, workers)
        for i, name in enumerate(sorted(present)):
            progress("progress.index", i, len(present))
            if name in kept and old is not None:
                old.copy(db, name, matrix)
            else:
                _insert(db, name, state[name], next(found), encoder, matrix)
        db.executescript(INDICES)
        db.commit()
        langs = db.execute("SELECT lang FROM sentence ORDER BY row").fetchall()
    np.save(fresh / "chinese.npy", np.array([lang == "zh" for (lang,) in langs], bool))
    matrix.save(fresh)
    if old is not None:
        old.close()
    if folder.exists():
        shutil.rmtree(folder)
    fresh.rename(folder)


def _read(path: Path) -> _Read | Message:
    """One file, or why it cannot be used."""
    try:
        (source,), _ = read_texts([path], settings=ReadSettings())
    except InputError as error:
        return error.message
    document = segment(source)
    langs = [s.lang for s in document.sentences]
    return _Read(pack(document), tuple(tuple(sorted(held)) for held in mentioned(document.matching_texts, langs)))


def _insert(
    db: sqlite3.Connection, name: str, state: State, found: _Read | Message, encoder: Encoder, matrix: _Matrix
) -> None:
    if isinstance(found, Message):
        values = (name, *state, found.key, json.dumps(dict(found.args)))
        db.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?)", values)
        return
    document = unpack(found.document)
    db.execute("INSERT INTO file VALUES (?, ?, ?, NULL, NULL)", (name, *state))
    number = _insert_document(db, name, document.name, document.lang, document.text)
    row = matrix.rows
    db.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?)", _rows(document, number, row))
    mentions = [(value, row + i) for i, held in enumerate(found.mentions) for value in held]
    db.executemany("INSERT INTO mention VALUES (?, ?)", mentions)
    if document.sentences:
        matrix.add(encoder.encode(document.matching_texts))


def _rows(document: Document, number: int, row: int) -> list[tuple[int, int, int, int, int, str, str]]:
    return [
        (row + s.index, number, s.span.start, s.span.end, s.paragraph, s.role.value, s.lang) for s in document.sentences
    ]


class _Old:
    """The old index, from which unchanged files are copied."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "index.sqlite")
        self._vectors: Bytes = np.load(folder / "vectors.npy", mmap_mode="r")
        self._scales: Vectors = np.load(folder / "scales.npy")

    def close(self) -> None:
        self._db.close()

    def copy(self, db: sqlite3.Connection, name: str, matrix: _Matrix) -> None:
        """Copy one file with its documents."""
        file = self._db.execute("SELECT * FROM file WHERE path = ?", (name,)).fetchone()
        db.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?)", file)
        query = "SELECT id, path, name, lang, text FROM document WHERE path = ?"
        for number, *values in self._db.execute(query, (name,)).fetchall():
            new = _insert_document(db, *values)
            query = "SELECT * FROM sentence WHERE document = ? ORDER BY row"
            sentences = self._db.execute(query, (number,)).fetchall()
            if not sentences:
                continue
            first, last = sentences[0][0], sentences[-1][0]
            shift = matrix.rows - first
            moved = ((s[0] + shift, new, *s[2:]) for s in sentences)
            db.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?)", moved)
            query = "SELECT value, row + ? FROM mention WHERE row BETWEEN ? AND ?"
            db.executemany("INSERT INTO mention VALUES (?, ?)", self._db.execute(query, (shift, first, last)))
            matrix.blocks.append(self._vectors[first : last + 1])
            matrix.scales.append(self._scales[first : last + 1])


def _insert_document(db: sqlite3.Connection, path: str, name: str, lang: str, text: str) -> int:
    cursor = db.execute("INSERT INTO document (path, name, lang, text) VALUES (?, ?, ?, ?)", (path, name, lang, text))
    assert cursor.lastrowid is not None
    return cursor.lastrowid
