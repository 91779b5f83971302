"""How far apart two passages are in meaning, as one number in [0, 1] that ranks well.

How many errors a pair is expected to hold, told as the probability that there is any: what its size and its vectors
let expect (the cosine, how much of each side is covered, the lengths), and what the checks found besides. Weights are
learned by Poisson regression in training/divergence.py from open pairs with errors strewn in (training/spoiling.py). A
longer pair has more room for errors, and its score says so: among pairs of one length the rest decides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from operator import mul

import numpy as np

from aligner.arrays import Floats
from aligner.compare.check import Context, Pair
from aligner.compare.coverage import LENGTH_RATIO
from aligner.compare.words import GAP, WordTable, word_table
from aligner.packaged import packaged_json
from aligner.records import Flag, FlagKind, Lang, Severity

EXPECTED = (
    "bias", "distance", "zh covered", "en covered", "zh uncovered share", "en uncovered share", "too short", "too long",
    "zh worst", "en worst", "size",
)  # fmt: skip
FOUND = ("value", "name", "negation", "coverage", "stance")
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
MOST = 3.0  # natural log of the most errors told apart: beyond 20 the score is 1
WORST = 0.25  # share of a side, by weight, whose mean cover is "worst"


def divergence(pair: Pair, flags: Sequence[Flag], context: Context) -> float:
    """The probability, in [0, 1], that the sides differ somewhere: 1 - exp(-expected errors)."""
    if not pair.zh.text.strip() or not pair.en.text.strip():
        return 1.0
    x = features(pair, flags, context)
    expected, found = _weights()
    # `expected_errors` of one pair, without arrays
    unseen = math.exp(min(sum(map(mul, x, expected)), MOST))
    return -math.expm1(-unseen - sum(map(mul, x[len(EXPECTED) :], found)))


def expected_errors(x: Floats, expected: Floats, found: Floats) -> Floats:
    """float64 `(...)` for features `(..., n)`: exp of a weighted sum of EXPECTED, and a weighted sum of FOUND."""
    unseen = np.exp(np.minimum(x[..., : len(EXPECTED)] @ expected, MOST))
    errors: Floats = unseen + x[..., len(EXPECTED) :] @ found
    return errors


def features(pair: Pair, flags: Sequence[Flag], context: Context) -> list[float]:
    """Those of EXPECTED, then those of FOUND."""
    table = word_table(pair, context)
    if not table.zh or not table.en:
        return [1.0, 1.0, *[0.0] * (len(EXPECTED) + len(FOUND) - 2)]
    length = math.log(max(1, len(pair.en.text)) / max(1, len(pair.zh.text))) - LENGTH_RATIO
    found = dict.fromkeys(FOUND, 0.0)
    for flag in flags:
        if flag.kind in _KINDS:
            weight = flag.confidence * (1.0 if flag.severity.rank >= Severity.MAJOR.rank else 0.4)
            found[_KINDS[flag.kind]] = max(found[_KINDS[flag.kind]], weight)
    zh, en = _cover(table, "zh"), _cover(table, "en")
    return [
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


def _cover(table: WordTable, lang: Lang) -> tuple[float, float, float]:
    """Of one side: mean cover by weight, share of the weight that is uncovered, mean cover of the worst quarter."""
    # in plain Python: arrays of two dozen tokens cost more than they save
    weights: list[float] = table.weights[lang].tolist()
    cover: list[float] = table.claimed(lang).clip(0, 1).tolist()
    whole = sum(weights)
    covered = sum(map(mul, weights, cover))
    lost = sum(weight for weight, c in zip(weights, cover, strict=True) if c < GAP)
    worst = worst_covered = 0.0
    for i in sorted(range(len(cover)), key=cover.__getitem__):
        if worst >= WORST * whole:
            break
        worst += weights[i]
        worst_covered += weights[i] * cover[i]
    return covered / whole, lost / whole, worst_covered / worst


def _cosine(table: WordTable) -> float:
    a, b = table.sums["zh"], table.sums["en"]
    return float(a @ b) / max(1e-9, math.sqrt(float(a @ a) * float(b @ b)))


@cache
def _weights() -> tuple[list[float], list[float]]:
    data = packaged_json("compare/weights.json")["meaning"]
    return data["expected"], data["found"]
