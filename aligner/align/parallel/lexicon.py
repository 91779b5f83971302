"""Word pairs learned from these texts: mostly names (韦小宝 is Trinket in one book and no other).

They are learned from the beads of the coarse search, some of which are wrong: two words are a pair if they meet in far
more beads than by chance (log-likelihood ratio, Dunning 1993). How sure a pair is, is its Dice coefficient.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from aligner.align.parallel.search import Step
from aligner.arrays import Floats, Floats32, Ints
from aligner.native import native

LEAST_MEETINGS = 3
# Least -2 log likelihood ratio of a pair; chance reaches it once in ten thousand pairs (chi-square, 1 degree).
SIGNIFICANT = 15.1
COMMON = 0.3  # words in a larger share of the beads (他, the) meet everything, and are left out
# Of a longer book so many beads are used, evenly spread: the people of the book are named in these.
MOST_BEADS = 5000


class Bag(Protocol):
    """The part of `words.Words` that is needed here, so that tests can do without vectors."""

    @property
    def start(self) -> Ints: ...

    @property
    def ids(self) -> Ints: ...

    @property
    def weights(self) -> Floats32: ...


@dataclass(frozen=True)
class WordPairs:
    """The English partners of Chinese word w are `partners[start[w]:start[w + 1]]`; `sure`, in [0, 1], of each."""

    start: Ints
    partners: Ints
    sure: Floats32


def learn_pairs(zh: Bag, en: Bag, path: Sequence[Step]) -> WordPairs:
    """Learn pairs from the links of a path."""
    links = np.array([step for step in path if step[2] and step[3]], dtype=np.int64).reshape(-1, 4)
    links = links[:: max(1, -(-len(links) // MOST_BEADS))]
    i, j, n, m = links.T
    bead_zh, word_zh, count_zh = _telling(zh, i, n)
    bead_en, word_en, count_en = _telling(en, j, m)
    w, v, both = _meetings(bead_zh, word_zh, bead_en, word_en, len(links), len(en.weights))
    a, b = count_zh[w], count_en[v]
    sure = surprise(both, a, b, len(links)) > SIGNIFICANT
    w, v, dice = w[sure], v[sure], (2 * both / (a + b))[sure]
    # The pairs stand word by word.
    start = np.concatenate([[0], np.cumsum(np.bincount(w, minlength=len(zh.weights)))]).astype(np.int64)
    return WordPairs(start, v, dice.astype(np.float32))


def _meetings(
    bead_zh: Ints, word_zh: Ints, bead_en: Ints, word_en: Ints, beads: int, n_en: int
) -> tuple[Ints, Ints, Ints]:
    """The pairs of words that meet in at least LEAST_MEETINGS beads: Chinese words, rising; English words; and how many
    beads. The arguments are the words of all beads, bead by bead.
    """
    by_word = np.argsort(word_zh, kind="stable")
    word_zh, bead_zh = word_zh[by_word], bead_zh[by_word]
    start = np.searchsorted(bead_en, np.arange(beads + 1))
    most = int(np.diff(start)[bead_zh].sum()) // LEAST_MEETINGS
    out = np.zeros((3, most), np.int64)
    count = _count(word_zh, bead_zh, start, word_en, np.zeros(n_en, np.int64), np.zeros(n_en, np.int64), *out)
    w, v, both = out[:, :count]
    return w, v, both


@native
def _count(
    word_zh: Ints, bead_zh: Ints, start: Ints, word_en: Ints,
    met: Ints,  # for each English word, how often it met the current Chinese one
    seen: Ints,  # the English words that did
    out_zh: Ints, out_en: Ints, out_both: Ints,
) -> int:  # fmt: skip
    found, first = 0, 0
    while first < len(word_zh):
        end, many = first, 0
        while end < len(word_zh) and word_zh[end] == word_zh[first]:
            for k in range(start[bead_zh[end]], start[bead_zh[end] + 1]):
                if met[word_en[k]] == 0:
                    seen[many] = word_en[k]
                    many += 1
                met[word_en[k]] += 1
            end += 1
        for k in range(many):
            if met[seen[k]] >= LEAST_MEETINGS:
                out_zh[found], out_en[found], out_both[found] = word_zh[first], seen[k], met[seen[k]]
                found += 1
            met[seen[k]] = 0
        first = end
    return found


def _telling(side: Bag, first: Ints, count: Ints) -> tuple[Ints, Ints, Ints]:
    """The different words of each bead that are neither rare nor common, as beads and words; and for each word, the
    number of beads with it.
    """
    size = side.start[first + count] - side.start[first]
    bead = np.repeat(np.arange(len(first)), size)
    at = np.arange(len(bead)) - np.repeat(np.cumsum(size) - size - side.start[first], size)
    bead, word = np.divmod(runs_of(bead * max(1, len(side.weights)) + side.ids[at])[0], max(1, len(side.weights)))
    held = np.bincount(word, minlength=len(side.weights))
    telling = (held[word] >= LEAST_MEETINGS) & (held[word] <= max(COMMON * len(first), LEAST_MEETINGS))
    return bead[telling], word[telling], held


def runs_of(values: Ints) -> tuple[Ints, Ints]:
    """The different values, rising, and how often each occurs; several times faster than `np.unique`, which hashes."""
    ordered = np.sort(values)
    first = np.flatnonzero(np.concatenate([np.ones(min(1, len(ordered)), bool), ordered[1:] != ordered[:-1]]))
    return ordered[first], np.diff(first, append=len(ordered))


def surprise(both: Ints, a: Ints, b: Ints, total: int) -> Floats:
    """-2 log likelihood ratio of two words that are in `a` and in `b` of `total` beads, and in `both` together; 0 if
    they meet less often than by chance.
    """
    cells = (
        (both, a * b),
        (a - both, a * (total - b)),
        (b - both, (total - a) * b),
        (total - a - b + both, (total - a) * (total - b)),
    )
    value = np.zeros(np.shape(both))
    for seen, product in cells:
        some = seen > 0
        value += np.where(some, seen * np.log(np.where(some, seen * total, 1) / np.where(some, product, 1)), 0)
    return np.where(both * total > a * b, 2 * value, 0.0)
