"""Plain text, and Markdown in files that are not called so."""

from __future__ import annotations

from pathlib import Path

from aligner.read.decode import decode
from aligner.read.markdown import looks_like_markdown, with_blocks
from aligner.read.source import SourceText
from aligner.settings import ReadSettings


def read_plain(data: bytes, path: Path, settings: ReadSettings) -> SourceText:
    """The text as it stands. Raises InputError."""
    text, encoding = decode(data, path)
    if not settings.lines and looks_like_markdown(text):
        return with_blocks(str(path), text, encoding)
    return SourceText(str(path), text, encoding)
