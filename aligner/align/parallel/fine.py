"""The evidence for the fine search: features of each candidate bead and of each sentence left alone. Their weights are
learned from gold beads (model.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from aligner.align.parallel.candidates import RELATED, Candidates, Edges
from aligner.align.parallel.coarse import best_single
from aligner.align.parallel.grid import Grid
from aligner.align.parallel.lexicon import WordPairs, learn_pairs
from aligner.align.parallel.marks import agreement, read_marks
from aligner.align.parallel.paragraphs import opening_evidence
from aligner.align.parallel.seams import seam_evidence
from aligner.align.parallel.surroundings import surroundings
from aligner.align.parallel.texts import Side
from aligner.align.parallel.threads import at_once
from aligner.align.parallel.words import Matches, Words, coverage, match_words
from aligner.arrays import Bools, Floats, Floats32, Ints

LINK_FEATURES = (
    "likeness",  # calibrated cosine of the two runs (grid.py)
    "loss-zh",  # what it loses without the first or last Chinese sentence: the lesser; 0 where there is one only
    "loss-en",
    "gain-zh",  # what it would gain from the Chinese sentence before or after: the greater
    "gain-en",
    "cut",  # n-m: the likeness of the worse half at the best cut into two, less that of the whole
    "length",  # |log of the length ratio, less what is usual in these texts|
    "mass",  # squared difference of lengths over their sum, in tens of English characters
    "length-zh",  # how much better |log ratio| would be with one more Chinese sentence
    "length-en",
    "covered-zh",  # share of the Chinese words' weight with a like word in the bead
    "covered-en",
    "misplaced-zh",  # share that would be matched better in the English sentence before or after
    "misplaced-en",
    "question",  # difference in the number of question marks, 2 at most
    "exclamation",
    "speeches",  # difference in how many speeches begin, 2 at most
    "begins-inside",  # only one side begins inside a speech
    "ends-inside",
    "unfinished-zh",  # the last sentence ends in a comma, colon or dash
    "unfinished-en",
    "spoken",  # difference in the share that is spoken, times how much the speech of these texts agrees (marks.py)
    "extra",  # sentences beyond 1-1
    "both",  # sentences beyond one on the smaller side
    "relative",  # likeness over what is usual for beads of these texts
    "usual-extra",  # sentences beyond 1-1, times how many such beads these texts seem to have
    # For windows of 5, 10 and 20 words (seams.py): how well the words at its ends fit; by how much better than one
    # sentence further; and how well the best place inside would fit as an end.
    "seam-5",
    "seam-over-5",
    "seam-inside-5",
    "seam-10",
    "seam-over-10",
    "seam-inside-10",
    "seam-20",
    "seam-over-20",
    "seam-inside-20",
)
NULL_FEATURES = (
    "null-likeness",  # likeness with the likest single sentence in the band
    "null-length",  # log(1 + length in English characters / 100)
    "null-covered",  # share of its words' weight with a like word in some sentence near
    "null-useful",  # the most that any candidate bead would lose without it at its edge
    "null-needed",  # the most that any candidate bead's length ratio would suffer
    "null-relative",  # null-likeness over what is usual for beads of these texts
    "null-around",  # how alike the coarse search's beads near this sentence are
    "null-related",  # how alike they are in these texts as a whole, .25 at most: novels have no more
    "null-usual",  # how many sentences of these texts seem to be alone (log odds)
    "null-coarse",  # the coarse search left this one alone
)


@dataclass(frozen=True)
class Evidence:
    """float32 features: `links` `(n_edges, len(LINK_FEATURES))`, `null_zh`, `null_en` `(n, len(NULL_FEATURES))`.

    `openings`: float64 `(n_edges,)`, the log likelihood ratio of where paragraphs begin (paragraphs.py), which needs no
    weight.
    """

    links: Floats32
    null_zh: Floats32
    null_en: Floats32
    openings: Floats


def gather(zh: Side, en: Side, grid: Grid, found: Candidates) -> Evidence:
    """All evidence. The words of these texts are learned from the coarse search's best path."""
    band, edges, usual = grid.band, found.edges, found.usual
    ratio = usual.ratio
    near = surroundings(grid, edges)
    links = np.zeros((len(edges), len(LINK_FEATURES)), np.float32)
    links[:, 0] = near[:, 0]
    losses, gains = near[:, 1:5], near[:, 5:9]
    links[:, 1] = np.where(edges.n > 1, losses[:, :2].min(1), 0)
    links[:, 2] = np.where(edges.m > 1, losses[:, 2:].min(1), 0)
    links[:, 3], links[:, 4] = gains[:, :2].max(1), gains[:, 2:].max(1)
    links[:, 5] = near[:, 9]
    lengths, need_zh, need_en = _lengths(zh, en, edges, ratio)
    links[:, 6:10] = lengths
    # Two threads: one mostly sorts, the other is mostly in compiled loops.
    pairs, fits = at_once(
        lambda: learn_pairs(zh.words, en.words, found.best),
        lambda: seam_evidence(zh.words, en.words, band, edges.i, edges.j, edges.n, edges.m),
    )
    forth, back = _windows(zh, en, found, pairs)
    inside_zh = coverage(edges.i, edges.n, edges.j, edges.m, zh.words, forth)
    inside_en = coverage(edges.j, edges.m, edges.i, edges.n, en.words, back)
    links[:, 10], links[:, 11] = inside_zh[:, 0], inside_en[:, 0]
    links[:, 12], links[:, 13] = inside_zh[:, 1], inside_en[:, 1]
    links[:, 14:22] = _marks(zh, en, found)
    links[:, 22] = edges.n + edges.m - 2
    links[:, 23] = np.minimum(edges.n, edges.m) - 1
    links[:, 24] = near[:, 0] / usual.likeness
    links[:, 25] = links[:, 22] * np.log(usual.several / (1 - usual.several))
    links[:, 26:] = fits

    single_zh, single_en = best_single(grid, len(zh), len(en))
    null_zh = _null(zh, single_zh, ratio, edges.i, edges.n, losses[:, :2], need_zh, zh.words, forth)
    null_en = _null(en, single_en, 1.0, edges.j, edges.m, losses[:, 2:], need_en, en.words, back)
    for null, around in ((null_zh, usual.around_zh), (null_en, usual.around_en)):
        null[:, 5] = null[:, 0] / usual.likeness
        null[:, 6] = np.minimum(around, RELATED) / RELATED
        null[:, 7] = min(usual.related, RELATED) / RELATED
        null[:, 8] = np.log(usual.alone / (1 - usual.alone))
    null_zh[[i for i, _, _, m in found.best if not m], 9] = 1
    null_en[[j for _, j, n, _ in found.best if not n], 9] = 1
    return Evidence(links, null_zh, null_en, opening_evidence(zh.openings, en.openings, edges, found.best))


