"""Finds the band: anchors that stand out, the heaviest chain of them, and a margin around it.

Short runs of Chinese sentences (probes) are compared with all runs of English ones. The lead of a probe's best place
over the best one elsewhere shows how far it stands out; the lead of the second over the third shows what leads are
worth in these texts. The heaviest chain of such anchors that rises in both texts may skip a chapter on either side. In
large gaps between two anchors the search is repeated with denser probes. Time and memory are linear: PROBES times the
length of the English text, then gaps of bounded size.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from aligner.align.parallel.band import Band
from aligner.align.parallel.threads import by_strips
from aligner.arrays import Floats32, Ints
from aligner.embed import Vectors
from aligner.embed.adding import row_lengths

RUN = 3  # sentences in a probe: one alone is often too short to stand out
PROBES = 1500  # per gap: one every 20 sentences in a book of 30,000, every sentence of a text of 1,500
CLOSE = 2  # sentences from probe to probe within the band
SMALL = 2500  # nodes; the exact search takes a gap of this size as a whole
MARGIN = 6  # sentences on each side of the chain, in both texts: an anchor is exact to about 3
CORRIDOR = 30  # half the width of the band through a large gap without anchors, in which nothing is alike
CHUNK = 256  # probes compared at once


@dataclass(frozen=True, slots=True)
class Box:
    """A gap between two anchors: rows `top..bottom` and columns `left..right` of nodes, both ends included."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left


def find_band(zh: Vectors, en: Vectors) -> Band:
    """A band that contains the right path. `zh` `(n_zh, dim)`, `en` `(n_en, dim)`: float32, centred sums."""
    n_zh, n_en = len(zh), len(en)
    runs_zh, runs_en = _runs(zh), _runs(en)
    lo, hi = np.full(n_zh + 1, n_en, dtype=np.int64), np.zeros(n_zh + 1, dtype=np.int64)
    waiting = [Box(0, n_zh, 0, n_en)]
    while waiting:
        box = waiting.pop()
        if box.height * box.width <= SMALL:
            _cover(lo, hi, box)
            continue
        anchors = find_anchors(runs_zh[box.top : box.bottom], runs_en[box.left : box.right])
        inner = _gaps(box, anchors)
        if len(inner) == 1 and inner[0] == box:
            _cross(lo, hi, box)
        else:
            waiting += inner
    band = _widen(lo, hi + 1, n_en)
    return band if n_zh <= CLOSE * PROBES else _draw_closer(band, runs_zh, runs_en)


def _draw_closer(band: Band, zh: Vectors, en: Vectors) -> Band:
    """The part of the band around the anchors that denser probes find in it."""
    whole = Box(0, band.n_zh, 0, band.n_en)
    rows = np.arange(0, len(zh), CLOSE)
    lo, hi = np.full(len(band.lo), band.n_en, dtype=np.int64), np.zeros(len(band.hi), dtype=np.int64)
    for box in _gaps(whole, _chain(rows, *_places(zh, en, rows, band.lo[rows], np.minimum(band.hi[rows], len(en))))):
        _cover(lo, hi, box)
    close = _widen(np.maximum(lo, band.lo), np.minimum(hi + 1, band.hi), band.n_en)
    return Band(np.maximum(close.lo, band.lo), np.minimum(close.hi, band.hi))


