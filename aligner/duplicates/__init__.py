"""Repeated passages: exact, edited and retold, within a document and across documents and languages."""

from aligner.duplicates.difference import Difference, differences
from aligner.duplicates.search import find_duplicates

__all__ = ["Difference", "differences", "find_duplicates"]