def _lengths(zh: Side, en: Side, edges: Edges, ratio: float) -> tuple[Floats, Floats, Floats]:
    """float64 `(n_edges, 4)`: "length" to "length-en"; and `(n_edges, 2)` for each side: how much worse the length
    ratio would be without the first, and the last, sentence.
    """
    ends_zh = np.concatenate([[0.0], np.cumsum(zh.lengths * ratio)])
    ends_en = np.concatenate([[0.0], np.cumsum(en.lengths)])
    i0, i1, j0, j1 = edges.i, edges.i + edges.n, edges.j, edges.j + edges.m

    def off(a: Ints, b: Ints, c: Ints, d: Ints) -> Floats:
        return np.asarray(np.abs(np.log((ends_en[d] - ends_en[c] + 3.0) / (ends_zh[b] - ends_zh[a] + 3.0))))

    here = off(i0, i1, j0, j1)
    x, y = ends_zh[i1] - ends_zh[i0], ends_en[j1] - ends_en[j0]
    more_zh = np.minimum(off(np.maximum(i0 - 1, 0), i1, j0, j1), off(i0, np.minimum(i1 + 1, len(zh)), j0, j1))
    more_en = np.minimum(off(i0, i1, np.maximum(j0 - 1, 0), j1), off(i0, i1, j0, np.minimum(j1 + 1, len(en))))
    features = np.stack([here, 0.1 * (x - y) ** 2 / (x + y + 6.0), here - more_zh, here - more_en], axis=1)
    need_zh = np.stack([off(i0 + 1, i1, j0, j1), off(i0, i1 - 1, j0, j1)], axis=1) - here[:, None]
    need_en = np.stack([off(i0, i1, j0 + 1, j1), off(i0, i1, j0, j1 - 1)], axis=1) - here[:, None]
    return features, need_zh, need_en


def _windows(zh: Side, en: Side, found: Candidates, pairs: WordPairs) -> tuple[Matches, Matches]:
    """Word matches of each sentence with the sentences that some candidate puts beside it, and one more on each end."""
    edges = found.edges
    first = np.full(len(zh) + 1, len(en), dtype=np.int64)
    last = np.zeros(len(zh) + 1, dtype=np.int64)
    for k in range(int(edges.n.max(initial=0))):
        inside = edges.n > k
        np.minimum.at(first, edges.i[inside] + k, np.maximum(edges.j[inside] - 1, 0))
        np.maximum.at(last, edges.i[inside] + k, np.minimum(edges.j[inside] + edges.m[inside] + 1, len(en)))
    first, last = first[:-1], last[:-1]
    # One more sentence on the Chinese side too; and both edges made to rise.
    first = np.minimum(first, np.concatenate([first[1:], [len(en)]]))
    last = np.maximum(last, np.concatenate([[0], last[:-1]]))
    first = np.ascontiguousarray(np.minimum.accumulate(first[::-1])[::-1])
    last = np.maximum.accumulate(last)
    return match_words(zh.words, en.words, pairs, first, np.maximum(first, last), disputed(found))


