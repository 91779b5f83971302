"""The timeline: the dated statements of all accounts by date, with the events they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.compare.credit import credited
from aligner.compare.running import Dated, running_dates
from aligner.recognise.moments import Moment
from aligner.records import DatedEvent, Document, Event, Place, Role, Span


def build_timeline(documents: Sequence[Document], events: Sequence[Event]) -> tuple[DatedEvent, ...]:
    """Every date that can be placed in the calendar, with the sentence that it dates.

    Intervals count by their start. Sorted by date (a month before its days), then document in the given order, then
    place.
    """
    rank = {document.name: i for i, document in enumerate(documents)}
    found = [dated for document in documents for dated in _document_timeline(document, _member_spans(document, events))]
    return tuple(sorted(found, key=lambda d: (d.date, rank[d.place.document], d.mention.span)))


def _member_spans(document: Document, events: Sequence[Event]) -> list[tuple[Span, int]]:
    """(span, event number) for each member of an event in the document, by start."""
    spans = [(m.span, i) for i, event in enumerate(events) for m in event.members if m.document == document.name]
    return sorted(spans)


def _document_timeline(document: Document, members: Sequence[tuple[Span, int]]) -> Iterator[DatedEvent]:
    seen: set[tuple[int, str]] = set()
    for dated in running_dates(document).found:
        date = reduced_iso(dated.mention.start) if _placed(dated.said.start) else ""
        heads = document.sentences[dated.sentence].role is Role.HEADING  # its date counts for what follows
        if not date or heads or (dated.sentence, date) in seen:
            continue
        seen.add((dated.sentence, date))
        span = document.sentences[dated.sentence].span
        who = credited(document.slice(span), document.lang)
        yield DatedEvent(
            date,
            Place(document.name, span),
            Place(document.name, dated.span),
            _event_at(dated, span, members),
            tuple(Place(document.name, name.shifted(span.start)) for name in who),
        )


def others(timeline: Sequence[DatedEvent], entry: DatedEvent) -> tuple[DatedEvent, ...]:
    """The statements of other accounts on the same event."""
    if entry.event is None:
        return ()
    return tuple(o for o in timeline if o.event == entry.event and o.place.document != entry.place.document)


def _placed(said: Moment) -> bool:
    """Whether a date is exact enough: not a season or half year without a year (夏天的事)."""
    coarse = bool(said.season or said.half) and said.month is None and said.day is None
    return not coarse or said.year is not None or said.relative


def _event_at(dated: Dated, sentence: Span, members: Sequence[tuple[Span, int]]) -> int | None:
    """The event at the place of the date, or else elsewhere in its sentence; None if there is none."""
    for span in (dated.span, sentence):
        for member, number in members:
            if member.overlaps(span):
                return number
    return None


def reduced_iso(moment: Moment) -> str:
    """ISO 8601, possibly reduced: "1950-05-14", "1950-05", "1950", decade "195", century "19"; "" if unplaced."""
    if moment.relative or (moment.lunar and moment.month is not None):
        return f"{moment.year:04d}" if moment.lunar and moment.year and moment.year > 0 else ""
    if moment.year is not None:
        return moment.iso_date() if moment.year > 0 else ""
    if moment.decade is not None and moment.decade >= 100:
        return f"{moment.decade:03d}"
    return f"{moment.century - 1:02d}" if moment.century is not None and moment.century > 0 else ""