def find_anchors(zh: Vectors, en: Vectors) -> list[tuple[int, int]]:
    """Probes and their places in the other text, both rising. `zh`, `en`: float32, rows of length 1."""
    stride = max(1, -(-len(zh) // PROBES))
    rows = np.arange(stride // 2, len(zh), stride)
    return _chain(rows, *_places(zh, en, rows, np.zeros_like(rows), np.full_like(rows, len(en))))


def _chain(rows: Ints, columns: Ints, lead: Vectors, noise: Vectors) -> list[tuple[int, int]]:
    """Of the places found for these rows, those that stand out, in a chain that rises."""
    if not np.isfinite(noise).any():  # too little text to know what stands out
        return []
    chosen = lead > float(np.nanquantile(noise, 0.95))
    chain = heaviest_chain(columns[chosen], lead[chosen])
    return list(zip(rows[chosen][chain].tolist(), columns[chosen][chain].tolist(), strict=True))


def _places(zh: Vectors, en: Vectors, rows: Ints, lo: Ints, hi: Ints) -> tuple[Ints, Vectors, Vectors]:
    """For each row: its best column from `lo` to before `hi` (both rising); its lead over the best one elsewhere; and
    the lead of that one over the third. The leads are NaN if there are too few columns.
    """
    columns = np.empty(len(rows), dtype=np.int64)
    lead, noise = np.empty(len(rows), np.float32), np.empty(len(rows), np.float32)
    around = np.arange(-RUN - 1, RUN + 2)

    def fill(start: int) -> None:
        strip = slice(start, start + CHUNK)
        first, last = int(lo[strip][0]), int(hi[strip][-1])
        alike = zh[rows[strip]] @ en[first:last].T
        if lo[strip][-1] > first or hi[strip][0] < last:
            each = np.arange(first, last)
            alike[(each < lo[strip][:, None]) | (each >= hi[strip][:, None])] = -1.0
        each = np.arange(len(alike))[:, None]
        tops = []
        for turn in range(3):
            best = alike.argmax(1)
            if turn == 0:
                columns[strip] = first + best
            tops.append(alike[each[:, 0], best])
            alike[each, np.clip(best[:, None] + around, 0, alike.shape[1] - 1)] = -1.0
        lead[strip] = tops[0] - tops[1]
        noise[strip] = tops[1] - tops[2]

    by_strips(len(rows), CHUNK, fill)
    few = hi - lo < 4 * RUN
    lead[few], noise[few] = np.nan, np.nan
    return columns, lead, noise


def heaviest_chain(columns: Ints, weights: Floats32) -> list[int]:
    """Indices of the heaviest subsequence whose columns strictly rise. A Fenwick tree of best weights by column."""
    order = np.unique(columns)
    rank = np.searchsorted(order, columns) + 1
    best = np.zeros(len(order) + 1)
    last = np.full(len(order) + 1, -1)
    before = np.full(len(columns), -1)
    total = np.zeros(len(columns))
    for k, (r, weight) in enumerate(zip(rank.tolist(), weights.tolist(), strict=True)):
        value, at, seek = 0.0, -1, r - 1
        while seek > 0:
            if best[seek] > value:
                value, at = best[seek], last[seek]
            seek -= seek & -seek
        total[k], before[k] = value + weight, at
        seek = r
        while seek <= len(order):
            if total[k] > best[seek]:
                best[seek], last[seek] = total[k], k
            seek += seek & -seek
    chain, k = [], int(total.argmax()) if len(total) else -1
    while k >= 0:
        chain.append(k)
        k = int(before[k])
    return chain[::-1]


def _runs(rows: Vectors) -> Vectors:
    """Row i: the vector of sentences i to i + RUN - 1, of length 1 or 0."""
    sums = rows.copy()
    for k in range(1, RUN):
        sums[: -k or None] += rows[k:]
    lengths = row_lengths(sums)[:, None]
    return np.asarray(np.divide(sums, lengths, out=sums, where=lengths > 0))


def _gaps(box: Box, anchors: list[tuple[int, int]]) -> list[Box]:
    """The boxes between anchors, corner to corner."""
    corners = [(box.top, box.left)]
    corners += [(box.top + i, box.left + j) for i, j in anchors]
    corners.append((box.bottom, box.right))
    return [Box(a, c, b, d) for (a, b), (c, d) in pairwise(corners) if (a, b) != (c, d)]


def _cover(lo: Ints, hi: Ints, box: Box) -> None:
    """Take in all nodes of a box."""
    rows = slice(box.top, box.bottom + 1)
    lo[rows] = np.minimum(lo[rows], box.left)
    hi[rows] = np.maximum(hi[rows], box.right)


def _cross(lo: Ints, hi: Ints, box: Box) -> None:
    """Take in a corridor along the diagonal of a box."""
    rows = np.arange(box.top, box.bottom + 1)
    middle = box.left + (rows - box.top) * box.width // max(1, box.height)
    step = -(-box.width // max(1, box.height))
    lo[rows] = np.minimum(lo[rows], np.maximum(middle - CORRIDOR - step, box.left))
    hi[rows] = np.maximum(hi[rows], np.minimum(middle + CORRIDOR + step, box.right))


def _widen(lo: Ints, hi: Ints, n_en: int) -> Band:
    """Add the margin in both directions, and make both edges rise."""
    n = len(lo)
    above = np.maximum(np.arange(n) - MARGIN, 0)
    below = np.minimum(np.arange(n) + MARGIN, n - 1)
    lo = np.minimum.accumulate(lo[::-1])[::-1]
    hi = np.maximum.accumulate(hi)
    lo, hi = np.maximum(lo[above] - MARGIN, 0), np.minimum(hi[below] + MARGIN, n_en + 1)
    lo[0], hi[-1] = 0, n_en + 1
    return Band(lo, hi)
