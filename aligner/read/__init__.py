"""Bytes to text. One reader a format, chosen by suffix and checked by content."""

from aligner.read.collect import files_of, read_texts
from aligner.read.source import Hint, SourceText

__all__ = ["Hint", "SourceText", "files_of", "read_texts"]
