"""Which reader reads which file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from aligner.errors import InputError
from aligner.read.docx import read_docx
from aligner.read.epub import read_epub
from aligner.read.html import read_html
from aligner.read.markdown import read_markdown
from aligner.read.plain import read_plain
from aligner.read.source import SourceText
from aligner.settings import ReadSettings

Reader = Callable[[bytes, Path, ReadSettings], SourceText]
"""Takes a file's bytes, its path (for messages) and the settings. Raises InputError."""

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    "": read_plain,
    ".zh": read_plain,
    ".en": read_plain,
    ".docx": read_docx,
    ".epub": read_epub,
    ".htm": read_html,
    ".html": read_html,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".xhtml": read_html,
}


def reader_of(path: Path) -> Reader:
    """The reader for the path's suffix. Raises InputError for one that is not read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(suffix for suffix in READERS if suffix))
        raise InputError("read.unknown-suffix", path=path, suffix=path.suffix, known=known)
    return reader
