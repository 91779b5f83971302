"""Dates of a document in running order, each resolved against those before it."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.recognise.dates import dates
from aligner.recognise.moments import DateKind, DateMention
from aligner.records import Document, Role, Sentence, Span

# What is not told: the year of a book in a note dates no event and must not date the next sentence of the account.
_UNTOLD = frozenset({Role.NOTE, Role.FRONT_MATTER, Role.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of one sentence, resolved. `span` is in the document; `mention.span` in the sentence."""

    sentence: int
    span: Span
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
    years = (
        m.start.year for _, mentions in read for m in mentions if m.start.year is not None and not m.start.relative
    )
    first = next(years, None)
    anchor = f"{first:04d}" if first is not None and first > 0 else ""
    found, before = [], []
    for sentence, mentions in read:
        before.append(anchor)
        for m in mentions:
            resolved = m.resolve(anchor)
            anchor = resolved.start.iso_date() or anchor
            found.append(Dated(sentence.index, m.span.shifted(sentence.span.start), resolved))
    return RunningDates(tuple(found), tuple(before))


def _told(document: Document, sentence: Sentence) -> list[DateMention]:
    if sentence.role in _UNTOLD:
        return []
    found = dates(document.sentence_text(sentence.index), sentence.lang)
    return [m for m in found if m.kind in (DateKind.DATE, DateKind.INTERVAL)]
