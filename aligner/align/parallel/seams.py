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


def turns(words: Words, width: int) -> Floats32:
    """float32 `(n_sentences + 1, dim)`: the direction of the `width` words after each boundary, less that of those
    before it. What all the text shares falls out.
    """
    out = np.zeros((len(words.start), words.vectors.shape[1]), np.float32)
    long = words.vectors * words.weights[:, None]
    reach = np.arange(width)
    for first in range(0, len(out), CHUNK):
        ends = words.start[first : first + CHUNK, None]
        after, before = (_direction(words, long, ends + step) for step in (reach, reach - width))
        out[first : first + CHUNK] = after - before
    return out


def _direction(words: Words, long: Vectors, index: Ints) -> Vectors:
    """Rows of length 1: the sums of the words numbered `index` `(n, width)`; those past the text count nothing."""
    inside = (index >= 0) & (index < len(words.ids))
    rows = long[words.ids[np.where(inside, index, 0)]] if len(words.ids) else np.zeros((*index.shape, long.shape[1]))
    rows[~inside] = 0
    sums = rows.sum(axis=1)
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def seams(zh: Words, en: Words, band: Band, width: int) -> Floats32:
    """float32 `(band.cells,)`: how well a boundary before Chinese sentence i and English sentence j fits, -4 to 4.

    `width`: Chinese words on either side that are looked at; as many more English ones as the text has. With b and a
    for what stands before and after, it is cos(b, b') + cos(a, a') - cos(b, a') - cos(a, b').
    """
    ratio = min(max(len(en.ids) / max(len(zh.ids), 1), LEAST_RATIO), MOST_RATIO)
    rows, columns = turns(zh, width), turns(en, round(width * ratio))
    out = np.zeros(band.cells, np.float32)
    for top in range(0, len(band.lo), STRIP):
        lo, hi = band.lo[top : top + STRIP], band.hi[top : top + STRIP]
        left = int(lo.min())
        dots = rows[top : top + STRIP] @ columns[left : int(hi.max())].T
        for k in range(len(lo)):
            begin = band.offset[top + k]
            out[begin : begin + hi[k] - lo[k]] = dots[k, lo[k] - left : hi[k] - left]
    return out


def seam_evidence(zh: Words, en: Words, band: Band, i: Ints, j: Ints, n: Ints, m: Ints) -> Floats32:
    """float32 `(n_beads, 3 * len(WIDTHS))` for beads of n Chinese sentences from i and m English ones from j.

    For each width: how well both ends fit; by how much better than if one of them lay a sentence further or less far on
    one side; and how well the best place inside would fit, where the bead could be two (else 0).
    """
    found = [_at_ends(band.lo, band.hi, band.offset, seams(zh, en, band, width), i, j, n, m) for width in WIDTHS]
    return np.concatenate(found, axis=1)


@compiled
def _at_ends(
    lo: Ints, hi: Ints, offset: Ints, fit: Floats32, i: Ints, j: Ints, n: Ints, m: Ints
) -> Floats32:  # fmt: skip
    out = np.zeros((len(i), 3), np.float32)
    for e in range(len(i)):
        for x, y in ((i[e], j[e]), (i[e] + n[e], j[e] + m[e])):
            here = fit[offset[x] + y - lo[x]]
            best = np.float32(-4.0)
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
                    inside = max(inside, fit[offset[u] + v - lo[u]])
        if inside > -4:
            out[e, 2] = inside
    return out
