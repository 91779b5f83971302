"""How far apart two passages are in meaning, as one number in [0, 1] that ranks well.

A logistic regression over what the vectors say (the cosine, how much of each side is covered, the lengths) and what the
checks found. Weights are learned by training/divergence.py from open pairs, clean against changed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from aligner.compare.check import Context, Pair
from aligner.compare.coverage import LENGTH_RATIO
from aligner.compare.words import GAP, WordTable, word_table
from aligner.records import Flag, FlagKind, Lang, Severity

FEATURES = (
    "bias", "distance", "zh covered", "en covered", "zh uncovered share", "en uncovered share", "too short", "too long",
    "zh worst", "en worst", "size", "value", "name", "negation", "coverage", "stance",
)  # fmt: skip
_KINDS = {
    FlagKind.NUMBER: "value",
    FlagKind.DATE: "value",
    FlagKind.NAME: "name",
    FlagKind.NEGATION: "negation",
    FlagKind.OMISSION: "coverage",
    FlagKind.ADDITION: "coverage",
    FlagKind.MODALITY: "stance",
    FlagKind.QUANTIFIER: "stance",
    FlagKind.AGENT: "stance",
}
WORST = 0.25  # share of a side, by weight, whose mean cover is "worst"


def divergence(pair: Pair, flags: Sequence[Flag], context: Context) -> float:
    """The probability, in [0, 1], that the sides were made to say different things."""
    if not pair.zh.text.strip() or not pair.en.text.strip():
        return 1.0
    return 1 / (1 + math.exp(-float(features(pair, flags, context) @ _weights())))


def features(pair: Pair, flags: Sequence[Flag], context: Context) -> npt.NDArray[np.float64]:
    """float64 `(len(FEATURES),)`."""
    table = word_table(pair, context)
    if not table.zh or not table.en:
        return np.array([1.0, 1.0, *[0.0] * (len(FEATURES) - 2)])
    length = math.log(max(1, len(pair.en.text)) / max(1, len(pair.zh.text))) - LENGTH_RATIO
    found = dict.fromkeys(FEATURES[-5:], 0.0)
    for flag in flags:
        if flag.kind in _KINDS:
            weight = flag.confidence * (1.0 if flag.severity.rank >= Severity.MAJOR.rank else 0.4)
            found[_KINDS[flag.kind]] = max(found[_KINDS[flag.kind]], weight)
    zh, en = _cover(table, "zh"), _cover(table, "en")
    return np.array(
        [
            1.0,
            1.0 - _cosine(table),
            zh[0],
            en[0],
            zh[1],
            en[1],
            max(0.0, -length),
            max(0.0, length),
            zh[2],
            en[2],
            math.log(len(table.zh) + len(table.en)),
            *found.values(),
        ]
    )


def _cover(table: WordTable, lang: Lang) -> tuple[float, float, float]:
    """Of one side: mean cover by weight, share of the weight that is uncovered, mean cover of the worst quarter."""
    weights = table.weights[lang]
    cover = np.clip(table.claimed(lang), 0, 1)
    order = np.argsort(cover)
    before = np.cumsum(weights[order]) - weights[order]
    worst = order[before < WORST * weights.sum()]
    return (
        float(weights @ cover / weights.sum()),
        float(weights[cover < GAP].sum() / weights.sum()),
        float(weights[worst] @ cover[worst] / weights[worst].sum()),
    )


def _cosine(table: WordTable) -> float:
    a, b = table.sums["zh"], table.sums["en"]
    return float(a @ b) / max(1e-9, math.sqrt(float(a @ a) * float(b @ b)))


@cache
def _weights() -> npt.NDArray[np.float64]:
    data = json.loads((resources.files(__package__) / "weights.json").read_text(encoding="utf-8"))
    return np.array(data["meaning"]["weights"])
