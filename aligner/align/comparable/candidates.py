"""Candidate pairs: nearest neighbours in both directions, and sentences that share a rare mention."""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.mentions import Kind, Mentions
from aligner.align.comparable.neighbours import neighbours
from aligner.align.comparable.null import Null
from aligner.align.comparable.runs import Runs, runs_of
from aligner.arrays import Ints
from aligner.embed.neighbours import approximate

# Sizes of the runs that are compared each with each, Chinese first. Other sizes are reached by growing.
SEARCHED = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (3, 3))
SEARCHED_BY_CODES = ((1, 1),)  # in very long texts, where each size is a search of its own
# Neighbours kept for each run, in each direction. With 8, 99 % of the right pairs of the planted cases are candidates.
NEIGHBOURS = 8
NEIGHBOURS_OF_RUNS = 2
RARE = 4  # a mention makes candidates if at most so many sentences of each side have it


def find_candidates(null: Null, mentions: Mentions | None) -> Runs:
    """All candidates, each once, ordered by place."""
    n, m = len(null.zh), len(null.en)
    rows: list[Ints] = []
    searched = SEARCHED_BY_CODES if approximate(n, m) else SEARCHED
    shapes = [(a, b, NEIGHBOURS if a == b == 1 else NEIGHBOURS_OF_RUNS) for a, b in searched if a <= n and b <= m]
    for (a, b, _), (i, j) in zip(shapes, neighbours(null, shapes), strict=True):
        rows.append(np.stack([i, np.full_like(i, a), j, np.full_like(j, b)], 1))
    if mentions is not None:
        i, j = shared_rare(mentions)
        rows.append(np.stack([i, np.ones_like(i), j, np.ones_like(j)], 1))
    return saying(runs_of(np.concatenate(rows), n, m), null)


def saying(runs: Runs, null: Null) -> Runs:
    """Without runs that begin or end with a sentence that tells nothing, such as the number of a chapter."""
    zh, en = null.zh.told, null.en.told
    ends = zh[runs.zh] & zh[runs.zh + runs.zh_size - 1] & en[runs.en] & en[runs.en + runs.en_size - 1]
    return runs.at(np.flatnonzero(ends))


def shared_rare(mentions: Mentions) -> tuple[Ints, Ints]:
    """Pairs of sentences that share a mention which few sentences have."""
    left: list[Ints] = []
    right: list[Ints] = []
    zh, en = _holders(mentions.zh_start, mentions.zh_ids), _holders(mentions.en_start, mentions.en_ids)
    for k, kind in enumerate(mentions.kinds):
        i, j = zh.get(k), en.get(k)
        if (
            kind not in (Kind.CONTEXT, Kind.QUOTED)
            and i is not None
            and j is not None
            and len(i) <= RARE
            and len(j) <= RARE
        ):
            left.append(np.repeat(i, len(j)))
            right.append(np.tile(j, len(i)))
    if not left:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(left), np.concatenate(right)


def _holders(start: Ints, ids: Ints) -> dict[int, Ints]:
    """Item -> the sentences that mention it."""
    rows = np.repeat(np.arange(len(start) - 1), np.diff(start))
    order = np.argsort(ids, kind="stable")
    items, first, count = np.unique(ids[order], return_index=True, return_counts=True)
    places = zip(items.tolist(), first.tolist(), count.tolist(), strict=True)
    return {item: rows[order[at : at + size]] for item, at, size in places}
