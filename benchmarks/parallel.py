"""Parallel alignment: gold texts, made cases, and how far confidence can be trusted.

MAC-Dev is scored with weights that do not know the chapter (`parallel_folds.json`, written by `training.crf --folds`).
Its sentences come without paragraphs; "with-paragraphs" is the same with paragraphs planted: a gold bead in three
begins one, one of ten is lost on either side, and .03 of the sentences begin one of their own.
Cases are scored on links: their gold holds no null beads.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import numpy as np

from aligner.align.evaluate import Tally, compare_beads
from aligner.align.parallel import align_parallel
from aligner.align.parallel.model import Model, read_model
from aligner.embed import load_encoder
from aligner.records import Alignment, Document
from aligner.settings import ParallelSettings
from benchmarks.cases import cases, document_of
from benchmarks.harness import Score

FOLDS = Path(__file__).with_name("parallel_folds.json")
GOALS = {"merged": 0.96, "missing": 0.975, "added": 0.99, "swapped": 0.95}
BINS = 10
BEGINS_ONE, LOST, OF_ITS_OWN = 1 / 3, 0.1, 0.03  # shares of beads and of sentences, where paragraphs are planted


def scores(shared: Path) -> Iterator[Score]:
    total, sure, right = novels(shared)
    yield Score("align/mac-dev/strict-f1", total.strict.f1, 0.94)
    yield Score("align/mac-dev/lax-f1", total.lax.f1)
    yield Score("align/mac-dev/calibration-error", calibration_error(sure, right), 0.03, higher_is_better=False)
    yield Score("align/mac-dev/wrong-among-least-sure-tenth", wrong_among_least_sure(sure, right), 0.45)
    yield Score("align/mac-dev/with-paragraphs/strict-f1", novels(shared, paragraphs=True)[0].strict.f1)
    academic = Tally()
    for path in sorted((shared / "eval" / "align" / "academic").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        found = [(b.zh, b.en) for b in aligned(*documents(data["zh"], data["en"])).beads]
        academic += compare_beads([(tuple(zh), tuple(en)) for zh, en in data["gold"]], found)
    yield Score("align/academic/strict-f1", academic.strict.f1, 0.992)
    for kind, goal in GOALS.items():
        tally = Tally()
        for case in cases(shared, (kind,)):
            tally += compare_beads(case.gold, [(b.zh, b.en) for b in aligned(*documents(case.zh, case.en)).links()])
        yield Score(f"align/cases/{kind}/strict-f1", tally.strict.f1, goal)
    links = [sum(1 for _ in aligned(*documents(case.zh, case.en)).links()) for case in cases(shared, ("nothing",))]
    yield Score("align/cases/nothing/links-per-120", float(np.mean(links)), 2, higher_is_better=False)


def novels(shared: Path, *, paragraphs: bool = False) -> tuple[Tally, list[float], list[bool]]:
    """MAC-Dev, a book left out: the counts, and for every bead found how sure it was and whether it is right."""
    folds = json.loads(FOLDS.read_text(encoding="utf-8"))
    total, sure, right = Tally(), [], []
    for path in sorted((shared / "eval" / "align" / "mac-dev").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        pair = documents(data["zh"], data["en"])
        if paragraphs:
            pair = with_paragraphs(*pair, data["gold"])
        alignment = aligned(*pair, read_model(folds[f"mac-dev/{path.stem}"]))
        gold = {(tuple(zh), tuple(en)) for zh, en in data["gold"]}
        total += compare_beads(gold, [(b.zh, b.en) for b in alignment.beads])
        sure += [b.score for b in alignment.beads]
        right += [(b.zh, b.en) in gold for b in alignment.beads]
    return total, sure, right


def with_paragraphs(zh: Document, en: Document, gold: list[tuple[list[int], list[int]]]) -> tuple[Document, Document]:
    """The texts with paragraphs planted."""
    rng = random.Random("paragraphs")
    begins = [{i for i in range(len(d.sentences)) if rng.random() < OF_ITS_OWN} for d in (zh, en)]
    for bead in gold:
        if all(bead) and rng.random() < BEGINS_ONE:
            for side, own in zip(bead, begins, strict=True):
                if rng.random() >= LOST:
                    own.add(side[0])
    return cut(zh, begins[0]), cut(en, begins[1])


def cut(document: Document, begins: set[int]) -> Document:
    numbers = accumulate(int(s.index in begins) for s in document.sentences)
    rows = tuple(replace(s, paragraph=k) for s, k in zip(document.sentences, numbers, strict=True))
    return replace(document, sentences=rows, fixed=False)


def documents(zh: Sequence[str], en: Sequence[str]) -> tuple[Document, Document]:
    """Lists of sentences as documents."""
    return document_of(list(zh), "zh", "zh"), document_of(list(en), "en", "en")


def aligned(zh: Document, en: Document, model: Model | None = None) -> Alignment:
    return align_parallel(zh, en, None, None, load_encoder("embedded"), ParallelSettings(), model)


def calibration_error(sure: list[float], right: list[bool]) -> float:
    """Expected calibration error: the mean gap between confidence and truth over bins of equal width."""
    p, hit = np.array(sure), np.array(right, dtype=float)
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(sum(abs((p[bins == b] - hit[bins == b]).sum()) for b in range(BINS)) / len(p))


def wrong_among_least_sure(sure: list[float], right: list[bool], share: float = 0.1) -> float:
    """The part of all wrong beads that a reader finds who checks the least sure tenth."""
    order = np.argsort(sure, kind="stable")
    wrong = ~np.array(right)[order]
    return float(wrong[: round(share * len(wrong))].sum() / max(1, wrong.sum()))
