"""Documents and vectors to an Alignment, in parallel mode (translations) or comparable mode (independent accounts).

`parallel` and `comparable` hold the two methods, `notes` links footnotes of translations, and `accounts` combines the
alignments of several accounts.
"""

from __future__ import annotations

from dataclasses import replace

from aligner.align.mode import PARALLEL_SHARE, judge
from aligner.align.parallel import align_parallel
from aligner.embed import Encoder, Vectors
from aligner.records import Alignment, Document, Message
from aligner.settings import Settings

__all__ = ["align"]


def align(
    zh: Document,
    en: Document,
    zh_vectors: Vectors | None,
    en_vectors: Vectors | None,
    encoder: Encoder,
    settings: Settings,
) -> Alignment:
    """Align two documents in the mode of the settings; `why` of the result says how the mode was chosen.

    `zh_vectors`, `en_vectors`: float32, one row of length 1 for every sentence of the document; None if they are to be
    made here, where the mode needs them.
    """
    why = Message("align.why.asked")
    if settings.mode != "comparable":
        parallel = align_parallel(zh, en, zh_vectors, en_vectors, encoder, settings.parallel)
        if settings.mode == "parallel":
            return replace(parallel, why=why)
        verdict = judge(parallel, encoder)
        share = ("share", f"{verdict.share:.0%}")
        if verdict.parallel:
            return replace(parallel, why=Message("align.why.parallel", (share,)))
        why = Message("align.why.comparable", (share,))
        if verdict.share >= PARALLEL_SHARE:
            why = Message("align.why.turns", (share, ("zh", str(verdict.zh_turns)), ("en", str(verdict.en_turns))))
    from aligner.align.comparable import align_comparable

    if zh_vectors is None or en_vectors is None:
        zh_vectors, en_vectors = (encoder.encode(document.matching_texts) for document in (zh, en))
    return replace(align_comparable(zh, en, zh_vectors, en_vectors, encoder, settings), why=why)
