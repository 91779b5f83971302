"""Search by meaning, date and name, in both languages at once: the comparable search with the user's own words."""

from aligner.find.index import Index, open_index
from aligner.find.rank import Hit, find

__all__ = ["Hit", "Index", "find", "open_index"]
