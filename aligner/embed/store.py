"""Vectors of sentence-transformers models on disk, so that a second run embeds nothing.

One SQLite file: model identity and text digest -> float32 bytes. Every batch is committed, so a run that is killed
loses at most one batch, and the next run continues from there.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from aligner.embed.encoder import Vectors
from aligner.errors import EncoderError

SCHEMA = """
CREATE TABLE IF NOT EXISTS models (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL);
CREATE TABLE IF NOT EXISTS vectors (
    model INTEGER NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, text)
) WITHOUT ROWID;
"""
WAIT = 30.0  # seconds for another run's write to end
# Vectors, the indexes of `aligner find`, and machine code where it cannot be kept beside the program (native/code.py).
OURS = ("vectors.sqlite*", "index/**/*", "native/*")
ASKED = 500  # digests a query; SQLite takes 32,766 at most


def cache_folder() -> Path:
    """$ALIGNER_CACHE, else the user's cache folder of this system."""
    if chosen := os.environ.get("ALIGNER_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("aligner", appauthor=False)


def store_path() -> Path:
    """The file of vectors."""
    return cache_folder() / "vectors.sqlite"


class VectorStore:
    """Vectors of one model. Raises EncoderError where the file cannot be used."""

    def __init__(self, path: Path, model: str) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=WAIT)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            with self._database:
                self._database.executescript(SCHEMA)
                self._database.execute("INSERT OR IGNORE INTO models (name) VALUES (?)", (model,))
            (self._model,) = self._database.execute("SELECT id FROM models WHERE name = ?", (model,)).fetchone()
        except (sqlite3.DatabaseError, OSError) as error:
            raise EncoderError("embed.cache-unusable", path=path, why=error) from error

    def get(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those texts that are known, float32 `(dim,)` each."""
        by_digest = {digest(text): text for text in texts}
        known: dict[str, Vectors] = {}
        digests = list(by_digest)
        try:
            for start in range(0, len(digests), ASKED):
                some = digests[start : start + ASKED]
                marks = ",".join("?" * len(some))
                query = f"SELECT text, vector FROM vectors WHERE model = ? AND text IN ({marks})"
                for key, vector in self._database.execute(query, (self._model, *some)):
                    known[by_digest[key]] = np.frombuffer(vector, np.float32)
        except sqlite3.DatabaseError as error:
            raise EncoderError("embed.cache-unusable", path=self._path, why=error) from error
        return known

    def put(self, texts: Iterable[str], vectors: Vectors) -> None:
        """Store float32 rows, one for each text, in one transaction."""
        rows = [(self._model, digest(t), v.astype(np.float32).tobytes()) for t, v in zip(texts, vectors, strict=True)]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        except sqlite3.DatabaseError as error:
            raise EncoderError("embed.cache-unusable", path=self._path, why=error) from error

    def close(self) -> None:
        self._database.close()


def contents(path: Path) -> list[tuple[str, int]]:
    """Model names and how many vectors of each are kept. Raises EncoderError where the file is no store."""
    if not path.exists():
        return []
    query = "SELECT name, count(text) FROM models LEFT JOIN vectors ON model = id GROUP BY id ORDER BY name"
    try:
        with closing(sqlite3.connect(path, timeout=WAIT)) as database:
            return [(name, count) for name, count in database.execute(query)]
    except sqlite3.DatabaseError as error:
        raise EncoderError("embed.cache-unusable", path=path, why=error) from error


def digest(text: str) -> bytes:
    """SHA-256 of the text, first 16 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def kept() -> list[Path]:
    """The files of aligner in its cache folder, without others that may be there."""
    folder = cache_folder()
    return sorted(path for pattern in OURS for path in folder.glob(pattern) if path.is_file())


def clear_cache() -> int:
    """Remove these files; returns the bytes freed. Raises EncoderError if a file cannot be removed."""
    freed = 0
    for path in kept():
        size = path.stat().st_size
        try:
            path.unlink()
        except OSError as error:
            raise EncoderError("embed.cache-unusable", path=path, why=error) from error
        freed += size
    return freed
