"""The list of repeats: one row a copy, one JSON record a group."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.duplicates.difference import differences
from aligner.messages import say, tell
from aligner.records import Comparison, DuplicateGroup, RepeatKind
from aligner.report import jsonl
from aligner.report.listing import Cell, Listing
from aligner.report.view import flowing

COLUMNS = (
    ("group", 8), ("kind", 14), ("similarity", 10), ("keep", 8), ("differs", 18), ("document", 28), ("line", 8),
    ("text", 80), ("changes", 50), ("start", 10), ("end", 10), ("why", 40),
)  # fmt: skip

LONGEST_COMPARED = 20_000  # characters; the changes of longer copies are a matter for a program that compares files
LONGEST_CHANGE = 60  # characters of a change that are told


def changes(kept: str, other: str) -> Iterator[str]:
    """What another copy has instead, in order: `二十二 → 二十三`, `− left out`, `+ put in`; no marks alone."""
    if max(len(kept), len(other)) > LONGEST_COMPARED:
        return
    for d in differences(kept, other):
        old, new = (_short(text[span.start : span.end]) for text, span in ((kept, d.a), (other, d.b)))
        if any(c.isalnum() for c in old + new):
            yield f"{old} → {new}" if old and new else f"− {old}" if old else f"+ {new}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_CHANGE else flat[: LONGEST_CHANGE - 1] + "…"


def listing(found: Comparison) -> Listing:
    """Of all groups; the copy to keep is marked, and `why` says why. `line`: in which the copy begins, from 1.
    `changes`: of an edited copy, against the one to keep.
    """
    rows = [row for number, group in enumerate(found.duplicates, 1) for row in _copies(found, number, group)]
    records = [jsonl.header(found), *(jsonl.duplicate(found, group) for group in found.duplicates)]
    return Listing(COLUMNS, rows, records)


def _copies(found: Comparison, number: int, group: DuplicateGroup) -> Iterator[tuple[Cell, ...]]:
    differs = ", ".join(say(f"duplicates.differs.{kind}") for kind in group.differs)
    for k, place in enumerate(group.members):
        document = found.document(place.document)
        kept = k == group.keep
        edited = group.kind is RepeatKind.EDITED and not kept
        yield (
            number,
            say(f"duplicates.kind.{group.kind}"),
            round(group.similarity, 4),
            "*" if kept else "",
            differs,
            place.document,
            document.line_at(place.span.start),
            flowing(found.text(place), document.lang),
            "; ".join(changes(found.text(group.members[group.keep]), found.text(place))) if edited else "",
            place.span.start,
            place.span.end,
            tell(group.why) if kept else "",
        )
