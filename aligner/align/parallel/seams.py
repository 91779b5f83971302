"""Seams: is what stands before and after a place in one text what stands before and after that place in the other?

The commonest error in literature is a boundary shifted by one short sentence between two beads. Whole sentences say
little about it: the bead is nearly as alike with the sentence as without it. The few words on both sides of the
boundary say more.
"""

from __future__ import annotations

import numpy as np

from aligner.align.parallel.band import Band, Ints
from aligner.align.parallel.compiled import compiled
from aligner.align.parallel.grid import Floats32
from aligner.align.parallel.words import Words
from aligner.embed import Vectors

# Chinese words on either side of a boundary. docs/alignment.md has the figures.
WIDTHS = (5, 10, 20)
STRIP = 64  # boundaries compared at once
CHUNK = 512  # boundaries whose words are added up at once
# English words, as the encoder cuts them, for a Chinese one: what is usual lies between. (An empty side must not make
# endless windows.)
LEAST_RATIO, MOST_RATIO = 0.8, 2.5


def around(words: Words, width: int) -> tuple[Vectors, Vectors]:
    """Directions of the `width` words before each boundary and of those after it: float32 `(n_sentences + 1, dim)`."""
    before, after = (np.zeros((len(words.start), words.vectors.shape[1]), np.float32) for _ in range(2))
    long = words.vectors * words.weights[:, None]
    reach = np.arange(width)
    for first in range(0, len(before), CHUNK):
        ends = words.start[first : first + CHUNK, None]
        before[first : first + CHUNK] = _direction(words, long, ends + reach - width)
        after[first : first + CHUNK] = _direction(words, long, ends + reach)
    return before, after


def _direction(words: Words, long: Vectors, index: Ints) -> Vectors:
    """Rows of length 1: the sums of the words numbered `index` `(n, width)`; those past the text count nothing."""
    inside = (index >= 0) & (index < len(words.ids))
    rows = long[words.ids[np.where(inside, index, 0)]] if len(words.ids) else np.zeros((*index.shape, long.shape[1]))
    rows[~inside] = 0
    sums = rows.sum(axis=1)
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def seams(zh: Words, en: Words, band: Band, width: int) -> tuple[Floats32, Floats32]:
    """How well a bead would begin, and how well one would end, before Chinese sentence i and English sentence j.

    float32 `(band.cells,)` both, -2 to 2. With b and a for the words before and after: cos(a, a'), and cos(b, b'), less
    the mean of cos(b, a') and cos(a, b'), which are high where the boundary lies too far on one side. What lies on the
    bead's far side counts only so: it may be a passage that the other text lacks. `width`: Chinese words that are
    looked at; as many more English ones as the text has.
    """
    ratio = min(max(len(en.ids) / max(len(zh.ids), 1), LEAST_RATIO), MOST_RATIO)
    before, after = around(zh, width)
    before_en, after_en = around(en, round(width * ratio))
    begin, end = np.zeros(band.cells, np.float32), np.zeros(band.cells, np.float32)
    for top in range(0, len(band.lo), STRIP):
        rows = slice(top, top + STRIP)
        lo, hi = band.lo[rows], band.hi[rows]
        columns = slice(int(lo.min()), int(hi.max()))
        crossed = (before[rows] @ after_en[columns].T + after[rows] @ before_en[columns].T) / 2
        begins, ends = after[rows] @ after_en[columns].T - crossed, before[rows] @ before_en[columns].T - crossed
        for k in range(len(lo)):
            cells = slice(band.offset[top + k], band.offset[top + k + 1])
            inside = slice(lo[k] - columns.start, hi[k] - columns.start)
            begin[cells], end[cells] = begins[k, inside], ends[k, inside]
    return begin, end


def seam_evidence(zh: Words, en: Words, band: Band, i: Ints, j: Ints, n: Ints, m: Ints) -> Floats32:
    """float32 `(n_beads, 3 * len(WIDTHS))` for beads of n Chinese sentences from i and m English ones from j.

    For each width: how well its two ends fit; by how much better than if one of them lay a sentence further or less far
    on one side; and how well an end and a beginning inside would fit, where the bead could be two (else 0).
    """
    found = [_of_beads(band.lo, band.hi, band.offset, *seams(zh, en, band, width), i, j, n, m) for width in WIDTHS]
    return np.concatenate(found, axis=1)


@compiled
def _of_beads(
    lo: Ints, hi: Ints, offset: Ints, begin: Floats32, end: Floats32, i: Ints, j: Ints, n: Ints, m: Ints
) -> Floats32:  # fmt: skip
    out = np.zeros((len(i), 3), np.float32)
    for e in range(len(i)):
        for side in range(2):
            fit = end if side else begin
            x, y = (i[e] + n[e], j[e] + m[e]) if side else (i[e], j[e])
            here = fit[offset[x] + y - lo[x]]
            best = np.float32(-2.0)
            for u, v in ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)):
                if 0 <= u < len(lo) and lo[u] <= v < hi[u]:
                    best = max(best, fit[offset[u] + v - lo[u]])
            out[e, 0] += here
            out[e, 1] += here - best
        inside = np.float32(-4.0)
        for p in range(1, n[e]):
            for q in range(1, m[e]):
                u, v = i[e] + p, j[e] + q
                if lo[u] <= v < hi[u]:
                    cell = offset[u] + v - lo[u]
                    inside = max(inside, begin[cell] + end[cell])
        if inside > -4:
            out[e, 2] = inside
    return out
