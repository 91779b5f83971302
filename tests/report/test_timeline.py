"""The timeline as a table: what other accounts say against a date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aligner.records import Comparison, DatedEvent, Place, Span
from aligner.report.timeline import COLUMNS, rows
from tests.report.factory import realistic


def told(*dates: tuple[str, int]) -> Comparison:
    """One event of the first two documents, which the numbered ones give these dates."""
    whole = realistic()
    names = [d.name for d in whole.documents]
    return replace(
        whole,
        timeline=tuple(
            DatedEvent(date, Place(names[n], Span(0, 5)), Place(names[n], Span(0, 2)), 0) for date, n in dates
        ),
    )


@pytest.mark.parametrize(
    ("dates", "against"),
    [
        ([("1950-05-14", 0), ("1950-05-16", 1)], True),
        ([("1950-05-14", 0), ("1950-05", 1)], False),
        # an account that gives this date too, beside another, does not contradict it
        ([("1945", 0), ("1945", 1), ("1950-01-02", 1)], False),
    ],
)
def test_an_account_contradicts_a_date_that_it_does_not_give(dates: list[tuple[str, int]], against: bool) -> None:
    first = next(iter(rows(told(*dates))))
    assert bool(first[COLUMNS.index("otherwise")]) is against
