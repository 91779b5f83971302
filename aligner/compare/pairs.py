"""Checking texts that are paired already: a translation memory, a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.compare.check import Excerpt, Pair
from aligner.compare.driver import check_pairs, make_context
from aligner.embed.encoder import Encoder
from aligner.records import Flag
from aligner.settings import CompareSettings


def check_rows(
    rows: Sequence[tuple[str, str]], encoder: Encoder, settings: CompareSettings | None = None
) -> list[tuple[Flag, ...]]:
    """Flags of each row of (zh, en). Places name their row as the document: "0", "1", ..."""
    pairs = [as_pair(i, zh, en) for i, (zh, en) in enumerate(rows)]
    context = make_context(pairs, encoder, settings or CompareSettings(), "parallel")
    found: list[list[Flag]] = [[] for _ in rows]
    for flag in check_pairs(pairs, context):
        found[int((*flag.zh, *flag.en)[0].document)].append(flag)
    return [tuple(flags) for flags in found]


def as_pair(row: int, zh: str, en: str) -> Pair:
    """One row as a pair of excerpts."""
    return Pair(Excerpt(zh, 0, str(row), "zh"), Excerpt(en, 0, str(row), "en"))
