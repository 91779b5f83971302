"""Mentions in running text, for alignment, comparison and search: numbers, dates and times, names.

Recognisers read one text and know nothing of another; values are compared in `aligner.compare`.
"""

from aligner.recognise.dates import dates
from aligner.recognise.mentions import Exactness, NumberKind, NumberMention
from aligner.recognise.moments import DateKind, DateMention, Moment, Relation, Shift
from aligner.recognise.numbers import numbers

__all__ = [
    "DateKind",
    "DateMention",
    "Exactness",
    "Moment",
    "NumberKind",
    "NumberMention",
    "Relation",
    "Shift",
    "dates",
    "numbers",
]
