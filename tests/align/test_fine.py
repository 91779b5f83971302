"""The evidence on candidate beads, against what is read off the texts one bead at a time."""

from __future__ import annotations

from functools import cache
from math import log, log1p

import numpy as np
import pytest

from aligner.align.parallel.band import full_band
from aligner.align.parallel.candidates import Candidates
from aligner.align.parallel.fine import LINK_FEATURES, NULL_FEATURES, Evidence, gather
from aligner.align.parallel.grid import measure
from aligner.align.parallel.marks import MARKS, read_marks
from aligner.align.parallel.model import load_model
from aligner.align.parallel.shapes import shapes
from aligner.align.parallel.stages import find_candidates
from aligner.align.parallel.texts import Side, centred
from aligner.align.parallel.words import read_words
from aligner.embed.embedded import EmbeddedEncoder
from tests.align.story import STORY

ADDED = [  # with marks that differ
    ("他问：“你看见了什么？真的？啊？", "He asked: “So what did you see."),
    ("是鲸鱼吗？”", "Was it a whale?”"),
    ("是的，老人说，", "“It was! It was!” said the old man."),
    ("“一条大鲸鱼！”", "“A great whale!"),
]


def side(texts: list[str]) -> Side:
    words = read_words(texts, EmbeddedEncoder())
    return Side(tuple(texts), centred(words.sums()), words, np.zeros(len(texts), np.int64))


@cache
def gathered() -> tuple[Side, Side, Candidates, Evidence]:
    """A story of which two sentences are told as one, and some are missing on either side."""
    zh_texts, en_texts = map(list, zip(*STORY[:6], *ADDED, *STORY[6:], strict=True))
    en_texts[3:5] = [" ".join(en_texts[3:5])]
    del en_texts[12], zh_texts[17]
    zh, en, model, kinds = side(zh_texts), side(en_texts), load_model(), shapes(4)
    grid = measure(zh, en, full_band(len(zh), len(en)), 4)
    found = find_candidates(zh, en, grid, kinds, model.coarse, model.coarse_transitions)
    return zh, en, found, gather(zh, en, grid, found)


def size(texts: tuple[str, ...]) -> int:
    return len("".join("".join(texts).split()))


def of(name: str) -> np.ndarray:
    return gathered()[3].links[:, LINK_FEATURES.index(name)]


def test_lengths_are_those_of_the_texts() -> None:
    zh, en, found, _ = gathered()

    def off(i0: int, i1: int, j0: int, j1: int) -> float:
        return abs(log((size(en.texts[j0:j1]) + 3) / (size(zh.texts[i0:i1]) * found.usual.ratio + 3)))

    e = found.edges
    assert len(e) > len(STORY)
    for k, (i, j, n, m) in enumerate(zip(e.i.tolist(), e.j.tolist(), e.n.tolist(), e.m.tolist(), strict=True)):
        x, y = size(zh.texts[i : i + n]) * found.usual.ratio, size(en.texts[j : j + m])
        here = off(i, i + n, j, j + m)
        wider_zh = [off(a, b, j, j + m) for a, b in ((i - 1, i + n), (i, i + n + 1)) if a >= 0 and b <= len(zh)]
        wider_en = [off(i, i + n, a, b) for a, b in ((j - 1, j + m), (j, j + m + 1)) if a >= 0 and b <= len(en)]
        at_edge_zh, at_edge_en = len(wider_zh) < 2, len(wider_en) < 2  # what is not there changes nothing
        assert of("length")[k] == pytest.approx(here, abs=1e-5)
        assert of("mass")[k] == pytest.approx((x - y) ** 2 / (x + y + 6) / 10, rel=1e-4)
        assert of("length-zh")[k] == pytest.approx(here - min(wider_zh + [here] * at_edge_zh), abs=1e-5)
        assert of("length-en")[k] == pytest.approx(here - min(wider_en + [here] * at_edge_en), abs=1e-5)
        assert (of("extra")[k], of("both")[k]) == (n + m - 2, min(n, m) - 1)


def test_marks_are_counted_over_the_sentences_of_a_bead() -> None:
    zh, en, found, _ = gathered()
    e = found.edges
    marks = [
        dict(zip(MARKS, map(list, zip(*read_marks(s.texts).tolist(), strict=True)), strict=True)) for s in (zh, en)
    ]
    assert max(of("question")) == max(of("exclamation")) == 2
    for k, (i, j, n, m) in enumerate(zip(e.i.tolist(), e.j.tolist(), e.n.tolist(), e.m.tolist(), strict=True)):
        for name in ("question", "exclamation", "speeches"):
            difference = abs(sum(marks[0][name][i : i + n]) - sum(marks[1][name][j : j + m]))
            assert of(name)[k] == min(2, difference), (name, i, j, n, m)
        assert of("begins-inside")[k] == (marks[0]["begins-inside"][i] != marks[1]["begins-inside"][j])
        assert of("ends-inside")[k] == (marks[0]["ends-inside"][i + n - 1] != marks[1]["ends-inside"][j + m - 1])
        assert of("unfinished-zh")[k] == marks[0]["unfinished"][i + n - 1]
        assert of("unfinished-en")[k] == marks[1]["unfinished"][j + m - 1]


def test_what_speaks_for_a_sentence_alone() -> None:
    """Its length; and no bead covers its words better than all sentences near it."""
    zh, en, found, evidence = gathered()
    e = found.edges
    for one, null, ratio, begin, count, covered in (
        (zh, evidence.null_zh, found.usual.ratio, e.i, e.n, of("covered-zh")),
        (en, evidence.null_en, 1.0, e.j, e.m, of("covered-en")),
    ):
        column = {name: null[:, k] for k, name in enumerate(NULL_FEATURES)}
        expected = [log1p(size((text,)) * ratio / 100) for text in one.texts]
        assert column["null-length"] == pytest.approx(expected, abs=1e-5)
        single = count == 1
        assert single.sum() >= len(one)
        assert (column["null-covered"][begin[single]] >= covered[single] - 1e-6).all()
        assert (column["null-covered"] <= 1 + 1e-6).all()
