"""`OUT.moses`: two plain files, `OUT.zh` and `OUT.en`, line i of one against line i of the other; links only."""

from __future__ import annotations

from aligner.records import Comparison
from aligner.report.view import side_text
from aligner.settings import ReportSettings


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    pairs = [(side_text(a.zh, bead.zh), side_text(a.en, bead.en)) for a in comparison.alignments for bead in a.links()]
    zh, en = ("".join(f"{pair[side]}\n" for pair in pairs).encode("utf-8", "replace") for side in (0, 1))
    return {".zh": zh, ".en": en}
