"""Texts that are paired already: translation memories, bilingual tables, line pairs, link groups."""

from aligner.read.paired.formats import read_pairs
from aligner.read.paired.rows import PairedText, Row

__all__ = ["PairedText", "Row", "read_pairs"]
