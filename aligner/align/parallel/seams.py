"""Seams: do the words before and after a boundary in one text match those before and after it in the other?

The commonest error in literature is a boundary between two beads that is off by one short sentence. The likeness of
whole beads says little about it, since a bead is nearly as alike with the sentence as without it; the few words on both
sides of the boundary say more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligner.align.parallel.band import Band
from aligner.align.parallel.threads import by_strips
from aligner.align.parallel.words import Rows, Words
from aligner.arrays import Floats32, Ints
from aligner.embed import Vectors
from aligner.native import native, native_loosely

WIDTHS = (5, 10, 20)  # Chinese words on either side of a boundary; docs/alignment.md has the figures
STRIP = 64  # boundaries compared at once
BLOCK = 256  # boundaries whose words are added up at once
# Bounds for the number of English words for a Chinese one, as the encoder cuts words; usual ratios are within. (An
# empty side must not make endless windows.)
LEAST_RATIO, MOST_RATIO = 0.8, 2.5


def around(words: Words, boundaries: slice, widths: Sequence[int]) -> list[tuple[Vectors, Vectors]]:
    """For each width, the directions of so many words before each boundary, and of those after it: float32
    `(n_boundaries, dim)`, rows of length 1, or 0 where there is no word.
    """
    wide = np.array(widths, np.int64)
    ends = words.start[boundaries]
    before, after = out = np.zeros((2, len(widths), len(ends), words.rows.shape[1]), np.float32)
    for step, side in zip((-1, 1), out, strict=True):
        _windows(ends, step, words.ids, words.rows, words.scales, wide, side)
    return list(zip(before, after, strict=True))


@native_loosely
def _windows(
    ends: Ints, step: int, ids: Ints, rows: Rows, scales: Floats32, widths: Ints, out: Floats32
) -> None:  # fmt: skip
    """Directions of the first `widths` (rising) words on one side of each end: float32 `(n_widths, n_ends, dim)`.

    A wide window continues where the narrower one stopped.
    """
    dim = rows.shape[1]
    for e in range(len(ends)):
        word = ends[e] if step > 0 else ends[e] - 1
        seen = 0
        for k in range(len(widths)):
            total = out[k, e]
            if k > 0:
                for d in range(dim):
                    total[d] = out[k - 1, e, d]
            while seen < widths[k] and 0 <= word < len(ids):
                row, scale = rows[ids[word]], scales[ids[word]]
                for d in range(dim):
                    total[d] += scale * np.float32(row[d])
                word += step
                seen += 1
        for k in range(len(widths)):
            total, square = out[k, e], np.float32(0.0)
            for d in range(dim):
                square += total[d] * total[d]
            size = np.float32(max(np.sqrt(square), 1e-9))
            for d in range(dim):
                total[d] /= size


def seams(zh: Words, en: Words, band: Band, widths: Sequence[int] = WIDTHS) -> tuple[Floats32, Floats32]:
    """How well a bead would begin, and how well one would end, before Chinese sentence i and English sentence j.

    Both float32 `(len(widths), band.cells)`, from -2 to 2. With b and a for the words before and after the boundary, a
    beginning scores cos(a, a'), an end cos(b, b'), each less the mean of cos(b, a') and cos(a, b'), which are high if
    the boundary is too far on one side. The words outside the bead count only in this way, since the other text may
    lack what is there. `widths`: numbers of Chinese words; English windows are wider by the ratio of words.
    """
    ratio = min(max(len(en.ids) / max(len(zh.ids), 1), LEAST_RATIO), MOST_RATIO)
    begin, end = (np.zeros((len(widths), band.cells), np.float32) for _ in range(2))

    def fill(block: int) -> None:
        rows = slice(block, min(block + BLOCK, len(band.lo)))
        columns = slice(int(band.lo[rows].min()), int(band.hi[rows].max()))
        sides = around(zh, rows, widths), around(en, columns, [round(width * ratio) for width in widths])
        for k, (words_zh, words_en) in enumerate(zip(*sides, strict=True)):
            _compare(band, rows, columns.start, words_zh, words_en, begin[k], end[k])

    by_strips(len(band.lo), BLOCK, fill)
    return begin, end


def _compare(
    band: Band,
    rows: slice,
    column: int,
    zh: tuple[Vectors, Vectors],
    en: tuple[Vectors, Vectors],
    begin: Floats32,
    end: Floats32,
) -> None:
    """Fill in the cells of some rows. `zh`, `en`: directions before and after the boundaries `rows`, and after those
    from `column` on.
    """
    for top in range(rows.start, rows.stop, STRIP):
        lo, hi = band.lo[top : min(top + STRIP, rows.stop)], band.hi[top : min(top + STRIP, rows.stop)]
        before, after = (side[top - rows.start : top - rows.start + len(lo)] for side in zh)
        left = int(lo.min())
        before_en, after_en = (side[left - column : int(hi.max()) - column].T for side in en)
        crossed = (before @ after_en + after @ before_en) / 2
        begins, ends = after @ after_en - crossed, before @ before_en - crossed
        for k in range(len(lo)):
            cells = slice(band.offset[top + k], band.offset[top + k + 1])
            inside = slice(lo[k] - left, hi[k] - left)
            begin[cells], end[cells] = begins[k, inside], ends[k, inside]


def seam_evidence(zh: Words, en: Words, band: Band, i: Ints, j: Ints, n: Ints, m: Ints) -> Floats32:
    """float32 `(n_beads, 3 * len(WIDTHS))` for beads of n Chinese sentences from i and m English ones from j.

    For each width: how well both boundaries fit; how much better than if one of them were a sentence off on one side;
    and how well the best boundary inside would fit, if the bead can be cut into two (else 0).
    """
    out = np.zeros((len(WIDTHS), len(i), 3), np.float32)
    for begin, end, fits in zip(*seams(zh, en, band), out, strict=True):
        _of_beads(band.lo, band.hi, band.offset, begin, end, i, j, n, m, fits)
    return np.concatenate([*out], axis=1)


@native
def _of_beads(
    lo: Ints, hi: Ints, offset: Ints, begin: Floats32, end: Floats32, i: Ints, j: Ints, n: Ints, m: Ints, out: Floats32
) -> None:  # fmt: skip
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
