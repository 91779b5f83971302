"""Decides whether two texts are translations of each other, from their parallel alignment: by the share of text in sure
links, and by how often these links are interrupted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from aligner.records import Alignment, Document

SURE = 0.5  # beads from this score on count
PARALLEL_SHARE = 0.5  # least share of the better linked text in such beads
# Accounts that tell one story in the same order reach that share too: 13 such pairs did (benchmarks/accounts, a press
# report, a memoir, a lecture, a scan of 1932). But what they do not share interrupts the links on both sides. Turns are
# such interruptions; per link there were .20 to .60 on one side and .10 to .50 on the other in 12 of the 13 pairs, and
# .00 to .17 in 126 of 128 stretches of 15, 30 and 60 beads of translations (MAC-Dev, academic; the other two are of the
# freest chapter). Omissions of a translator or a missing chapter interrupt one side only, or seldom.
TURNS = 0.18  # per link, on the side with more turns
TURNS_OTHER = 0.08  # per link, on the other side
FEWEST_TURNS = 2
MANY_TURNS = 0.4  # per link, on one side alone: a long account that contains all of a short one


@dataclass(frozen=True, slots=True)
class Verdict:
    """`share` in [0, 1]: the share of characters in sure links, on the side where it is higher. `zh_turns`, `en_turns`:
    the number of runs of sentences without such a link.
    """

    parallel: bool
    share: float
    zh_turns: int
    en_turns: int


def judge(alignment: Alignment) -> Verdict:
    """Judge a parallel alignment. The better side decides: an excerpt beside a whole book is a translation too."""
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
    """How many runs of aligned sentences are without a link."""
    known = [True, *(i in linked for i in document.aligned)]
    return sum(before and not now for before, now in pairwise(known))
