"""Word coverage: how many words of one run have a counterpart in the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.align.comparable.runs import Runs, runs_of
from aligner.align.comparable.sides import MAX_WINDOW, Side
from aligner.align.parallel.threads import by_strips
from aligner.arrays import Floats32, Ints
from aligner.native import native, native_loosely

BLOCK = 256  # Chinese sentences looked at at once: bounds the memory
SAMPLE = 2000  # random pairs
MIN_SPREAD = 0.02


@dataclass(frozen=True)
class Chance:
    """Word coverage of random runs.

    The more words the other run has, the better the best of them fits by chance; so the mean is modelled as linear in
    the logarithms of both numbers of words. `plane`: float32 `(3, 4)`, a column for each of `word_coverage`. `spread`:
    float32 `(4,)`, the standard deviation.
    """

    plane: Floats32
    spread: Floats32

    def standard(self, zh: Side, en: Side, runs: Runs) -> Floats32:
        """float32 `(n_runs, 4)`: `word_coverage` in spreads above the mean of random runs."""
        return np.asarray((word_coverage(zh, en, runs) - _numbers(zh, en, runs) @ self.plane) / self.spread, np.float32)


def chance_coverage(zh: Side, en: Side) -> Chance:
    """Mean and spread, fitted to random pairs of runs."""
    rng = np.random.default_rng(0)
    a, b = rng.integers(1, min(MAX_WINDOW, len(zh)) + 1, SAMPLE), rng.integers(1, min(MAX_WINDOW, len(en)) + 1, SAMPLE)
    rows = np.stack([rng.integers(0, len(zh) - a + 1), a, rng.integers(0, len(en) - b + 1), b], 1)
    random = runs_of(rows.astype(np.int64), len(zh), len(en))
    numbers, found = _numbers(zh, en, random), word_coverage(zh, en, random)
    plane = np.linalg.lstsq(numbers, found, rcond=None)[0]
    return Chance(plane, np.maximum((found - numbers @ plane).std(0), MIN_SPREAD))


def _numbers(zh: Side, en: Side, runs: Runs) -> Floats32:
    """float32 `(n_runs, 3)`: 1, and the logarithms of both numbers of words."""
    left = right = np.zeros(len(runs))
    if zh.words is not None and en.words is not None:
        left = zh.words.start[runs.zh + runs.zh_size] - zh.words.start[runs.zh]
        right = en.words.start[runs.en + runs.en_size] - en.words.start[runs.en]
    return np.stack([np.ones(len(runs)), np.log(left + 1), np.log(right + 1)], 1).astype(np.float32)


def word_coverage(zh: Side, en: Side, runs: Runs) -> Floats32:
    """float32 `(n_runs, 4)`: the covered share of the Chinese words' weight, and of the English; then both shares again
    without the word that counts most.

    A word is covered by its best cosine with a word of the other run. The last two columns show pairs that share a name
    and nothing else. `runs` must be ordered by `zh`. Each pair of sentences is compared once, however many runs hold
    it.
    """
    out = np.zeros((len(runs), 4), np.float32)
    if zh.words is None or en.words is None:
        return out
    a, b = zh.words, en.words

    def cover(first: int) -> None:
        at, last = np.searchsorted(runs.zh, [first, first + BLOCK])
        some = (runs.zh[at:last], runs.zh_size[at:last], runs.en[at:last], runs.en_size[at:last])
        cells = np.empty(int((runs.zh_size[at:last] * runs.en_size[at:last]).sum()), np.int64)
        _cells(*some, len(en), cells)
        cells = np.unique(cells)
        i, j = cells // len(en), cells % len(en)
        left = np.concatenate([[0], np.cumsum(a.start[i + 1] - a.start[i])])
        right = np.concatenate([[0], np.cumsum(b.start[j + 1] - b.start[j])])
        of_left, of_right = np.zeros(left[-1], np.float32), np.zeros(right[-1], np.float32)
        _counterparts(i, j, a.start, a.ids, a.vectors, b.start, b.ids, b.vectors, left, right, of_left, of_right)
        most_a = int((a.start[some[0] + some[1]] - a.start[some[0]]).max(initial=0))
        most_b = int((b.start[some[2] + some[3]] - b.start[some[2]]).max(initial=0))
        _cover(
            *some, len(en), cells, left, right, of_left, of_right,
            a.start, a.ids, a.weights, b.start, b.ids, b.weights,
            np.empty(most_a, np.float32), np.empty(most_b, np.float32), np.empty(2, np.float32), out[at:last],
        )  # fmt: skip

    by_strips(len(zh), BLOCK, cover)
    return out


@native
def _cells(zh: Ints, zh_size: Ints, en: Ints, en_size: Ints, width: int, out: Ints) -> None:
    """The pairs of sentences in the runs, as `zh * width + en`."""
    n = 0
    for r in range(len(zh)):
        for i in range(zh[r], zh[r] + zh_size[r]):
            for j in range(en[r], en[r] + en_size[r]):
                out[n] = i * width + j
                n += 1


@native_loosely
def _counterparts(
    zh: Ints, en: Ints, a_start: Ints, a_ids: Ints, a: Floats32, b_start: Ints, b_ids: Ints, b: Floats32,
    left: Ints, right: Ints, of_left: Floats32, of_right: Floats32,
) -> None:  # fmt: skip
    """For each cell (pair of sentences), the best cosine of each word with a word of the other sentence.

    Four Chinese words are compared with two English ones at a time.
    """
    for c in range(len(zh)):
        p0, p1 = a_start[zh[c]], a_start[zh[c] + 1]
        q0, q1 = b_start[en[c]], b_start[en[c] + 1]
        for p in range(p0, p1, 4):
            last = p1 - 1  # in place of words beyond the end, the last one is compared again
            w0, w1 = a[a_ids[p]], a[a_ids[min(p + 1, last)]]
            w2, w3 = a[a_ids[min(p + 2, last)]], a[a_ids[min(p + 3, last)]]
            t0, t1, t2, t3 = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
            for q in range(q0, q1, 2):
                final = min(q + 1, q1 - 1)
                u, v = b[b_ids[q]], b[b_ids[final]]
                s0, s1, s2, s3 = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
                r0, r1, r2, r3 = np.float32(0), np.float32(0), np.float32(0), np.float32(0)
                for k in range(len(u)):
                    s0 += w0[k] * u[k]
                    s1 += w1[k] * u[k]
                    s2 += w2[k] * u[k]
                    s3 += w3[k] * u[k]
                    r0 += w0[k] * v[k]
                    r1 += w1[k] * v[k]
                    r2 += w2[k] * v[k]
                    r3 += w3[k] * v[k]
                t0, t1, t2, t3 = max(t0, s0, r0), max(t1, s1, r1), max(t2, s2, r2), max(t3, s3, r3)
                place = right[c] + q - q0
                of_right[place] = max(of_right[place], max(max(s0, s1), max(s2, s3)))
                place = right[c] + final - q0
                of_right[place] = max(of_right[place], max(max(r0, r1), max(r2, r3)))
            place = left[c] + p - p0
            of_left[place + min(3, last - p)] = t3
            of_left[place + min(2, last - p)] = t2
            of_left[place + min(1, last - p)] = t1
            of_left[place] = t0


@native
def _cover(
    zh: Ints, zh_size: Ints, en: Ints, en_size: Ints, width: int,
    cells: Ints, left: Ints, right: Ints, of_left: Floats32, of_right: Floats32,
    a_start: Ints, a_ids: Ints, a_weights: Floats32, b_start: Ints, b_ids: Ints, b_weights: Floats32,
    best: Floats32, back: Floats32,  # room for the best cosine of each word of a run
    shares: Floats32, out: Floats32,
) -> None:  # fmt: skip
    """The coverage of each run, from its cells."""
    for r in range(len(zh)):
        i0, i1, j0, j1 = zh[r], zh[r] + zh_size[r], en[r], en[r] + en_size[r]
        for p in range(a_start[i1] - a_start[i0]):
            best[p] = 0.0
        for q in range(b_start[j1] - b_start[j0]):
            back[q] = 0.0
        for i in range(i0, i1):
            first = np.searchsorted(cells, i * width + j0)
            for j in range(j0, j1):
                c = first + j - j0
                for p in range(left[c + 1] - left[c]):
                    place = a_start[i] - a_start[i0] + p
                    best[place] = max(best[place], of_left[left[c] + p])
                for q in range(right[c + 1] - right[c]):
                    place = b_start[j] - b_start[j0] + q
                    back[place] = max(back[place], of_right[right[c] + q])
        _weighted(best, a_ids[a_start[i0] : a_start[i1]], a_weights, shares)
        out[r, 0], out[r, 2] = shares[0], shares[1]
        _weighted(back, b_ids[b_start[j0] : b_start[j1]], b_weights, shares)
        out[r, 1], out[r, 3] = shares[0], shares[1]


@native
def _weighted(values: Floats32, ids: Ints, weights: Floats32, out: Floats32) -> None:
    """The weighted mean of the values, and the same without the word that adds most to it."""
    total, sum_, most, held = 0.0, 0.0, 0.0, 0.0
    for k in range(len(ids)):
        weight = weights[ids[k]]
        total += weight
        sum_ += weight * values[k]
        if weight * values[k] > most:
            most, held = weight * values[k], weight
    rest = total - held
    out[0] = sum_ / total if total > 0 else 0.0
    out[1] = (sum_ - most) / rest if rest > 0 else 0.0
