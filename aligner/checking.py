"""Pairs that exist already: rows -> flags -> Comparison. What `aligner check` does, as `pipeline` does for texts."""

from __future__ import annotations

from dataclasses import replace
from itertools import compress

from aligner.compare.pairs import Checked, check_and_score
from aligner.embed import Encoder, load_encoder
from aligner.progress import Progress, silent
from aligner.read.paired import PairedText
from aligner.read.paired.texts import as_alignment, place_flags
from aligner.records import Comparison, Flag
from aligner.review.decisions import decide
from aligner.review.file import Review
from aligner.settings import Settings
from aligner.signature import sign


def check_pairs(
    pairs: PairedText,
    settings: Settings | None = None,
    *,
    review: Review | None = None,
    encoder: Encoder | None = None,
    progress: Progress = silent,
) -> tuple[list[Checked], Comparison]:
    """What was found in each row, and the same as a comparison of two texts, one sentence a row.

    Flags that `review` dismissed are in `Comparison.dismissed` only.
    """
    settings = settings or Settings()
    encoder = encoder or load_encoder(settings.embed.encoder, settings.embed)
    found = check_and_score([(row.zh, row.en) for row in pairs.rows], encoder, settings.compare, progress)
    alignment = as_alignment(pairs)
    documents = alignment.zh, alignment.en
    decisions = decide(review, documents)
    alignment = decisions.settle(alignment)
    kept: list[Checked] = []
    flags: list[Flag] = []
    dismissed: list[Flag] = []
    for row, placed in zip(found, place_flags((row.flags for row in found), alignment), strict=True):
        stands = [not decisions.is_dismissed(flag, (alignment,)) for flag in placed]
        kept.append(replace(row, flags=tuple(compress(row.flags, stands))))
        flags += compress(placed, stands)
        dismissed += (flag for flag, stood in zip(placed, stands, strict=True) if not stood)
    comparison = Comparison(
        documents=documents,
        alignments=(alignment,),
        flags=tuple(flags),
        duplicates=(),
        signature=sign(encoder, settings, documents),
        dismissed=tuple(dismissed),
        unsought=frozenset({"duplicates"}),
        review=decisions.told,
    )
    return kept, comparison
