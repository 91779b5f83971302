"""Bytes to text. One reader a format, chosen by suffix and checked by content."""

from aligner.read.collect import (
    Candidate,
    files_of,
    find_candidates,
    nothing_usable,
    read_candidate,
    read_texts,
    texts_of,
)
from aligner.read.source import Hint, SourceText

__all__ = [
    "Candidate",
    "Hint",
    "SourceText",
    "files_of",
    "find_candidates",
    "nothing_usable",
    "read_candidate",
    "read_texts",
    "texts_of",
]
