"""Joins adjacent links into passages: the telegram, not its three sentences."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.records import Bead, Passage

SKIPPED = 2  # sentences that a passage may pass over between two links, on either side


def gather_passages(beads: Sequence[Bead]) -> tuple[Passage, ...]:
    """Series of two or more links that follow one another in both texts. `beads` must be ordered by place.

    The score of a passage is the mean of its links' scores.
    """
    following: dict[int, int] = {}
    taken: set[int] = set()
    for k, bead in enumerate(beads):
        best: tuple[int, int] | None = None
        for other in range(k + 1, len(beads)):
            ahead = beads[other].zh[0] - bead.zh[-1] - 1
            if ahead > SKIPPED:
                break
            across = beads[other].en[0] - bead.en[-1] - 1
            if ahead < 0 or not 0 <= across <= SKIPPED or other in taken:
                continue
            if best is None or ahead + across < best[0]:
                best = (ahead + across, other)
        if best is not None:
            following[k] = best[1]
            taken.add(best[1])
    passages = []
    for k in range(len(beads)):
        if k in taken or k not in following:
            continue
        run = [k]
        while run[-1] in following:
            run.append(following[run[-1]])
        passages.append(Passage(tuple(run), sum(beads[r].score for r in run) / len(run)))
    return tuple(passages)
