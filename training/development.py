"""The development sets: pairs, and how they are scored after each epoch and by `benchmarks/retrieval.py`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from training.data import Floats
from training.retrieval import precision_at_1

LEAST = 6  # Chinese characters; shorter pairs ("好的", "OK") have many right partners
SETS = {"wmt22-zh-en": "wmt22_zh-en", "wmt22-en-zh": "wmt22_en-zh", "ud-pud": "ud_pud", "wmt23-en-zh": "wmt23_en-zh"}
Encode = Callable[[Sequence[str]], Floats]


def pairs(path: Path) -> list[tuple[str, str]]:
    """The pairs of a file, the first of those that repeat a Chinese or an English text: ties have no right answer.

    (wmt22_en-zh says "Tap Settings." eleven times: 118 of its 2,013 pairs go.)
    """
    kept: list[tuple[str, str]] = []
    seen: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        zh, en = row["zh"], row["en"]
        if len(zh) >= LEAST and zh not in seen and en not in seen:
            kept.append((zh, en))
        seen |= {zh, en}
    return kept


def beads(folder: Path) -> list[tuple[str, str]]:
    """The gold beads of all documents in a folder, each side joined; null beads left out."""
    found = []
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        for zh, en in document["gold"]:
            if zh and en:
                found.append(("".join(document["zh"][i] for i in zh), " ".join(document["en"][i] for i in en)))
    return found


def development_sets(shared: Path) -> dict[str, list[tuple[str, str]]]:
    """All sets by name. Never trained on."""
    sets = {name: pairs(shared / "eval" / "pairs" / f"{file}.jsonl") for name, file in SETS.items()}
    return sets | {name: beads(shared / "eval" / "align" / name) for name in ("mac-dev", "academic")}


def retrieval_scores(encode: Encode, sets: dict[str, list[tuple[str, str]]]) -> dict[str, float]:
    """P@1 of each set; `wmt22` is the mean of its two directions of translation. Nothing where there are no sets."""
    if not sets:
        return {}
    scores = {}
    for name, rows in sets.items():
        zh, en = zip(*rows, strict=True)
        scores[name] = precision_at_1(np.asarray(encode(zh)), np.asarray(encode(en)))
    return {"wmt22": (scores["wmt22-zh-en"] + scores["wmt22-en-zh"]) / 2} | scores
