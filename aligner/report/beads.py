"""`OUT.beads.json`: `[[[zh ids], [en ids], score], ...]`, 0-based sentence numbers, empty sides included."""

from __future__ import annotations

import json

from aligner.errors import OutputError
from aligner.records import Alignment, Comparison
from aligner.settings import ReportSettings


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    alignment = only_pair(comparison, ".beads.json")
    lines = [json.dumps([b.zh, b.en, round(b.score, 6)]) for b in alignment.beads]
    return {".beads.json": ("[" + ",\n ".join(lines) + "]\n").encode()}


def only_pair(comparison: Comparison, suffix: str) -> Alignment:
    """The one pair of a comparison. Raises OutputError where there are several: the format has no place for names."""
    if len(comparison.alignments) != 1:
        raise OutputError("report.one-pair", suffix=suffix, pairs=len(comparison.alignments))
    return comparison.alignments[0]
