"""`timeline.tsv`: one line a dated statement, in order of date; who acts in it, and where other accounts differ.

UTF-8, tabs, a header line, no quoting. `otherwise` holds the other accounts of the same matter with their dates, where
these contradict; `others_credit` whom they say acted. Names are those of the accounts, each in its own language.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.compare.timeline import others
from aligner.records import Comparison, DatedEvent
from aligner.settings import ReportSettings

COLUMNS = (
    "date",
    "document",
    "lang",
    "words",
    "credited",
    "event",
    "otherwise",
    "others_credit",
    "text",
    "start",
    "end",
)


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    lines = ["\t".join(COLUMNS), *("\t".join(" ".join(cell.split()) for cell in row) for row in rows(comparison))]
    return {"timeline.tsv": "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")}


def rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for entry in comparison.timeline:
        elsewhere = others(comparison.timeline, entry)
        # an account that gives this date too, beside others, does not contradict it
        agreeing = {o.place.document for o in elsewhere if agree(o.date, entry.date)}
        against = [o for o in elsewhere if o.place.document not in agreeing]
        yield (
            entry.date,
            entry.place.document,
            comparison.document(entry.place.document).lang,
            comparison.text(entry.mention),
            who(comparison, entry),
            "" if entry.event is None else str(entry.event),
            "; ".join(dict.fromkeys(f"{o.place.document}: {o.date}" for o in against)),
            "; ".join(dict.fromkeys(f"{o.place.document}: {said}" for o in elsewhere if (said := who(comparison, o)))),
            comparison.text(entry.place),
            str(entry.place.span.start),
            str(entry.place.span.end),
        )


def agree(one: str, other: str) -> bool:
    """Whether one dates more exactly what the other dates: 1950-05 and 1950-05-14."""
    return one.startswith(other) or other.startswith(one)


def who(comparison: Comparison, entry: DatedEvent) -> str:
    """The names of those who act in a statement, as they stand there."""
    return ", ".join(comparison.text(place) for place in entry.credited)
