"""The compiled inner loops of search.py, which explains the arguments. tests/align/oracle.py is their slow twin."""

from __future__ import annotations

import numpy as np

from aligner.arrays import Floats, Floats32, Ints
from aligner.native import native

NEVER = -1e30  # the score of what is impossible; finite, so that differences are numbers
POSSIBLE = -1e29
NULL_ZH, NULL_EN, KINDS = 4, 5, 6  # `shapes.Kind`, as plain numbers for the compiler


@native
def plus(a: float, b: float, best: bool) -> float:
    """The sum of two alternatives: the better one if `best`, else log(e^a + e^b)."""
    if a < b:
        a, b = b, a
    if best or b < a - 40.0:
        return a
    return float(a + np.log1p(np.exp(b - a)))


@native
def forward(
    lo: Ints, hi: Ints, offset: Ints, n: Ints, m: Ints, kind: Ints,
    links: Floats32, null_zh: Floats, null_en: Floats, transitions: Floats, best: bool, alpha: Floats, enter: Floats,
) -> None:  # fmt: skip
    rows = len(lo)
    for i in range(rows):
        for j in range(lo[i], hi[i]):
            cell = offset[i] + j - lo[i]
            if i > 0 and lo[i - 1] <= j < hi[i - 1]:
                alpha[cell, NULL_ZH] = enter[offset[i - 1] + j - lo[i - 1], NULL_ZH] + null_zh[i - 1]
            if j > lo[i]:
                alpha[cell, NULL_EN] = enter[cell - 1, NULL_EN] + null_en[j - 1]
            for c in range(len(n)):
                a, b = i - n[c], j - m[c]
                if a < 0 or b < lo[a] or b >= hi[a]:
                    continue
                origin = offset[a] + b - lo[a]
                score = links[origin, c]
                if score > POSSIBLE:
                    k = kind[c]
                    alpha[cell, k] = plus(alpha[cell, k], enter[origin, k] + score, best)
            for k in range(KINDS):
                if i == 0 and j == 0:
                    enter[cell, k] = transitions[KINDS, k]
                    continue
                ways = NEVER
                for before in range(KINDS):
                    if alpha[cell, before] > POSSIBLE:
                        ways = plus(ways, alpha[cell, before] + transitions[before, k], best)
                enter[cell, k] = ways


@native
def backward(
    lo: Ints, hi: Ints, offset: Ints, n: Ints, m: Ints, kind: Ints,
    links: Floats32, null_zh: Floats, null_en: Floats, transitions: Floats,
    alpha: Floats, enter: Floats, total: float, best: bool,
    beta: Floats,  # all ways from a node to the end, if the bead before has that kind
    leave: Floats,  # `(KINDS,)`: all ways from the current node to the end, if the next bead has that kind
    through: Floats32, alone_zh: Floats, alone_en: Floats, turns: Floats,
) -> None:  # fmt: skip
    rows, cells = len(lo), offset[-1]
    beta[cells - 1, :] = 0.0
    for i in range(rows - 1, -1, -1):
        for j in range(hi[i] - 1, lo[i] - 1, -1):
            cell = offset[i] + j - lo[i]
            leave[:] = NEVER
            for c in range(len(n)):
                a, b = i + n[c], j + m[c]
                score = links[cell, c]
                through[cell, c] = NEVER
                if score < POSSIBLE or a >= rows or b < lo[a] or b >= hi[a]:
                    continue
                k = kind[c]
                ahead = score + beta[offset[a] + b - lo[a], k]
                leave[k] = plus(leave[k], ahead, best)
                through[cell, c] = max(NEVER, enter[cell, k] + ahead - total)
            if i + 1 < rows and lo[i + 1] <= j < hi[i + 1]:
                ahead = null_zh[i] + beta[offset[i + 1] + j - lo[i + 1], NULL_ZH]
                leave[NULL_ZH] = ahead
                alone_zh[i] = plus(alone_zh[i], enter[cell, NULL_ZH] + ahead - total, best)
            if j + 1 < hi[i]:
                ahead = null_en[j] + beta[cell + 1, NULL_EN]
                leave[NULL_EN] = ahead
                alone_en[j] = plus(alone_en[j], enter[cell, NULL_EN] + ahead - total, best)
            if cell == cells - 1:
                continue
            for before in range(KINDS):
                ways = NEVER
                for k in range(KINDS):
                    ways = plus(ways, transitions[before, k] + leave[k], best)
                beta[cell, before] = ways
            if not best:
                for k in range(KINDS):
                    for before in range(KINDS):
                        turns[before, k] += np.exp(alpha[cell, before] + transitions[before, k] + leave[k] - total)
                    if cell == 0:
                        turns[KINDS, k] = np.exp(transitions[KINDS, k] + leave[k] - total)


@native
def best_path(
    lo: Ints, hi: Ints, offset: Ints, n: Ints, m: Ints, kind: Ints,
    links: Floats32, transitions: Floats, alpha: Floats, enter: Floats, steps: Ints,
) -> int:  # fmt: skip
    """Trace the best path back from the last node. Fills `steps`, `(n_zh + n_en, 4)`, from its end; returns the row of
    the first step.
    """
    i, j = len(lo) - 1, hi[-1] - 1
    at = len(steps)
    last = 0
    for k in range(KINDS):
        if alpha[offset[-1] - 1, k] > alpha[offset[-1] - 1, last]:
            last = k
    while i > 0 or j > 0:
        a, b = 0, 0
        if last == NULL_ZH:
            a = 1
        elif last == NULL_EN:
            b = 1
        else:
            best = -np.inf
            for c in range(len(n)):
                x, y = i - n[c], j - m[c]
                if kind[c] != last or x < 0 or y < lo[x] or y >= hi[x]:
                    continue
                origin = offset[x] + y - lo[x]
                if enter[origin, last] + links[origin, c] > best:
                    best, a, b = enter[origin, last] + links[origin, c], n[c], m[c]
        i, j, at = i - a, j - b, at - 1
        steps[at, 0], steps[at, 1], steps[at, 2], steps[at, 3] = i, j, a, b
        if i > 0 or j > 0:
            cell, after, last = offset[i] + j - lo[i], last, 0
            for k in range(KINDS):
                if alpha[cell, k] + transitions[k, after] > alpha[cell, last] + transitions[last, after]:
                    last = k
    return at
