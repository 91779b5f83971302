"""Comparable mode: planted cases, the sample corpus, other accounts, events, mode auto, and time.

Cases: strict F1, averaged over three files of pairs and the seeds of benchmarks/cases.py; one set of defaults.
Sample corpus: the eight pairs of independent accounts (the translation pair is left out), with the links that other
accounts make sure. A link is right when one gold event has a member that shares a sentence with its Chinese side and
one that shares a sentence with its English side. A gold link is a pair of members of one event, one in each account; it
is found when a link shares a sentence with both. The accounts of benchmarks/accounts are counted alike, those that were
looked at all together and those that were not. Calibration error: of the links that are shown, in ten bins.
Events: pairs of sentences more than three apart that stand in one event, against those of the gold events.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

from aligner.align import align
from aligner.align.accounts import link_accounts
from aligner.align.comparable import align_comparable
from aligner.duplicates import find_duplicates
from aligner.embed import Encoder, load_encoder
from aligner.loading import load_documents
from aligner.records import Alignment, Document, Event, Place
from aligner.settings import Settings
from benchmarks.accounts import UNTOUCHED, topics
from benchmarks.cases import cases, document_of, read_pairs
from benchmarks.corpus import CORPUS, GoldEvent, load_gold
from benchmarks.harness import Score
from benchmarks.parallel import calibration_error

GOALS = {"shared": 0.93, "passage": 0.95, "quotes": 0.96, "twice": 0.90}
ORDERED = ("merged", "missing", "added", "swapped")  # kinds that mode auto should align in order
TELEGRAM = "telegram-14-may"
Told = Mapping[str, Sequence[tuple[str, frozenset[int]]]]  # event -> passages that tell it: document, sentences
APART = 3  # sentences of one document nearer than this are one passage


def scores(shared: Path) -> Iterator[Score]:
    encoder = load_encoder()
    yield from _cases(shared, encoder)
    yield from _corpus(encoder)
    seen = {topic.name for topic in topics()} - UNTOUCHED
    yield from _accounts("accounts", seen, encoder)
    yield from _accounts("untouched", UNTOUCHED, encoder)
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
    together, events = link_accounts(alignments, duplicates, vectors, encoder, Settings())
    told = {
        event.id: [(m.document, frozenset(sentences(documents[m.document], m))) for m in event.members]
        for event in gold.events
    }
    independent = [a for a in together if (a.zh.name, a.en.name) != gold.translation]
    right, found = judged(independent, told)
    yield Score("comparable/corpus/precision", _mean(right), 0.8)
    yield Score("comparable/corpus/recall", _mean([hit for _, hit in found]), 0.9)
    yield Score("comparable/corpus/telegram-recall", _mean([hit for name, hit in found if name == TELEGRAM]), 1.0)
    yield _calibration("corpus", independent, right)
    mine, theirs = pairs(events, documents), pairs(gold.events, documents)
    yield Score("comparable/events/precision", len(mine & theirs) / max(1, len(mine)))
    yield Score("comparable/events/recall", len(mine & theirs) / len(theirs))


def _accounts(name: str, some: Collection[str], encoder: Encoder) -> Iterator[Score]:
    compared: list[Alignment] = []
    right, found = [], []
    for topic in (topic for topic in topics() if topic.name in some):
        documents = topic.documents.values()
        vectors = {d.name: encoder.encode(d.matching_texts) for d in documents}
        alignments = [
            align_comparable(zh, en, vectors[zh.name], vectors[en.name], encoder, Settings())
            for zh in documents
            for en in documents
            if (zh.lang, en.lang) == ("zh", "en")
        ]
        duplicates = find_duplicates(list(documents), vectors, Settings().duplicates)
        together, _ = link_accounts(alignments, duplicates, vectors, encoder, Settings())
        these, hits = judged(together, topic.told)
        compared += together
        right += these
        found += [hit for _, hit in hits]
    yield Score(f"comparable/{name}/precision", _mean(right), 0.8)
    yield Score(f"comparable/{name}/recall", _mean(found))
    yield _calibration(name, compared, right)


def _calibration(name: str, alignments: Iterable[Alignment], right: list[bool]) -> Score:
    """How far the confidence of the links that are shown is from how often they are right. `right`: from `judged`."""
    sure = [bead.score for alignment in alignments for bead in alignment.links()]
    return Score(f"comparable/{name}/calibration-error", calibration_error(sure, right), higher_is_better=False)


def judged(alignments: Iterable[Alignment], told: Told) -> tuple[list[bool], list[tuple[str, bool]]]:
    """Whether each link is right; and of each gold link its event, and whether it is found."""
    right, found = [], []
    for alignment in alignments:
        zh, en = alignment.zh.name, alignment.en.name
        links = [
            (event, x, y)
            for event, places in told.items()
            for (a, x), (b, y) in product(places, places)
            if (a, b) == (zh, en)
        ]
        beads = [(set(bead.zh), set(bead.en)) for bead in alignment.links()]
        right += [any(z & x and e & y for _, x, y in links) for z, e in beads]
        found += [(event, any(z & x and e & y for z, e in beads)) for event, x, y in links]
    return right, found


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


def _speed(shared: Path, encoder: Encoder) -> Iterator[Score]:
    """Seconds for 2,000 x 2,000 sentences, without embedding and compiling."""
    pairs_ = [p for f in ("wmt22_zh-en", "wmt22_en-zh") for p in read_pairs(shared / "eval" / "pairs" / f"{f}.jsonl")]
    zh = document_of([p["zh"] for p in pairs_[:2000]], "zh", "zh")
    en = document_of([p["en"] for p in pairs_[1000:3000]], "en", "en")
    vectors = encoder.encode(zh.matching_texts), encoder.encode(en.matching_texts)
    began = time.perf_counter()
    align_comparable(zh, en, *vectors, encoder, Settings())
    yield Score("comparable/2000x2000/seconds", time.perf_counter() - began, 5.0, higher_is_better=False)


def _mean(values: Sequence[float] | Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0
