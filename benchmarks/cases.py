"""Alignment cases on which monotone aligners fail, made from real pairs by `make_cases.py` of the data folder."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from aligner.read import SourceText
from aligner.records import Document, Lang
from aligner.segment import segment

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts of one sentence a line, and which sentences correspond (0-based)."""

    kind: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    gold: Beads


def document_of(sentences: Iterable[str], lang: Lang, name: str) -> Document:
    """A document of one sentence a line, as `--lines` reads it."""
    return segment(SourceText(name, "".join(f"{text}\n" for text in sentences), lang=lang), lines=True)


def cases(shared: Path, kinds: tuple[str, ...], seeds: tuple[int, ...] = (1, 2, 3), copies: int = 3) -> Iterator[Case]:
    """`copies` cases of each kind for each seed, from each file of pairs that is in document order."""
    maker = _make_cases(shared)
    for file in ("wmt22_zh-en", "wmt22_en-zh", "ud_pud"):
        pairs = read_pairs(shared / "eval" / "pairs" / f"{file}.jsonl")
        for kind in kinds:
            for seed in seeds:
                for copy in range(copies):
                    rng = random.Random(f"{seed}-{kind}-{copy}")
                    zh, en, gold = maker.build(kind, maker.Source(pairs, rng), rng)
                    yield Case(kind, tuple(zh), tuple(en), [(tuple(z), tuple(e)) for z, e in gold])


def read_pairs(path: Path) -> list[dict[str, str]]:
    """Pairs as `make_cases.py` takes them: no short ones, none twice."""
    pairs: list[dict[str, str]] = []
    seen: set[str] = set()
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            zh, en = record["zh"].strip(), record["en"].strip()
            if len(zh) >= 8 and len(en) >= 20 and zh not in seen and en not in seen:
                seen |= {zh, en}
                pairs.append({"zh": zh, "en": en})
    return pairs


def _make_cases(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_cases", shared / "eval" / "make_cases.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
