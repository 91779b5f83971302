"""Joins beads into passages: a paragraph and its translation."""

from __future__ import annotations

from aligner.records import Alignment, Bead, Passage


def find_passages(alignment: Alignment) -> tuple[Passage, ...]:
    """Runs of linked beads, cut at null beads, at jumps, and where a paragraph begins on both sides.

    With one sentence per line (`--lines`) there are no paragraphs. The score is the mean of the beads' scores.
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
