"""Checking texts that are paired already: a translation memory, a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.driver import check_pairs, make_context
from aligner.compare.meaning import divergence
from aligner.embed.encoder import Encoder
from aligner.records import Flag
from aligner.settings import CompareSettings


def check_rows(
    rows: Sequence[tuple[str, str]], encoder: Encoder, settings: CompareSettings | None = None
) -> list[tuple[Flag, ...]]:
    """Flags of each row of (zh, en). Places name their row as the document: "0", "1", ..."""
    pairs, context = _prepared(rows, encoder, settings)
    found: list[list[Flag]] = [[] for _ in rows]
    for flag in check_pairs(pairs, context):
        found[int((*flag.zh, *flag.en)[0].document)].append(flag)
    return [tuple(flags) for flags in found]


def divergences(
    rows: Sequence[tuple[str, str]], flags: Sequence[Sequence[Flag]], encoder: Encoder
) -> list[float]:
    """The divergence score of each row, in [0, 1], given its flags."""
    pairs, context = _prepared(rows, encoder, None)
    return [divergence(pair, found, context) for pair, found in zip(pairs, flags, strict=True)]


def _prepared(
    rows: Sequence[tuple[str, str]], encoder: Encoder, settings: CompareSettings | None
) -> tuple[list[Pair], Context]:
    pairs = [as_pair(i, zh, en) for i, (zh, en) in enumerate(rows)]
    return pairs, make_context(encoder, settings or CompareSettings(), "parallel")


def as_pair(row: int, zh: str, en: str) -> Pair:
    """One row as a pair of excerpts."""
    return Pair(Excerpt(zh, 0, str(row), "zh"), Excerpt(en, 0, str(row), "en"))
