"""Strict and lax precision, recall and F1 of an alignment (Sennrich & Volk 2010, counted as in Vecalign and Bertalign).

Strict: the gold has exactly this bead. Lax: some gold bead shares a sentence with it on both sides. Beads with an empty
side count in precision, and not in recall.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

Ids = tuple[int, ...]
Pair = tuple[Ids, Ids]


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts: `found_hits` of `found` beads give precision, `gold_hits` of `gold` beads recall."""

    found_hits: int = 0
    found: int = 0
    gold_hits: int = 0
    gold: int = 0

    def __add__(self, other: Rates) -> Rates:
        return Rates(
            self.found_hits + other.found_hits,
            self.found + other.found,
            self.gold_hits + other.gold_hits,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        return self.found_hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.gold_hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """The rates of one comparison; those of several texts can be added."""

    strict: Rates = field(default_factory=Rates)
    lax: Rates = field(default_factory=Rates)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.strict + other.strict, self.lax + other.lax)


def compare_beads(gold: Iterable[Pair], found: Iterable[Pair]) -> Tally:
    """Count the beads of one text. Empty beads and repeated ones are left out."""
    gold_set = {bead for bead in gold if bead[0] or bead[1]}
    found_set = {bead for bead in found if bead[0] or bead[1]}
    strict, lax = _hits(gold_set, found_set)
    linked_gold = {bead for bead in gold_set if bead[0] and bead[1]}
    strict_gold, lax_gold = _hits({bead for bead in found_set if bead[0] and bead[1]}, linked_gold)
    return Tally(
        Rates(strict, len(found_set), strict_gold, len(linked_gold)),
        Rates(lax, len(found_set), lax_gold, len(linked_gold)),
    )


def _hits(gold: set[Pair], beads: set[Pair]) -> tuple[int, int]:
    """Strict and lax hits of `beads` in `gold`."""
    partners: dict[int, set[int]] = defaultdict(set)
    for zh, en in gold:
        for i in zh:
            partners[i].update(en)
    strict = sum(bead in gold for bead in beads)
    lax = sum(bead in gold or any(not partners[i].isdisjoint(bead[1]) for i in bead[0]) for bead in beads)
    return strict, lax
