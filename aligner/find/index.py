"""An index over files, kept on disk: sentences and what they mention in SQLite, vectors in one memory-mapped matrix.

A query reads only the rows that it needs. Files are identified by path, size and time of change; if some have changed,
only these are read and embedded again. The new index replaces the old one in one rename, so an index on disk is always
complete.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligner.embed import Encoder, Vectors
from aligner.errors import InputError
from aligner.progress import Progress, silent
from aligner.read.collect import files_of
from aligner.records import Lang, Role, Skipped, Span

FORMAT = 5  # to be raised when the tables or their contents change, so that older indexes are built again
BLOCK = 512  # vectors unpacked at once: what stays in the processor's cache


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
    """An open index. `chinese`: bool `(n_sentences,)`, the others are English.

    Vectors are int8 `(n_sentences, dim)` with a float32 scale for each row: a quarter of the size of float32, and
    cosines change in the third decimal.
    """

    def __init__(self, folder: Path) -> None:
        self._vectors: npt.NDArray[np.int8] = np.load(folder / "vectors.npy", mmap_mode="r")
        self._scales: Vectors = np.load(folder / "scales.npy")
        self.chinese: npt.NDArray[np.bool_] = np.load(folder / "chinese.npy")
        self._db = sqlite3.connect(f"{(folder / 'index.sqlite').as_uri()}?mode=ro&immutable=1", uri=True)

    def __len__(self) -> int:
        return len(self._scales)

    def close(self) -> None:
        self._db.close()

    def cosines(self, vector: Vectors) -> Vectors:
        """float32 `(n_sentences,)`: of a vector of length 1 with every sentence."""
        found = np.empty(len(self), np.float32)
        for first in range(0, len(self), BLOCK):
            block = self._vectors[first : first + BLOCK]
            np.matmul(block.astype(np.float32), vector, out=found[first : first + BLOCK])
        return np.asarray(found * self._scales, np.float32)

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


def open_index(
    paths: Sequence[Path], encoder: Encoder, cache: Path, progress: Progress = silent, processes: int | None = 1
) -> Index:
    """The index of these files and folders in `cache`, brought up to date.

    With `processes` above 1, large collections are read by that many (see `loading.load_documents`); with None, by as
    many as there are processors. Raises InputError if nothing can be read.
    """
    key = "\0".join([str(FORMAT), encoder.name, *sorted(str(p.resolve()) for p in paths)])
    folder = cache / hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    present = {str(path.resolve()): path for path in files_of(paths)}
    state = {name: _state(path) for name, path in present.items()}
    known = _known(folder)
    if known is None or known != state:
        kept = {name for name in state if known and known.get(name) == state[name]}
        # Not imported for an index that is up to date: the readers take longer to import than the query.
        from aligner.find.building import build

        build(folder, present, state, kept, encoder, progress, processes)
    index = Index(folder)
    if not len(index):
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
    """The files of the index on disk with their states; None if there is no index."""
    database = folder / "index.sqlite"
    if not database.exists():
        return None
    with closing(sqlite3.connect(database)) as db:
        return {path: (size, changed) for path, size, changed in db.execute("SELECT path, size, changed FROM file")}
