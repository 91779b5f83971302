"""Whether two texts are translations of each other: align them as if they were, and see how much of them it
accounts for.
"""

from __future__ import annotations

from dataclasses import dataclass

from aligner.records import Alignment, Document

# A bead counts where it is more likely right than not. At least so much of the shorter text must stand in such beads.
SURE = 0.5
PARALLEL_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """`share` in [0, 1]: the part of the characters of the side that is better accounted for that stands in sure
    links.
    """

    parallel: bool
    share: float


def judge(alignment: Alignment) -> Verdict:
    """Judge a parallel alignment. An excerpt beside the whole book is a translation: the better side decides."""
    sure = [bead for bead in alignment.links() if bead.score > SURE]
    share = max(
        _share(alignment.zh, {i for bead in sure for i in bead.zh}),
        _share(alignment.en, {j for bead in sure for j in bead.en}),
    )
    return Verdict(share >= PARALLEL_SHARE, share)


def _share(document: Document, linked: set[int]) -> float:
    size = {i: len(document.sentences[i].span) for i in document.aligned}
    total = sum(size.values())
    return sum(size[i] for i in linked) / total if total else 0.0