def disputed(found: Candidates) -> Bools:
    """bool `(n_zh,)`: Chinese sentences about which there is something to decide, and their neighbours.

    Most sentences of a literal translation are in one candidate only; comparing their words would change nothing.
    """
    e = found.edges
    count_zh, count_en = found.open_zh.astype(np.int64), found.open_en.astype(np.int64)
    several = np.zeros(len(e), dtype=bool)
    for counts, begin, length in ((count_zh, e.i, e.n), (count_en, e.j, e.m)):
        for k in range(int(length.max(initial=0))):
            np.add.at(counts, begin[length > k] + k, 1)
    for counts, begin, length in ((count_zh, e.i, e.n), (count_en, e.j, e.m)):
        for k in range(int(length.max(initial=0))):
            several[length > k] |= counts[begin[length > k] + k] > 1
    out = found.open_zh.copy()
    for k in range(int(e.n.max(initial=0))):
        out[e.i[several & (e.n > k)] + k] = True
    return np.convolve(out, np.ones(3))[1:-1] > 0 if len(out) else out


def _marks(zh: Side, en: Side, found: Candidates) -> Floats:
    """float64 `(n_edges, 8)`: the features from "question" to "spoken"."""
    a, b = read_marks(zh.texts), read_marks(en.texts)
    sums_a, sums_b = (np.concatenate([np.zeros((1, x.shape[1])), np.cumsum(x, 0)]) for x in (a, b))
    edges = found.edges
    i0, i1, j0, j1 = edges.i, edges.i + edges.n, edges.j, edges.j + edges.m
    counts = np.abs((sums_a[i1] - sums_a[i0] - sums_b[j1] + sums_b[j0])[:, :3])
    begins, ends = a[i0, 3] != b[j0, 3], a[i1 - 1, 4] != b[j1 - 1, 4]
    spoken = _spoken(a[:, 6], b[:, 6], zh, en, found)
    return np.column_stack([np.minimum(counts, 2), begins, ends, a[i1 - 1, 5], b[j1 - 1, 5], spoken])


def _spoken(in_zh: Floats, in_en: Floats, zh: Side, en: Side, found: Candidates) -> Floats:
    """float64 `(n_edges,)`: the feature "spoken". `in_zh`, `in_en`: the share of each sentence in quotation marks.

    Novels and their translations put the same words into quotation marks, which helps to tell beads apart; scholars
    quote as they like, which would mislead. The beads of the coarse search show how much these two texts agree.
    """
    share_zh, share_en = _shares(in_zh, zh.lengths), _shares(in_en, en.lengths)
    edges = found.edges
    linked = np.array([step for step in found.best if step[2] and step[3]], np.int64).reshape(-1, 4)
    i, j, n, m = linked.T
    apart = np.abs(share_zh(edges.i, edges.n) - share_en(edges.j, edges.m))
    return np.asarray(apart * agreement(share_zh(i, n), share_en(j, m)))


def _shares(values: Floats, lengths: Floats) -> Callable[[Ints, Ints], Floats]:
    """A function of `start` and `size`: the mean of the values of so many sentences, weighted by their lengths."""
    total, whole = (np.concatenate([[0.0], np.cumsum(x)]) for x in (values * lengths, lengths))

    def of(start: Ints, size: Ints) -> Floats:
        here, length = total[start + size] - total[start], whole[start + size] - whole[start]
        return np.asarray(np.divide(here, length, out=np.zeros(len(start)), where=length > 0))

    return of


def _null(
    side: Side,
    single: Floats,
    ratio: float,
    begin: Ints,
    count: Ints,
    losses: Floats32,
    need: Floats,
    words: Words,
    matches: Matches,
) -> Floats32:
    """The NULL_FEATURES of the sentences of one side, as far as they are computed sentence by sentence."""
    out = np.zeros((len(side), len(NULL_FEATURES)), np.float32)
    out[:, 0] = single
    out[:, 1] = np.log1p(side.lengths * ratio / 100)
    weights = words.weights[words.ids]
    each = np.repeat(matches.width, np.diff(words.start))
    top = np.zeros(len(weights))
    met = np.flatnonzero(each)
    if len(met):
        top[met] = np.maximum.reduceat(matches.best, matches.at[met])
    out[:, 2] = share(weights * top, weights, words.start)
    several = count > 1
    for column, what in ((3, losses), (4, need)):
        best = np.full(len(side), -0.5)
        np.maximum.at(best, begin[several], what[several, 0])
        np.maximum.at(best, (begin + count - 1)[several], what[several, 1])
        out[:, column] = np.clip(best, -0.5, 1.5)
    return out


def share(part: Floats, whole: Floats32, start: Ints) -> Floats:
    """For each sentence the sum of `part` over the sum of `whole`; 0 for a sentence without words."""
    ends = [np.concatenate([[0.0], np.cumsum(x, dtype=np.float64)]) for x in (part, whole)]
    a, b = (x[start[1:]] - x[start[:-1]] for x in ends)
    return np.asarray(np.divide(a, b, out=np.zeros(len(start) - 1), where=b > 0))
