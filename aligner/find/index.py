"""An index over files, kept on disk: sentences and what they mention in SQLite, vectors in one memory-mapped matrix.

A second query reads nothing but the rows that it needs. Files are known by path, size and time of change; when some
changed, their sentences alone are read and embedded again, and a new index replaces the old one in one rename, so
that an index on disk is always whole.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligner.embed import Encoder, Vectors
from aligner.errors import InputError
from aligner.progress import Progress, silent
from aligner.read.collect import files_of
from aligner.records import Document, Lang, Role, Skipped, Span

FORMAT = 2  # raise when the tables or what stands in them change: older indexes are then made anew

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
class Found:
    """A sentence of the index: `row` in the matrix, where it stands, and its text."""

    row: int
    document: str
    span: Span
    paragraph: int
    role: Role
    lang: Lang
    text: str


class Index:
    """An open index: `vectors` is float32 `(n_sentences, dim)`, rows of length 1, row i for sentence row i.

    `chinese`: bool `(n_sentences,)`, the others are English.
    """

    def __init__(self, folder: Path) -> None:
        self.vectors: Vectors = np.load(folder / "vectors.npy", mmap_mode="r")
        self.chinese: npt.NDArray[np.bool_] = np.load(folder / "chinese.npy")
        self._db = sqlite3.connect(f"{(folder / 'index.sqlite').as_uri()}?mode=ro&immutable=1", uri=True)

    def close(self) -> None:
        self._db.close()

    def sentences(self, rows: Iterable[int]) -> list[Found]:
        """The sentences of these rows, in their order; rows outside the index are left out."""
        query = """
            SELECT s.row, d.name, s.start, s.stop, s.paragraph, s.role, s.lang,
              substr(d.text, s.start + 1, s.stop - s.start)
            FROM sentence s JOIN document d ON d.id = s.document WHERE s.row = ?"""
        found = []
        for row in rows:
            for number, name, start, stop, paragraph, role, lang, text in self._db.execute(query, (row,)):
                found.append(Found(number, name, Span(start, stop), paragraph, Role(role), lang, text))
        return found

    def text(self, document: str, span: Span) -> str:
        """Characters of a document, as they stand."""
        query = "SELECT substr(text, ?, ?) FROM document WHERE name = ?"
        return str(self._db.execute(query, (span.start + 1, len(span), document)).fetchone()[0])

    def mentions(self, value: str) -> list[int]:
        """Rows of the sentences that mention a value (see `mentioned`)."""
        return [row for (row,) in self._db.execute("SELECT row FROM mention WHERE value = ?", (value,))]

    def skipped(self) -> list[Skipped]:
        """Files that could not be used, and why."""
        query = "SELECT path, skipped_key, skipped_args FROM file WHERE skipped_key IS NOT NULL ORDER BY path"
        return [
            Skipped(path, InputError(key, **json.loads(args)).message) for path, key, args in self._db.execute(query)
        ]


def open_index(paths: Sequence[Path], encoder: Encoder, cache: Path, progress: Progress = silent) -> Index:
    """The index of these files and folders under `cache`, brought up to date first.

    Raises InputError where nothing can be read.
    """
    key = "\0".join([str(FORMAT), encoder.name, *sorted(str(p.resolve()) for p in paths)])
    folder = cache / hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    present = {str(path.resolve()): path for path in files_of(paths)}
    state = {name: _state(path) for name, path in present.items()}
    known = _known(folder)
    if known is None or known != state:
        kept = {name for name in state if known and known.get(name) == state[name]}
        _build(folder, present, state, kept, encoder, progress)
    index = Index(folder)
    if not len(index.vectors):
        skipped = index.skipped()
        index.close()
        if skipped:
            raise InputError(skipped[0].reason.key, **dict(skipped[0].reason.args))
        raise InputError("read.no-files", path=", ".join(map(str, paths)))
    return index


def _state(path: Path) -> tuple[int, int]:
    """Size in bytes and time of change in nanoseconds; (-1, -1) for a file that cannot be asked."""
    try:
        status = path.stat()
    except OSError:
        return (-1, -1)  # reading it says why
    return (status.st_size, status.st_mtime_ns)


def _known(folder: Path) -> dict[str, tuple[int, int]] | None:
    """Files of the index on disk with their states; None where there is no index."""
    database = folder / "index.sqlite"
    if not database.exists():
        return None
    with closing(sqlite3.connect(database)) as db:
        return {path: (size, changed) for path, size, changed in db.execute("SELECT path, size, changed FROM file")}


def _build(
    folder: Path,
    present: dict[str, Path],
    state: dict[str, tuple[int, int]],
    kept: set[str],
    encoder: Encoder,
    progress: Progress,
) -> None:
    """Write a new index beside the old one, then exchange them."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="new-", dir=folder.parent))
    old = sqlite3.connect(folder / "index.sqlite") if kept else None
    old_vectors = np.load(folder / "vectors.npy", mmap_mode="r") if kept else None
    blocks: list[Vectors] = []
    with closing(sqlite3.connect(fresh / "index.sqlite")) as db:
        db.executescript(TABLES)
        row = 0
        for i, name in enumerate(sorted(present)):
            progress("progress.index", i, len(present))
            if name in kept and old is not None and old_vectors is not None:
                row = _copy(db, old, old_vectors, name, row, blocks)
            else:
                row = _read(db, present[name], name, state[name], encoder, row, blocks)
        db.executescript(INDICES)
        db.commit()
        langs = db.execute("SELECT lang FROM sentence ORDER BY row").fetchall()
    np.save(fresh / "chinese.npy", np.array([lang == "zh" for (lang,) in langs], bool))
    dim = blocks[0].shape[1] if blocks else 1
    np.save(fresh / "vectors.npy", np.concatenate(blocks) if blocks else np.zeros((0, dim), np.float32))
    if old is not None:
        old.close()
    if folder.exists():
        shutil.rmtree(folder)
    fresh.rename(folder)


