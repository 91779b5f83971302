"""Decides whether two texts are translations of each other, from their parallel alignment: by the share of text in sure
links, by how often these links are interrupted, and by whether both texts give the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aligner.embed import Encoder
from aligner.records import Alignment, Bead, Document
from aligner.settings import CompareSettings

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
# Chronicles that follow the same days are interrupted less often. Half as many turns suffice where the numbers or dates
# of this share of the sure links differ or lack a counterpart: .18 to .47 in nine pairs of accounts that reach
# PARALLEL_SHARE, .00 to .11 in the stretches above that have as many turns.
DOUBTFUL = 0.5  # of TURNS and TURNS_OTHER
OTHER_FIGURES = 1 / 6
FEWEST_FIGURES = 3  # links
SAMPLE = 200  # most links examined


@dataclass(frozen=True, slots=True)
class Verdict:
    """`share` in [0, 1]: the share of characters in sure links, on the side where it is higher. `zh_turns`, `en_turns`:
    the number of runs of sentences without such a link.
    """

    parallel: bool
    share: float
    zh_turns: int
    en_turns: int


def judge(alignment: Alignment, encoder: Encoder) -> Verdict:
    """Judge a parallel alignment. The better side decides: an excerpt beside a whole book is a translation too."""
    sure = [bead for bead in alignment.links() if bead.score > SURE]
    zh_linked, en_linked = {i for bead in sure for i in bead.zh}, {j for bead in sure for j in bead.en}
    share = max(_share(alignment.zh, zh_linked), _share(alignment.en, en_linked))
    turns = _turns(alignment.zh, zh_linked), _turns(alignment.en, en_linked)
    scattered = _scattered(turns, len(sure)) or (
        share >= PARALLEL_SHARE
        and _both_go_off(turns, DOUBTFUL * len(sure))
        and _other_figures(alignment, sure, encoder)
    )
    return Verdict(share >= PARALLEL_SHARE and not scattered, share, *turns)


def _scattered(turns: tuple[int, int], links: int) -> bool:
    return _both_go_off(turns, links) or max(turns) > max(MANY_TURNS * links, 2 * FEWEST_TURNS)


def _both_go_off(turns: tuple[int, int], links: float) -> bool:
    most, least = max(turns), min(turns)
    return least >= FEWEST_TURNS and most > TURNS * links and least > TURNS_OTHER * links


def _other_figures(alignment: Alignment, sure: Sequence[Bead], encoder: Encoder) -> bool:
    """Whether the numbers or dates of many links differ or stand on one side only."""
    # imported only where needed: loading the checks takes half a second
    from aligner.compare.dates import check_dates
    from aligner.compare.driver import linked_pairs, make_context
    from aligner.compare.numbers import check_numbers

    looked_at = tuple(sure[:: -(-len(sure) // SAMPLE)])
    context = make_context(encoder, CompareSettings(), "parallel")
    other = sum(
        any(True for check in (check_numbers, check_dates) for _ in check(pair, context))
        for pair in linked_pairs(replace(alignment, beads=looked_at))
    )
    return other >= max(FEWEST_FIGURES, OTHER_FIGURES * len(looked_at))


def _share(document: Document, linked: set[int]) -> float:
    size = {i: len(document.sentences[i].span) for i in document.aligned}
    total = sum(size.values())
    return sum(size[i] for i in linked) / total if total else 0.0


def _turns(document: Document, linked: set[int]) -> int:
    """How many runs of aligned sentences are without a link."""
    known = [True, *(i in linked for i in document.aligned)]
    return sum(before and not now for before, now in pairwise(known))
