"""Moved blocks: sentences without a link, taken together on each side, are aligned again as texts of their own.

If two blocks changed places, one of them is left without links on both sides. All unlinked sentences of each side, put
together, correspond in order where a block moved as a whole. This is repeated until nothing more is found, since moved
blocks may cross one another.
"""

from __future__ import annotations

from dataclasses import replace

from aligner.align.parallel.beads import align_sides
from aligner.align.parallel.model import Model
from aligner.align.parallel.texts import Side
from aligner.records import Bead

SURE = 0.5  # least score of a moved bead
TOGETHER = 2  # least number of adjacent beads in a moved block: a single bead somewhere may be chance
ROUNDS = 4  # each finds blocks that cross those of the rounds before


def link_moved(zh: Side, en: Side, beads: list[Bead], max_sentences: int, model: Model) -> list[Bead]:
    """The beads, with moved blocks in place of their null beads; the beads of these are marked `moved`."""
    for _ in range(ROUNDS):
        alone_zh = [b.zh[0] for b in beads if not b.en]
        alone_en = [b.en[0] for b in beads if not b.zh]
        if len(alone_zh) < TOGETHER or len(alone_en) < TOGETHER:
            return beads
        found = align_sides(zh.part(alone_zh), en.part(alone_en), max_sentences, model)
        links = [
            replace(b, zh=tuple(alone_zh[i] for i in b.zh), en=tuple(alone_en[j] for j in b.en), moved=True)
            for b in found
            if b.linked and b.score > SURE
        ]
        blocks = together([b for b in links if adjacent(b.zh) and adjacent(b.en)])
        if not blocks:
            return beads
        taken_zh, taken_en = {i for b in blocks for i in b.zh}, {j for b in blocks for j in b.en}
        kept = [b for b in beads if b.linked or not (taken_zh.issuperset(b.zh) and taken_en.issuperset(b.en))]
        beads = in_order(kept + blocks)
    return beads


def adjacent(ids: tuple[int, ...]) -> bool:
    return ids[-1] - ids[0] == len(ids) - 1


def together(links: list[Bead]) -> list[Bead]:
    """The links in blocks of at least TOGETHER, in each of which a link begins where the one before ends."""
    blocks: list[list[Bead]] = []
    for bead in links:
        last = blocks[-1][-1] if blocks else None
        if last and bead.zh[0] == last.zh[-1] + 1 and bead.en[0] == last.en[-1] + 1:
            blocks[-1].append(bead)
        else:
            blocks.append([bead])
    return [bead for block in blocks if len(block) >= TOGETHER for bead in block]


def in_order(beads: list[Bead]) -> list[Bead]:
    """Sorted by Chinese sentences; an English null bead follows the bead with the English sentence before it."""
    by_en = {j: b.zh[0] for b in beads if b.zh for j in b.en}
    keys, place = {}, -1
    for j in sorted(j for b in beads for j in b.en):
        place = by_en.get(j, place)
        keys[j] = place
    return sorted(beads, key=lambda b: (b.zh[0], 0, 0) if b.zh else (keys[b.en[0]], 1, b.en[0]))
