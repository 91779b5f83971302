"""The list of checked rows by how far apart their sides are: what a reviser reads from the top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from aligner.read.paired import Row
from aligner.report.listing import Listing
from aligner.report.tsv import flag_words
from aligner.report.view import flowing

if TYPE_CHECKING:
    from aligner.compare.pairs import Checked

COLUMNS = (("divergence", 11), ("row", 7), ("id", 12), ("zh", 60), ("en", 60), ("flags", 50))


def listing(rows: Sequence[Row], found: Sequence[Checked], records: Sequence[Mapping[str, object]]) -> Listing:
    """One row of the table for each row checked, the most divergent first; `row` counts from 1.

    `records` are the JSON lines, in the order of the file.
    """
    order = sorted(range(len(rows)), key=lambda n: -found[n].divergence)
    table = [
        (
            round(found[n].divergence, 4),
            n + 1,
            rows[n].id,
            flowing(rows[n].zh, "zh"),
            flowing(rows[n].en, "en"),
            "; ".join(map(flag_words, found[n].flags)),
        )
        for n in order
    ]
    return Listing(COLUMNS, table, records)
