"""Which reader reads which paired file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from aligner.errors import InputError
from aligner.read.paired.exchange import read_tmx, read_xliff
from aligner.read.paired.links import moses_partner, read_jsonl, read_link_groups, read_moses
from aligner.read.paired.rows import PairedText
from aligner.read.paired.tables import read_csv, read_docx_pairs, read_tsv, read_xlsx
from aligner.read.source import file_errors

PairReader = Callable[[bytes, Path], PairedText]
"""Takes a file's bytes and its path (for messages, and for files beside it). Raises InputError."""

PAIR_READERS: dict[str, PairReader] = {
    ".csv": read_csv,
    ".docx": read_docx_pairs,
    ".en": read_moses,
    ".jsonl": read_jsonl,
    ".mqxliff": read_xliff,
    ".mxliff": read_xliff,
    ".sdlxliff": read_xliff,
    ".tab": read_tsv,
    ".tmx": read_tmx,
    ".tsv": read_tsv,
    ".xlf": read_xliff,
    ".xliff": read_xliff,
    ".xlsx": read_xlsx,
    ".xml": read_link_groups,
    ".zh": read_moses,
}


def read_pairs(path: Path) -> PairedText:
    """The rows of a paired file, in order. Raises InputError."""
    reader = PAIR_READERS.get(path.suffix.lower())
    if path.suffix.lower() == ".txt":
        reader = read_moses if moses_partner(path) else read_tsv
    if reader is None:
        known = ", ".join(sorted([*PAIR_READERS, ".txt"]))
        raise InputError("read.unknown-suffix", path=path, suffix=path.suffix, known=known)
    with file_errors(path):
        return reader(path.read_bytes(), path)
