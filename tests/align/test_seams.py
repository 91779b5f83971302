"""How well two boundaries fit: against a slow oracle, and on a story."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.align.parallel.band import full_band
from aligner.align.parallel.seams import seam_evidence, seams
from aligner.align.parallel.words import Words, read_words
from aligner.embed.embedded import EmbeddedEncoder
from tests.align.story import STORY

WIDTH = 6


def words_of(counts: list[int], seed: int) -> Words:
    rng = np.random.default_rng(seed)
    rows, scales = rng.integers(-127, 128, (9, 4)).astype(np.int8), rng.random(9).astype(np.float32)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    return Words(start, rng.integers(0, 9, int(start[-1])), rows, scales)


def slow(zh: Words, en: Words, i: int, j: int) -> tuple[float, float]:
    """cos(after, after'), and cos(before, before'), less the mean of what is crossed, word by word."""
    ratio = min(max(len(en.ids) / max(len(zh.ids), 1), 0.8), 2.5)

    def total(words: Words, numbers: list[int]) -> np.ndarray:
        out = np.zeros(4)
        for k in numbers:
            if 0 <= k < len(words.ids):
                out += words.rows[words.ids[k]] * words.scales[words.ids[k]]
        size = np.linalg.norm(out)
        return out / size if size > 0 else out

    def around(words: Words, at: int, width: int) -> tuple[np.ndarray, np.ndarray]:
        return total(words, list(range(at - width, at))), total(words, list(range(at, at + width)))

    (b, a), (d, c) = around(zh, int(zh.start[i]), WIDTH), around(en, int(en.start[j]), round(WIDTH * ratio))
    crossed = float(b @ c + a @ d) / 2
    return float(a @ c) - crossed, float(b @ d) - crossed


counts = st.lists(st.integers(0, 14), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(zh=counts, en=counts, seed=st.integers(0, 99))
def test_every_node_is_what_the_slow_way_finds(zh: list[int], en: list[int], seed: int) -> None:
    left, right = words_of(zh, seed), words_of(en, seed + 1)
    band = full_band(len(zh), len(en))
    found = np.concatenate(seams(left, right, band, [WIDTH])).T.reshape(len(zh) + 1, len(en) + 1, 2)
    expected = [[slow(left, right, i, j) for j in range(len(en) + 1)] for i in range(len(zh) + 1)]
    np.testing.assert_allclose(found, expected, atol=1e-4)


def test_true_boundaries_fit_better_than_those_a_sentence_off() -> None:
    encoder = EmbeddedEncoder()
    zh, en = (read_words(side, encoder) for side in zip(*STORY, strict=True))
    n = len(STORY)
    found = np.add(*seams(zh, en, full_band(n, n), [WIDTH])).reshape(n + 1, n + 1)
    inner = range(1, n)
    best = [max(found[i, i - 1], found[i, i + 1], found[i - 1, i], found[i + 1, i]) < found[i, i] for i in inner]
    assert sum(best) >= 0.8 * len(best)


def test_the_right_bead_shows_at_its_ends_and_a_double_one_inside() -> None:
    encoder = EmbeddedEncoder()
    zh, en = (read_words(side, encoder) for side in zip(*STORY, strict=True))
    n = len(STORY)
    beads = np.array([(4, 4, 4, 4, 4), (4, 4, 4, 4, 5), (1, 1, 2, 2, 2), (1, 2, 1, 2, 2)])  # i, j, n, m
    found = seam_evidence(zh, en, full_band(n, n), *beads)
    right, longer, inside = found[:, 3], found[:, 4], found[:, 5]
    assert right[0] > max(right[1], right[2])
    assert longer[0] > max(longer[1], longer[2])
    assert (inside[:3] == 0).all()
    assert inside[3] > inside[4]
