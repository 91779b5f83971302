"""Words that stand for each other in these very texts: names above all (韦小宝 is Trinket in this book and no other).

Learned from the beads of the coarse search, wrong ones among them: a pair counts where it meets in far more beads than
chance would have it (log-likelihood ratio, Dunning 1993), and is as sure as the two keep to each other (Dice).
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from aligner.align.parallel.search import Step

Floats32 = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LEAST_MEETINGS = 3
# -2 log likelihood ratio at which a pair counts: chance reaches it once in ten thousand pairs (chi-square, 1 degree).
SIGNIFICANT = 15.1
# Words in more than this share of the beads (他, the) keep company with everything.
COMMON = 0.3


class NamedWords(Protocol):
    """What is needed of `words.Words`: which words stand in which sentence."""

    @property
    def start(self) -> Ints: ...

    @property
    def ids(self) -> Ints: ...

    @property
    def names(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class WordPairs:
    """`table[rows[w], columns[v]]`: how sure Chinese word w stands for English word v, in [0, 1], by the words' ids; row and
    column 0 are of words without a partner."""

    rows: Ints
    columns: Ints
    table: Floats32

    def raise_to(self, alike: Floats32, ids_zh: Ints, ids_en: Ints) -> None:
        """Raise the likeness of words, in place, to what has been learned."""
        rows, columns = self.rows[ids_zh], self.columns[ids_en]
        known_rows, known_columns = np.flatnonzero(rows), np.flatnonzero(columns)
        if len(known_rows) and len(known_columns):
            block = np.ix_(known_rows, known_columns)
            alike[block] = np.maximum(alike[block], self.table[np.ix_(rows[known_rows], columns[known_columns])])


def learn_pairs(zh: NamedWords, en: NamedWords, path: Sequence[Step]) -> WordPairs:
    """The pairs that the linked beads of a path teach."""
    links = [step for step in path if step[2] and step[3]]
    beads_zh = [set(zh.ids[zh.start[i] : zh.start[i + n]].tolist()) for i, _, n, _ in links]
    beads_en = [set(en.ids[en.start[j] : en.start[j + m]].tolist()) for _, j, _, m in links]
    count_zh = Counter(word for bead in beads_zh for word in bead)
    count_en = Counter(word for bead in beads_en for word in bead)
    most = max(COMMON * len(links), LEAST_MEETINGS)
    telling_zh = {word for word, k in count_zh.items() if LEAST_MEETINGS <= k <= most}
    telling_en = {word for word, k in count_en.items() if LEAST_MEETINGS <= k <= most}
    meetings: dict[int, Counter[int]] = defaultdict(Counter)
    for a, b in zip(beads_zh, beads_en, strict=True):
        fitting = b & telling_en
        for word in a & telling_zh:
            meetings[word].update(fitting)
    rows, columns = np.zeros(len(zh.names), np.int64), np.zeros(len(en.names), np.int64)
    fresh_row, fresh_column = itertools.count(1), itertools.count(1)
    found: list[tuple[int, int, float]] = []
    for w, partners in meetings.items():
        for v, k in partners.items():
            if k >= LEAST_MEETINGS and surprise(k, count_zh[w], count_en[v], len(links)) > SIGNIFICANT:
                rows[w] = rows[w] or next(fresh_row)
                columns[v] = columns[v] or next(fresh_column)
                found.append((int(rows[w]), int(columns[v]), 2 * k / (count_zh[w] + count_en[v])))
    table = np.zeros((int(rows.max(initial=0)) + 1, int(columns.max(initial=0)) + 1), np.float32)
    for row, column, dice in found:
        table[row, column] = dice
    return WordPairs(rows, columns, table)


def surprise(both: int, a: int, b: int, total: int) -> float:
    """-2 log likelihood ratio of two words meeting in `both` of `total` beads, when they stand in `a` and `b`; 0 where they
    meet less than chance would have it."""
    if both * total <= a * b:
        return 0.0
    cells = (
        (both, a * b),
        (a - both, a * (total - b)),
        (b - both, (total - a) * b),
        (total - a - b + both, (total - a) * (total - b)),
    )
    return 2 * sum(seen * math.log(seen * total / product) for seen, product in cells if seen)
