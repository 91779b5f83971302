"""Joins adjacent links into passages: a paragraph and its translation, or a telegram in two accounts."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.records import Alignment, Bead, Passage

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


def find_passages(alignment: Alignment) -> tuple[Passage, ...]:
    """Runs of linked beads in order, cut at null beads, at jumps, and where a paragraph begins on both sides.

    Where each line is a sentence there are no paragraphs to cut at. Score: the mean of the beads'.
    """
    runs: list[list[int]] = []
    last: Bead | None = None
    for number, bead in enumerate(alignment.beads):
        if bead.linked:
            if last is None or _breaks(alignment, last, bead):
                runs.append([])
            runs[-1].append(number)
        last = bead if bead.linked else None
    beads = alignment.beads
    return tuple(Passage(tuple(run), sum(beads[k].score for k in run) / len(run)) for run in runs)


def _breaks(alignment: Alignment, last: Bead, bead: Bead) -> bool:
    zh, en = alignment.zh.sentences, alignment.en.sentences
    if bead.moved != last.moved or bead.zh[0] < last.zh[-1] or bead.en[0] < last.en[-1]:
        return True
    new_zh = zh[bead.zh[0]].paragraph != zh[last.zh[-1]].paragraph
    new_en = en[bead.en[0]].paragraph != en[last.en[-1]].paragraph
    return new_zh and new_en and not (alignment.zh.fixed or alignment.en.fixed)
