"""Dates of a document in running order, each resolved against those before it."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.recognise.dates import dates
from aligner.recognise.moments import DateKind, DateMention, Relation
from aligner.records import Document, Role, Sentence, Span

# What is not told: the year of a book in a note dates no event and must not date the next sentence of the account.
_UNTOLD = frozenset({Role.NOTE, Role.FRONT_MATTER, Role.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of one sentence: as `said`, and as resolved (`mention`). `span` is in the document."""

    sentence: int
    span: Span
    said: DateMention
    mention: DateMention


@dataclass(frozen=True, slots=True)
class RunningDates:
    """`found` in order of place; `before[i]` is the last date before sentence i, ISO, "" before the first."""

    found: tuple[Dated, ...]
    before: tuple[str, ...]


def running_dates(document: Document) -> RunningDates:
    """Read every sentence; a date that leaves its year or month unsaid takes it from the last date before it.

    Before the first year of the text, that first year is taken: accounts often open with 5月14日 and name the year in
    the sentence after. Dates relative to the day of writing (yesterday) stay unresolved: the text does not give it.
    """
    read = [(s, _told(document, s)) for s in document.sentences]
    stated = [(m, s) for s, mentions in read for m in mentions if m.start.year is not None and m.start.year > 0]
    first = next((m for m, s in stated if _leads(m, s)), stated[0][0] if stated else None)
    anchor = f"{first.start.year:04d}" if first is not None else ""
    found, before = [], []
    for sentence, mentions in read:
        before.append(anchor)
        for m in mentions:
            resolved = m.resolve(anchor)
            if _leads(m, sentence):
                anchor = resolved.start.iso_date() or anchor
            found.append(Dated(sentence.index, m.span.shifted(sentence.span.start), m, resolved))
    return RunningDates(tuple(found), tuple(before))


# Characters before a year that opens its sentence: "In the spring of 1949", 到了1949年.
_OPENING = {"zh": 4, "en": 10}


def _leads(m: DateMention, sentence: Sentence) -> bool:
    """Whether what follows may be counted from this date.

    A month or a day leads, unless it is a limit (until 25 April). A year alone leads where it opens its sentence or is
    counted itself (the year before): 苏联至迟在1952年底交还 does not carry the account to 1952.
    """
    if m.relation in (Relation.UNTIL, Relation.BEFORE):
        return False
    if m.start.month is not None or m.start.day is not None or m.start.relative:
        return True
    return sentence.role is Role.HEADING or m.span.start <= _OPENING[sentence.lang]


def _told(document: Document, sentence: Sentence) -> list[DateMention]:
    if sentence.role in _UNTOLD:
        return []
    found = dates(document.sentence_text(sentence.index), sentence.lang)
    return [m for m in found if m.kind in (DateKind.DATE, DateKind.INTERVAL)]
