"""The list of repeats: one row a copy, one JSON record a group."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.messages import say, tell
from aligner.records import Comparison, DuplicateGroup
from aligner.report import jsonl
from aligner.report.listing import Cell, Listing
from aligner.report.view import flowing

COLUMNS = (
    ("group", 8), ("kind", 14), ("similarity", 10), ("keep", 8), ("differs", 18), ("document", 28), ("line", 8),
    ("text", 80), ("start", 10), ("end", 10), ("why", 40),
)  # fmt: skip


def listing(found: Comparison) -> Listing:
    """Of all groups; the copy to keep is marked, and `why` says why. `line`: in which the copy begins, from 1."""
    rows = [row for number, group in enumerate(found.duplicates, 1) for row in _copies(found, number, group)]
    records = [jsonl.header(found), *(jsonl.duplicate(found, group) for group in found.duplicates)]
    return Listing(COLUMNS, rows, records)


def _copies(found: Comparison, number: int, group: DuplicateGroup) -> Iterator[tuple[Cell, ...]]:
    differs = ", ".join(say(f"duplicates.differs.{kind}") for kind in group.differs)
    for k, place in enumerate(group.members):
        document = found.document(place.document)
        kept = k == group.keep
        yield (
            number,
            say(f"duplicates.kind.{group.kind}"),
            round(group.similarity, 4),
            "*" if kept else "",
            differs,
            place.document,
            document.text.count("\n", 0, place.span.start) + 1,
            flowing(found.text(place), document.lang),
            place.span.start,
            place.span.end,
            tell(group.why) if kept else "",
        )