def _read(
    db: sqlite3.Connection,
    path: Path,
    name: str,
    state: tuple[int, int],
    encoder: Encoder,
    row: int,
    blocks: list[Vectors],
) -> int:
    """Read, segment and embed one file; the next free row."""
    # a query on an index that is up to date needs none of these: they take longer to import than the query
    from aligner.find.mentioned import mentioned
    from aligner.read import read_texts
    from aligner.segment import segment
    from aligner.settings import ReadSettings

    try:
        (source,), _ = read_texts([path], settings=ReadSettings())
    except InputError as error:
        values = (name, *state, error.message.key, json.dumps(dict(error.message.args)))
        db.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?)", values)
        return row
    document = segment(source)
    db.execute("INSERT INTO file VALUES (?, ?, ?, NULL, NULL)", (name, *state))
    number = _insert_document(db, name, document.name, document.lang, document.text)
    db.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?)", _rows(document, number, row))
    langs = [s.lang for s in document.sentences]
    for i, held in enumerate(mentioned(document.matching_texts, langs)):
        db.executemany("INSERT INTO mention VALUES (?, ?)", ((value, row + i) for value in sorted(held)))
    blocks.append(encoder.encode(document.matching_texts))
    return row + len(document.sentences)


def _rows(document: Document, number: int, row: int) -> Iterator[tuple[int, int, int, int, int, str, str]]:
    for s in document.sentences:
        yield (row + s.index, number, s.span.start, s.span.end, s.paragraph, s.role.value, s.lang)


def _copy(
    db: sqlite3.Connection, old: sqlite3.Connection, vectors: Vectors, name: str, row: int, blocks: list[Vectors]
) -> int:
    """Take one unchanged file over from the old index; the next free row."""
    db.execute(
        "INSERT INTO file VALUES (?, ?, ?, ?, ?)", old.execute("SELECT * FROM file WHERE path = ?", (name,)).fetchone()
    )
    documents = old.execute("SELECT id, path, name, lang, text FROM document WHERE path = ?", (name,)).fetchall()
    for number, *values in documents:
        new = _insert_document(db, *values)
        sentences = old.execute("SELECT * FROM sentence WHERE document = ? ORDER BY row", (number,)).fetchall()
        if not sentences:
            continue
        first, last = sentences[0][0], sentences[-1][0]
        shift = row - first
        moved = ((s[0] + shift, new, *s[2:]) for s in sentences)
        db.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?)", moved)
        mentions = old.execute("SELECT value, row + ? FROM mention WHERE row BETWEEN ? AND ?", (shift, first, last))
        db.executemany("INSERT INTO mention VALUES (?, ?)", mentions)
        blocks.append(np.asarray(vectors[first : last + 1]))
        row += len(sentences)
    return row


def _insert_document(db: sqlite3.Connection, path: str, name: str, lang: str, text: str) -> int:
    cursor = db.execute("INSERT INTO document (path, name, lang, text) VALUES (?, ?, ?, ?)", (path, name, lang, text))
    assert cursor.lastrowid is not None
    return cursor.lastrowid
