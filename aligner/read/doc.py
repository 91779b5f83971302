"""Files called .doc: many hold RTF, HTML or a newer format. Word's own of 1997 is not read."""

from __future__ import annotations

from pathlib import Path

from aligner.errors import InputError
from aligner.read.docx import read_docx
from aligner.read.html import read_html
from aligner.read.rtf import read_rtf
from aligner.read.source import SourceText
from aligner.settings import ReadSettings


def read_doc(data: bytes, path: Path, settings: ReadSettings) -> SourceText:
    """What the file is, read as that. Raises InputError, which says how to convert one of Word 97."""
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{\\rtf"):
        return read_rtf(data, path, settings)
    if head.startswith(b"PK\x03\x04"):
        return read_docx(data, path, settings)
    if b"<html" in head.lower():
        return read_html(data, path, settings)
    if not data:
        raise InputError("read.empty", path=path)
    raise InputError("read.convert.word", path=path, suffix=path.suffix)
