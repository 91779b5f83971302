"""Plain text, Markdown among it where the text shows that it is Markdown."""

from __future__ import annotations

from pathlib import Path

from aligner.read.decode import decode
from aligner.read.source import SourceText
from aligner.settings import ReadSettings


def read_plain(data: bytes, path: Path, settings: ReadSettings) -> SourceText:
    """The text as it stands. Raises InputError."""
    text, encoding = decode(data, path)
    return SourceText(str(path), text, encoding)
