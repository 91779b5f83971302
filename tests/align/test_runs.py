"""Parallel mode with an encoder whose vectors do not add up: runs are embedded whole, where there is a choice, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest

from aligner.align import align
from aligner.align.parallel.asked_runs import _asked
from aligner.align.parallel.band import Band
from aligner.align.parallel.candidates import Edges
from aligner.embed import Encoder, Vectors
from aligner.embed.embedded import EmbeddedEncoder
from aligner.records import Alignment
from aligner.settings import Settings
from benchmarks.cases import document_of
from tests.align.story import STORY

ZH, EN = [zh for zh, _ in STORY], [en for _, en in STORY]


class Opaque:
    """The embedded encoder as a transformer shows itself: `encode` only. Remembers what it was asked."""

    name = "opaque"

    def __init__(self) -> None:
        self._inner = EmbeddedEncoder()
        self.asked: Counter[str] = Counter()

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked.update(texts)
        return self._inner.encode(texts)


def aligned(zh: list[str], en: list[str], encoder: Encoder) -> Alignment:
    return align(
        document_of(zh, "zh", "zh.txt"), document_of(en, "en", "en.txt"), None, None, encoder, Settings("parallel")
    )


JOINED = [*EN[:4], " ".join(EN[4:6]), *EN[6:9], " ".join(EN[9:12]), *EN[12:]]


@pytest.mark.parametrize("en", [EN, JOINED, EN[:5] + EN[8:]], ids=["plain", "joined", "cut"])
def test_the_links_are_those_of_the_sums_where_runs_are_their_sums(en: list[str]) -> None:
    ours, theirs = aligned(ZH, en, EmbeddedEncoder()), aligned(ZH, en, Opaque())
    assert [(b.zh, b.en) for b in theirs.beads] == [(b.zh, b.en) for b in ours.beads]


def test_each_run_is_embedded_once_and_few_are() -> None:
    """Of the runs of up to eight sentences in the band there are some fifty a sentence."""
    encoder = Opaque()
    aligned(ZH, JOINED, encoder)
    assert max(encoder.asked.values()) == 1
    runs = [text for text in encoder.asked if text not in {*ZH, *JOINED}]
    assert len(runs) < 5 * (len(ZH) + len(JOINED)), len(runs)


def test_what_is_asked_for_is_what_evidence_looks_up() -> None:
    """The bead, a sentence more or less at each end, and both parts of each cut, where they are in band and limit."""
    limit, found = 5, set()
    band = Band(np.array([0, 0, 1, 2, 4, 5]), np.array([4, 5, 7, 7, 8, 8]))
    edges = np.array([(0, 0, 1, 1), (1, 2, 2, 3), (2, 4, 3, 2), (4, 6, 1, 1), (1, 1, 1, 4)])
    for i, j, n, m in edges.tolist():
        found |= {(i, j, n, m), (i + 1, j, n - 1, m), (i, j, n - 1, m), (i, j + 1, n, m - 1), (i, j, n, m - 1)}
        found |= {(i - 1, j, n + 1, m), (i, j, n + 1, m), (i, j - 1, n, m + 1), (i, j, n, m + 1)}
        for p, q in product(range(1, n), range(1, m)):
            found |= {(i, j, p, q), (i + p, j + q, n - p, m - q)}
    inside = {
        (i, j, n, m)
        for i, j, n, m in found
        if n > 0 and m > 0 and n + m <= limit + 1 and 0 <= i <= band.n_zh and band.lo[i] <= j < band.hi[i]
    }
    asked = _asked(band, Edges(*edges.T, np.zeros(len(edges), np.int64)), limit)
    assert {tuple(row) for row in asked.tolist()} == inside
    assert not len(_asked(band, Edges(*np.zeros((5, 0), np.int64)), limit))


def test_a_run_is_one_text() -> None:
    """Chinese sentences are joined without a space, English ones with one."""
    encoder = Opaque()
    aligned(ZH, JOINED, encoder)
    assert ZH[4] + ZH[5] in encoder.asked
    assert f"{EN[0]} {EN[1]}" in encoder.asked
