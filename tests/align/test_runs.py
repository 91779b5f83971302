"""Parallel mode with an encoder whose vectors do not add up: runs are embedded whole, where there is a choice, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from aligner.align import align
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


def test_a_run_is_one_text() -> None:
    """Chinese sentences are joined without a space, English ones with one."""
    encoder = Opaque()
    aligned(ZH, JOINED, encoder)
    assert ZH[4] + ZH[5] in encoder.asked
    assert f"{EN[0]} {EN[1]}" in encoder.asked
