"""`events.tsv`: what several accounts tell, one line an event, one column an account.

UTF-8, tabs, a header line, no quoting. An empty cell: this account does not tell it, as far as was found.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.records import Comparison, Event
from aligner.report.view import flowing
from aligner.settings import ReportSettings

COLUMNS = ("event", "accounts", "score", "dates")  # then the names of the documents
BETWEEN = " […] "  # passages of one account


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    head = (*COLUMNS, *(d.name for d in comparison.documents))
    lines = ("\t".join(" ".join(cell.split()) for cell in row) for row in (head, *rows(comparison)))
    return {"events.tsv": "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")}


def rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """In the order of `Comparison.events`, numbered as there."""
    dates = common_dates(comparison)
    for number, event in enumerate(comparison.events):
        told = {d.name: _told(comparison, event, d.name) for d in comparison.documents}
        yield (
            str(number),
            str(sum(map(bool, told.values()))),
            f"{event.score:.4f}",
            " ".join(dates.get(number, ())),
            *told.values(),
        )


def common_dates(comparison: Comparison) -> dict[int, list[str]]:
    """For each event that any account dates, by number: the dates that most of its accounts give, in order."""
    given: dict[int, dict[str, set[str]]] = {}
    for entry in comparison.timeline:
        if entry.event is not None:
            given.setdefault(entry.event, {}).setdefault(entry.date, set()).add(entry.place.document)
    found = {}
    for event, documents in given.items():
        most = max(map(len, documents.values()))
        found[event] = sorted(date for date, names in documents.items() if len(names) == most)
    return found


def _told(comparison: Comparison, event: Event, name: str) -> str:
    lang = comparison.document(name).lang
    return BETWEEN.join(flowing(comparison.text(p), lang) for p in event.members if p.document == name)
