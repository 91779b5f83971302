"""Repeats: planted copies found again, false groups in clean text, retold sentences paired, the seed chapter, time.

Retold: the protocol of the development data's README. The model of `evidence.py` was fitted on every second hundred of
the pairs; `held-out` are the other hundreds, `all` is the whole file.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from aligner.duplicates import find_duplicates
from aligner.duplicates.evidence import Relation, Side, candidates, log_odds
from aligner.embed import Encoder, load_encoder
from aligner.read.source import SourceText
from aligner.records import Document, DuplicateGroup, Lang, RepeatKind
from aligner.segment import segment
from aligner.settings import DuplicateSettings
from benchmarks.harness import Score
from benchmarks.planting import KINDS, plant, span_f1, texts

GOALS = {"exact": 0.98, "edited-5": 0.95, "edited-15": 0.88, "reordered": 0.95, "truncated": 0.95}
RETOLD: tuple[tuple[str, str, str, Lang, Lang], ...] = (
    ("en", "wmt22_zh-en.jsonl", "en/en_refB", "en", "en"),
    ("zh", "wmt22_en-zh.jsonl", "zh/zh_refB", "zh", "zh"),
    ("zh-en", "wmt22_zh-en.jsonl", "zh/en", "zh", "en"),
    ("en-zh", "wmt22_en-zh.jsonl", "zh/en", "zh", "en"),
)
SHORTEST = 20  # characters of a segment that takes part


def scores(shared: Path) -> Iterator[Score]:
    encoder = load_encoder("embedded")
    clean = list(texts(shared))
    yield from planted(clean)
    yield from false_groups(clean, encoder)
    for name, file, keys, lang, other in RETOLD:
        yield from retold(shared / "eval" / "pairs" / file, keys.split("/"), (lang, other), name, encoder)
    yield Score("duplicates/seed-chapter", float(seed_chapter(shared, encoder)), 1.0)
    yield Score("duplicates/1m-characters/seconds", seconds(shared), 3.0, higher_is_better=False)


def planted(clean: Sequence[tuple[Lang, list[str]]]) -> Iterator[Score]:
    """Span F1 over all texts and both languages."""
    for kind in KINDS:
        total = np.zeros(3)
        for k, (lang, sentences) in enumerate(clean):
            made = plant(sentences, lang, kind, random.Random(k))
            total += span_f1(made, _found(_document(made.text, lang), None))
        found, told, wanted = total
        yield Score(f"duplicates/planted/{kind}/span-f1", 2 * found / (told + wanted), GOALS[kind])


def false_groups(clean: Sequence[tuple[Lang, list[str]]], encoder: Encoder) -> Iterator[Score]:
    """Groups of any kind, furniture aside, in texts without repeats, for 10,000 sentences."""
    groups = sentences = 0
    for lang, told in clean:
        document = _document("\n".join(told), lang)
        groups += len(_found(document, encoder))
        sentences += len(document.sentences)
    yield Score("duplicates/clean/false-groups-in-10000", 1e4 * groups / sentences, 1.0, higher_is_better=False)


def retold(path: Path, keys: Sequence[str], langs: tuple[Lang, Lang], name: str, encoder: Encoder) -> Iterator[Score]:
    """P@1, both directions averaged, and the best F1 over thresholds, of all pairs of segments."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for part in ("held-out", "all"):
        pairs = [(r[keys[0]], r[keys[1]]) for k, r in enumerate(rows) if part == "all" or (k // 100) % 2]
        pairs = [p for p in pairs if p[0] != p[1] and min(map(len, p)) >= SHORTEST]
        n = len(pairs)
        a, b = (
            Side(lang, texts, encoder.encode(texts), np.arange(n, dtype=np.int32))
            for lang, texts in zip(langs, zip(*pairs, strict=True), strict=True)
        )
        relation: Relation = "within" if langs[0] == langs[1] else "across"
        found = candidates(a, b)
        odds = log_odds(found, relation)
        table = np.full((n, n), -np.inf)
        table[found.pairs[:, 0], found.pairs[:, 1]] = odds
        first = np.mean([(table.argmax(axis=axis) == np.arange(n)).mean() for axis in (0, 1)])
        right = np.cumsum((found.pairs[:, 0] == found.pairs[:, 1])[np.argsort(-odds)])
        f1 = 2 * right / (np.arange(1, len(odds) + 1) + n)
        yield Score(f"duplicates/retold/{name}/{part}/p@1", float(first), 0.97 if name == "en" else None)
        yield Score(f"duplicates/retold/{name}/{part}/best-f1", float(f1.max()), 0.9)


def seed_chapter(shared: Path, encoder: Encoder) -> bool:
    """Whether the chapter that stands twice is one group of two that cover all but the first and last fragment."""
    text = next((shared / "seeds").glob("002*.txt")).read_text(encoding="utf-8")
    groups = _found(_document(text, "zh"), encoder)
    if len(groups) != 1 or len(groups[0].members) != 2:
        return False
    first, second = (m.span for m in groups[0].members)
    return first.start < 100 and second.start - first.end < 5 and len(text) - second.end < 100


def seconds(shared: Path) -> float:
    """Time for copies in a million characters of both languages; reading and segmenting aside."""
    text = ""
    for file in sorted((shared / "eval" / "pairs").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text += f"{row['zh']}\n{row['en']}\n"
    document = _document(text[:1_000_000], "en")
    _found(_document(text[:2_000], "en"), None)  # compiled by now
    start = time.perf_counter()
    _found(document, None)
    return time.perf_counter() - start


def _document(text: str, lang: Lang) -> Document:
    return segment(SourceText("text", text, lang=lang))


def _found(document: Document, encoder: Encoder | None) -> list[DuplicateGroup]:
    """The groups of a document, furniture aside; retold ones with an encoder only."""
    vectors = {document.name: encoder.encode(document.matching_texts)} if encoder else {}
    groups = find_duplicates([document], vectors, DuplicateSettings(retold=encoder is not None))
    return [g for g in groups if g.kind is not RepeatKind.FURNITURE]
