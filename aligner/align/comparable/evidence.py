"""What both runs of a pair mention, and whether the days that they name differ."""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.mentions import Kind, Mentions
from aligner.align.comparable.runs import Runs
from aligner.arrays import Floats32, Ints
from aligner.native import native

DAY, CONTEXT, NAME = int(Kind.DAY), int(Kind.CONTEXT), int(Kind.NAME)
# Columns after those of the kinds.
CONFLICT, RAREST_NAME, STRAY = len(Kind), len(Kind) + 1, len(Kind) + 2
WEEK = 7
FAR = 1000  # days: more than a year has


def shared_mentions(mentions: Mentions, runs: Runs) -> Floats32:
    """float32 `(n_runs, len(Kind) + 3)`: the weight of what both mention, by `Kind`; then CONFLICT, RAREST_NAME, STRAY.

    Of dates, days, months and contexts the highest weight counts, of other kinds the sum. Conflict: 1 if both name days
    and share none, or .5 if the nearest are at most a week apart, since accounts often differ by a day or two. Strays:
    if the two share a day, 1 for each run of several sentences that also names a day which the other does not.
    """
    out = np.zeros((len(runs), STRAY + 1), np.float32)
    groups = int(mentions.groups.max(initial=-1)) + 1
    _shared(
        runs.zh, runs.zh_size, runs.en, runs.en_size,
        mentions.zh_start, mentions.zh_ids, mentions.en_start, mentions.en_ids,
        mentions.kinds, mentions.weights, mentions.groups,
        mentions.zh_days_start, mentions.zh_days, mentions.en_days_start, mentions.en_days,
        np.full(len(mentions.kinds), -1), np.full(groups, -1), np.zeros(groups, np.float32), out,
    )  # fmt: skip
    return out


@native
def _shared(
    zh: Ints, zh_size: Ints, en: Ints, en_size: Ints,
    zh_start: Ints, zh_ids: Ints, en_start: Ints, en_ids: Ints,
    kinds: Ints, weights: Floats32, groups: Ints,
    zh_days_start: Ints, zh_days: Ints, en_days_start: Ints, en_days: Ints,
    seen: Ints, groups_met: Ints,  # for each item and group, the last run that held it
    best: Floats32,  # for each group, the weight counted so far
    out: Floats32,
) -> None:  # fmt: skip
    for r in range(len(zh)):
        for p in range(zh_start[zh[r]], zh_start[zh[r] + zh_size[r]]):
            seen[zh_ids[p]] = r
        one_day = False
        for q in range(en_start[en[r]], en_start[en[r] + en_size[r]]):
            item = en_ids[q]
            if seen[item] != r:
                continue
            kind, group, weight = kinds[item], groups[item], weights[item]
            one_day = one_day or kind == DAY
            if groups_met[group] != r:
                groups_met[group] = r
                best[group] = 0.0
            gain = weight - best[group]
            if gain > 0:
                best[group] = weight
                if kind <= CONTEXT:
                    out[r, kind] = max(out[r, kind], weight)
                else:
                    out[r, kind] += gain
                    if kind == NAME:
                        out[r, RAREST_NAME] = max(out[r, RAREST_NAME], weight)
        own = zh_days[zh_days_start[zh[r]] : zh_days_start[zh[r] + zh_size[r]]]
        other = en_days[en_days_start[en[r]] : en_days_start[en[r] + en_size[r]]]
        if one_day:
            out[r, STRAY] = (zh_size[r] > 1 and _stray(own, other)) + (en_size[r] > 1 and _stray(other, own))
            continue
        apart = FAR
        for day in own:
            for another in other:
                apart = min(apart, abs(day - another))
        if apart < FAR:
            out[r, CONFLICT] = 0.5 if apart <= WEEK else 1.0


@native
def _stray(own: Ints, other: Ints) -> bool:
    """Whether one of the days is not among the others."""
    for day in own:
        found = False
        for another in other:
            found = found or day == another
        if not found:
            return True
    return False
