"""The list of passages that `aligner find` found: one row, and one JSON record, a passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aligner.find import Hit
from aligner.messages import say
from aligner.report.listing import Cell, Listing
from aligner.report.view import flowing

COLUMNS = (
    ("query", 24), ("rank", 6), ("lang", 6), ("document", 28), ("score", 8), ("before", 40), ("text", 80),
    ("after", 40), ("shared", 24), ("start", 10), ("end", 10),
)  # fmt: skip


def listing(answers: Iterable[tuple[str, Sequence[Hit]]]) -> Listing:
    """Of each question with what was found, best first."""
    ranked = [(query, rank, hit) for query, hits in answers for rank, hit in enumerate(hits, 1)]
    return Listing(COLUMNS, [_row(*found) for found in ranked], [_record(*found) for found in ranked])


def _row(query: str, rank: int, hit: Hit) -> tuple[Cell, ...]:
    before, text, after = (flowing(part.strip(), hit.lang) for part in (hit.before, hit.text, hit.after))
    return (
        query, rank, hit.lang, hit.document, round(hit.score, 4), before, text, after,
        ", ".join(map(told, hit.shared)), hit.span.start, hit.span.end,
    )  # fmt: skip


def _record(query: str, rank: int, hit: Hit) -> dict[str, object]:
    return {
        "type": "hit",
        "query": query,
        "rank": rank,
        "document": hit.document,
        "start": hit.span.start,
        "end": hit.span.end,
        "lang": hit.lang,
        "score": round(hit.score, 4),
        "text": hit.text,
        "before": hit.before,
        "after": hit.after,
        "highlights": [[h.start, h.end] for h in hit.highlights],
        "shared": list(hit.shared),
    }


def told(value: str) -> str:
    """A date or name that is shared, for people: "date 1950-05-14" is 14 May 1950."""
    kind, _, rest = value.partition(" ")
    if kind == "name":
        return rest
    parts = [int(part) for part in rest.split("-")]
    if kind in ("day", "year"):
        return say(f"find.told.{kind}", value=parts[0])
    year = parts.pop(0) if len(rest.split("-")[0]) == 4 else None
    month, day = parts[0], parts[1] if len(parts) > 1 else None
    form = ("year-" if year else "") + "month" + ("-day" if day else "")
    return say(f"find.told.{form}", year=year, month=say("find.told.months").split()[month - 1], day=day)
