"""Search by meaning, date and name, with a query in one language and answers in both."""

from aligner.find.index import Index, open_index
from aligner.find.rank import Hit, find

__all__ = ["Hit", "Index", "find", "open_index"]
