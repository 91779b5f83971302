"""Whether two texts are translations of each other: align them as if they were, and see how much of them it
accounts for, and how often each goes off on its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from aligner.records import Alignment, Document

# A bead counts where it is more likely right than not. At least so much of the shorter text must stand in such beads.
SURE = 0.5
PARALLEL_SHARE = 0.5
# Accounts that tell one story in order pass for translations by that share alone: 13 such pairs (benchmarks/accounts,
# and a press report, a memoir, a lecture and a scan of 1932) all lay above it. What they do not share stands
# scattered among what they do, on both sides: the turns for a link were .20 to .60 on one side and .10 to .50 on the
# other in 12 of them, and .00 to .17 in 126 of 128 stretches of 15, 30 and 60 beads of MAC-Dev and the academic gold
# (the other two: 15 and 30 beads of the freest chapter). A translator who leaves out, or a missing chapter,
# interrupts one side only, or seldom.
TURNS = 0.18
TURNS_OTHER = 0.08
FEWEST_TURNS = 2
# A long account that holds all of a short one is interrupted alone, but at every second link.
MANY_TURNS = 0.4


@dataclass(frozen=True, slots=True)
class Verdict:
    """`share` in [0, 1]: the part of the characters of the side that is better accounted for that stands in sure
    links. `zh_turns`, `en_turns`: runs of sentences that stand in none.
    """

    parallel: bool
    share: float
    zh_turns: int
    en_turns: int


def judge(alignment: Alignment) -> Verdict:
    """Judge a parallel alignment. An excerpt beside the whole book is a translation: the better side decides."""
    sure = [bead for bead in alignment.links() if bead.score > SURE]
    zh_linked, en_linked = {i for bead in sure for i in bead.zh}, {j for bead in sure for j in bead.en}
    share = max(_share(alignment.zh, zh_linked), _share(alignment.en, en_linked))
    turns = _turns(alignment.zh, zh_linked), _turns(alignment.en, en_linked)
    most, least = max(turns), min(turns)
    both = least >= FEWEST_TURNS and most > TURNS * len(sure) and least > TURNS_OTHER * len(sure)
    scattered = both or most > max(MANY_TURNS * len(sure), 2 * FEWEST_TURNS)
    return Verdict(share >= PARALLEL_SHARE and not scattered, share, *turns)


def _share(document: Document, linked: set[int]) -> float:
    size = {i: len(document.sentences[i].span) for i in document.aligned}
    total = sum(size.values())
    return sum(size[i] for i in linked) / total if total else 0.0


def _turns(document: Document, linked: set[int]) -> int:
    """Runs of sentences that take part and are not linked."""
    known = [True, *(i in linked for i in document.aligned)]
    return sum(before and not now for before, now in pairwise(known))
