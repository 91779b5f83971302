"""What both runs of a pair mention, and a conflict of days."""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.mentions import Mentions
from aligner.align.comparable.runs import Runs
from aligner.align.comparable.sides import Floats, Ints
from aligner.align.parallel.compiled import compiled


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
