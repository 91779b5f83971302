"""What speaks for a pair of runs: words with counterparts, shared mentions, and what speaks against it."""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.candidates import Runs
from aligner.align.comparable.mentions import Mentions
from aligner.align.comparable.sides import Floats, Ints, Side, Words
from aligner.align.parallel.compiled import compiled

TABLE = 48_000_000  # cosines of words held at once: 192 MB


def shared_mentions(mentions: Mentions, runs: Runs) -> Floats:
    """float32 `(n_runs, 7)`: weight of what both runs mention, by `Kind`, and a conflict.

    Of days, months and contexts the best one, of the others the sum. Last: 1.0 where both name days and none
    is shared.
    """
    return _shared(
        runs.zh, runs.zh_size, runs.en, runs.en_size,
        mentions.zh_start, mentions.zh_ids, mentions.en_start, mentions.en_ids,
        mentions.kinds, mentions.weights, mentions.groups, mentions.zh_days, mentions.en_days,
    )  # fmt: skip


@compiled
def _shared(
    zh: Ints, zh_size: Ints, en: Ints, en_size: Ints,
    zh_start: Ints, zh_ids: Ints, en_start: Ints, en_ids: Ints,
    kinds: Ints, weights: Floats, groups: Ints, zh_days: Ints, en_days: Ints,
) -> Floats:  # fmt: skip
    out = np.zeros((len(zh), 7), np.float32)
    seen = np.full(len(kinds), -1, np.int64)
    groups_met = np.full(groups.max() + 1 if len(groups) else 0, -1, np.int64)
    best = np.zeros(len(groups_met), np.float32)
    for r in range(len(zh)):
        for p in range(zh_start[zh[r]], zh_start[zh[r] + zh_size[r]]):
            seen[zh_ids[p]] = r
        one_day = False
        for q in range(en_start[en[r]], en_start[en[r] + en_size[r]]):
            item = en_ids[q]
            if seen[item] != r:
                continue
            kind, group, weight = kinds[item], groups[item], weights[item]
            one_day = one_day or kind == 0
            if groups_met[group] != r:
                groups_met[group] = r
                best[group] = 0.0
            gain = weight - best[group]
            if gain > 0:
                best[group] = weight
                if kind <= 2:
                    out[r, kind] = max(out[r, kind], weight)
                else:
                    out[r, kind] += gain
        if not one_day:
            left, right = 0, 0
            for i in range(zh[r], zh[r] + zh_size[r]):
                left += zh_days[i]
            for j in range(en[r], en[r] + en_size[r]):
                right += en_days[j]
            if left > 0 and right > 0:
                out[r, 6] = 1.0
    return out


def word_coverage(zh: Side, en: Side, runs: Runs) -> Floats:
    """float32 `(n_runs, 2)`: the share of the Chinese words' weight with a counterpart in the English run, and back.

    A word counts by its best cosine with a word of the other run. `runs` are ordered by `zh`.
    """
    out = np.zeros((len(runs), 2), np.float32)
    if zh.words is None or en.words is None or not len(runs):
        return out
    a, b = zh.words, en.words
    at = 0
    while at < len(runs):
        last = _last_that_fits(a, len(b.names), runs, at)
        rows = slice(int(a.start[runs.zh[at]]), int(a.start[(runs.zh[at:last] + runs.zh_size[at:last]).max()]))
        ids, local = np.unique(a.ids[rows], return_inverse=True)
        alike = a.vectors[ids] @ b.vectors.T
        _cover(
            runs.zh[at:last], runs.zh_size[at:last], runs.en[at:last], runs.en_size[at:last],
            a.start - rows.start, local.astype(np.int64), a.weights[ids], b.start, b.ids, b.weights,
            alike, out[at:last],
        )  # fmt: skip
        at = last
    return out


def _last_that_fits(words: Words, width: int, runs: Runs, at: int) -> int:
    """How far the runs from `at` on can be read with one table of cosines."""
    room = max(1, TABLE // max(1, width))
    ends = words.start[runs.zh[at:] + runs.zh_size[at:]] - words.start[runs.zh[at]]
    return at + max(1, int(np.searchsorted(np.maximum.accumulate(ends), room, side="right")))


@compiled
def _cover(
    zh: Ints, zh_size: Ints, en: Ints, en_size: Ints,
    zh_start: Ints, zh_ids: Ints, zh_weights: Floats, en_start: Ints, en_ids: Ints, en_weights: Floats,
    alike: Floats, out: Floats,
) -> None:  # fmt: skip
    for r in range(len(zh)):
        p0, p1 = zh_start[zh[r]], zh_start[zh[r] + zh_size[r]]
        q0, q1 = en_start[en[r]], en_start[en[r] + en_size[r]]
        best = np.zeros(q1 - q0, np.float32)
        total, covered = np.float32(0.0), np.float32(0.0)
        for p in range(p0, p1):
            word = zh_ids[p]
            top = np.float32(0.0)
            for q in range(q0, q1):
                x = alike[word, en_ids[q]]
                top = max(top, x)
                if x > best[q - q0]:
                    best[q - q0] = x
            total += zh_weights[word]
            covered += zh_weights[word] * top
        if total > 0:
            out[r, 0] = covered / total
        total, covered = np.float32(0.0), np.float32(0.0)
        for q in range(q0, q1):
            total += en_weights[en_ids[q]]
            covered += en_weights[en_ids[q]] * best[q - q0]
        if total > 0:
            out[r, 1] = covered / total
