"""Comparable mode: planted cases, the sample corpus, events, mode auto, and time.

Cases: strict F1, averaged over three files of pairs and the seeds of benchmarks/cases.py; one set of defaults.
Sample corpus: the eight pairs of independent accounts (the translation pair is left out), with the links that other
accounts make sure. A link is right when one gold event has a member that shares a sentence with its Chinese side and
one that shares a sentence with its English side. A gold link is a pair of members of one event, one in each account; it
is found when a link shares a sentence with both.
Events: pairs of sentences more than three apart that stand in one event, against those of the gold events.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from aligner.align import align
from aligner.align.comparable import align_comparable
from aligner.align.events import gather_events
from aligner.align.through import link_through
from aligner.align.within import align_within
from aligner.duplicates import find_duplicates
from aligner.embed import Encoder, load_encoder
from aligner.loading import load_documents
from aligner.records import Alignment, Document, Event, Place
from aligner.settings import Settings
from benchmarks.cases import cases, document_of, read_pairs
from benchmarks.corpus import CORPUS, GoldEvent, load_gold
from benchmarks.harness import Score

GOALS = {"shared": 0.93, "passage": 0.95, "quotes": 0.96, "twice": 0.90}
ORDERED = ("merged", "missing", "added", "swapped")  # kinds that mode auto should align in order
TELEGRAM = "telegram-14-may"
APART = 3  # sentences of one document nearer than this are one passage


def scores(shared: Path) -> Iterator[Score]:
    encoder = load_encoder()
    yield from _cases(shared, encoder)
    yield from _corpus(encoder)
    yield from _auto(shared, encoder)
    yield from _speed(shared, encoder)


def _cases(shared: Path, encoder: Encoder) -> Iterator[Score]:
    found: dict[str, list[float]] = {}
    for case in cases(shared, (*GOALS, "nothing"), copies=1):
        alignment = _align(document_of(case.zh, "zh", "zh"), document_of(case.en, "en", "en"), encoder)
        beads, gold = {(b.zh, b.en) for b in alignment.beads}, set(case.gold)
        value = 2 * len(beads & gold) / (len(beads) + len(gold)) if gold else float(len(beads))
        found.setdefault(case.kind, []).append(value)
    for kind, goal in GOALS.items():
        yield Score(f"comparable/{kind}/strict-f1", _mean(found[kind]), goal)
    yield Score("comparable/nothing/most-links", max(found["nothing"]), 2, higher_is_better=False)


def _align(zh: Document, en: Document, encoder: Encoder) -> Alignment:
    vectors = encoder.encode(zh.matching_texts), encoder.encode(en.matching_texts)
    return align_comparable(zh, en, *vectors, encoder, Settings())


def _corpus(encoder: Encoder) -> Iterator[Score]:
    gold = load_gold()
    documents = sample_documents()
    vectors = {d.name: encoder.encode(d.matching_texts) for d in documents.values()}
    alignments = [
        align(documents[a], documents[b], vectors[a], vectors[b], encoder, Settings())
        for a in gold.documents("zh")
        for b in gold.documents("en")
    ]
    duplicates = find_duplicates(list(documents.values()), vectors, Settings().duplicates)
    within = align_within(alignments, vectors, encoder, Settings())
    events = gather_events([*alignments, *within], duplicates)
    right, found, telegram = [], [], []
    for alignment in link_through(alignments, duplicates):
        zh, en = alignment.zh, alignment.en
        if (zh.name, en.name) == gold.translation:
            continue
        links = [
            (event.id, sentences(zh, x), sentences(en, y))
            for event in gold.events
            for x in event.told_in(zh.name)
            for y in event.told_in(en.name)
        ]
        beads = [(set(bead.zh), set(bead.en)) for bead in alignment.beads]
        right += [any(z & x and e & y for _, x, y in links) for z, e in beads]
        hits = [(name, any(z & x and e & y for z, e in beads)) for name, x, y in links]
        found += [hit for _, hit in hits]
        telegram += [hit for name, hit in hits if name == TELEGRAM]
    yield Score("comparable/corpus/precision", _mean(right), 0.8)
    yield Score("comparable/corpus/recall", _mean(found), 0.9)
    yield Score("comparable/corpus/telegram-recall", _mean(telegram), 1.0)
    mine, theirs = pairs(events, documents), pairs(gold.events, documents)
    yield Score("comparable/events/precision", len(mine & theirs) / max(1, len(mine)))
    yield Score("comparable/events/recall", len(mine & theirs) / len(theirs))


def sample_documents() -> dict[str, Document]:
    """The sample corpus as read, by the names that the gold files use."""
    read, _ = load_documents([CORPUS / "zh", CORPUS / "en"], Settings())
    named = [replace(d, name=f"{d.lang}/{Path(d.name).name}") for d in read]
    return {d.name: d for d in named}


def sentences(document: Document, place: Place) -> set[int]:
    return {s.index for s in document.sentences if s.span.overlaps(place.span)}


def pairs(
    events: Sequence[Event] | Sequence[GoldEvent], documents: dict[str, Document]
) -> set[tuple[tuple[str, int], tuple[str, int]]]:
    """Pairs of sentences that stand in one event, but neighbours of one passage."""
    out = set()
    for event in events:
        nodes = sorted({(p.document, i) for p in event.members for i in sentences(documents[p.document], p)})
        out |= {(a, b) for a, b in combinations(nodes, 2) if a[0] != b[0] or b[1] - a[1] > APART}
    return out


def _auto(shared: Path, encoder: Encoder) -> Iterator[Score]:
    """The share of cases, of all kinds, whose mode is found. `swapped` and the like are in order, moves included."""
    right = []
    for case in cases(shared, (*ORDERED, *GOALS, "nothing"), seeds=(1,), copies=1):
        zh, en = document_of(case.zh, "zh", "zh"), document_of(case.en, "en", "en")
        vectors = encoder.encode(case.zh), encoder.encode(case.en)
        mode = align(zh, en, *vectors, encoder, Settings()).mode
        right.append(mode == ("parallel" if case.kind in ORDERED else "comparable"))
    yield Score("comparable/auto/right", _mean(right), 1.0)


def _speed(shared: Path, encoder: Encoder, size: int = 2000) -> Iterator[Score]:
    """Seconds for 2,000 x 2,000 sentences, evidence and reasons included, embedding not; compiled before."""
    pairs_ = [p for f in ("wmt22_zh-en", "wmt22_en-zh") for p in read_pairs(shared / "eval" / "pairs" / f"{f}.jsonl")]
    zh = document_of([p["zh"] for p in pairs_[:size]], "zh", "zh")
    en = document_of([p["en"] for p in pairs_[size // 2 : size // 2 + size]], "en", "en")
    vectors = encoder.encode(zh.matching_texts), encoder.encode(en.matching_texts)
    began = time.perf_counter()
    align_comparable(zh, en, *vectors, encoder, Settings())
    yield Score("comparable/2000x2000/seconds", time.perf_counter() - began, 5.0, higher_is_better=False)


def _mean(values: Sequence[float] | Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
