"""Which sentences may tell the same, and how sure that is: vectors, wording and length, weighed by a logistic model.

The weights (`retold.toml`) were fitted by training/retold.py on open sentence pairs; see there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from aligner.arrays import Floats32, Ints32
from aligner.duplicates.crowding import centred, crowding
from aligner.duplicates.ngrams import NGrams
from aligner.embed.encoder import Vectors
from aligner.embed.neighbours import Neighbours, nearest, nearest_both
from aligner.packaged import packaged_toml
from aligner.records import Lang

Relation = Literal["within", "across"]
"""Both sentences in one language, or in two."""

FEATURES: dict[Relation, tuple[str, ...]] = {
    "within": ("cosine", "margin", "lead", "wording", "wording-margin", "wording-lead", "length-ratio", "length"),
    "across": ("cosine", "margin", "lead", "length-ratio", "length"),
}
# Neighbours looked at: the partner of a retold sentence is among the first 8 for .99 of the sentences of two
# translations of the same news.
NEIGHBOURS = 8
TOO_NEAR = 2  # sentences this close to one another speak of the same without telling it twice
# Neighbours whose mean cosine tells how crowded a place is: the k of the margin (Artetxe & Schwenk 2019).
AROUND = 4


@dataclass(frozen=True, slots=True)
class Side:
    """Sentences of one language: their texts, vectors (float32 `(n, dim)`, rows of length 1), and places in line.

    `numbers`: int32 `(n,)`; sentences of one document count up by one, documents are far apart.
    """

    lang: Lang
    texts: Sequence[str]
    vectors: Vectors
    numbers: Ints32


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of sentences that may tell the same. pairs: int32 `(n, 2)`; features: float32 `(n, len(FEATURES))`."""

    pairs: Ints32
    features: npt.NDArray[np.float32]


def candidates(x: Side, y: Side | None = None) -> Candidates:
    """Pairs of a sentence of `x` and one of `y`, or of two of `x` (the lower number first), that may tell the same."""
    rows = centred(x.vectors)
    if y is None:
        others = rows
        forth = back = nearest(rows, rows, NEIGHBOURS, _too_near(x.numbers))
    else:
        others = centred(y.vectors)
        forth, back = nearest_both(rows, others, NEIGHBOURS)
    pairs = _pairs(forth, back, y is None)
    i, j = pairs[:, 0], pairs[:, 1]
    cosine = np.einsum("nd,nd->n", rows[i], others[j])
    features = [*_standing(cosine, pairs, forth.cosines, back.cosines)]
    if y is None or x.lang == y.lang:
        size = len(x.texts)
        grams = NGrams(x.texts if y is None else [*x.texts, *y.texts], x.lang)
        shift = np.array([0, 0 if y is None else size], dtype=np.int32)
        wording = grams.cosines(pairs + shift)
        wordings = _wordings(forth, grams, shift)
        behind = wordings if y is None else _wordings(back, grams, shift[::-1])
        features += _standing(wording, pairs, wordings, behind)
    a, b = _lengths(x)[i], _lengths(x if y is None else y)[j]
    features += [np.abs(np.log(a / b)), np.log(np.minimum(a, b))]
    return Candidates(pairs, np.stack(features, axis=1).astype(np.float32))


def _standing(value: Floats32, pairs: Ints32, forth: Floats32, back: Floats32) -> tuple[Floats32, Floats32, Floats32]:
    """A similarity, by how much it is above the mean of the neighbourhood, and above the next best of both."""
    i, j = pairs[:, 0], pairs[:, 1]
    margin = value - (crowding(forth, i, value, AROUND) + crowding(back, j, value, AROUND)) / 2
    lead = value - np.maximum(crowding(forth, i, value, 1), crowding(back, j, value, 1))
    return value, margin.astype(np.float32), lead.astype(np.float32)


def _too_near(numbers: Ints32) -> Ints32:
    """int32 `(n, 2)`: for each sentence the rows, itself among them, that stand too close to tell it again."""
    edges = (np.searchsorted(numbers, numbers - TOO_NEAR), np.searchsorted(numbers, numbers + TOO_NEAR, side="right"))
    return np.stack(edges, axis=1).astype(np.int32)


def _wordings(found: Neighbours, grams: NGrams, shift: Ints32) -> Floats32:
    """float32 `(n, k)`: how alike the wording of each row and its neighbours is; 0 where there is none.

    `shift`: int32 `(2,)`, the number in `grams` of the first row and of the first of the others.
    """
    out = np.zeros_like(found.cosines)
    out[found.indices >= 0] = grams.cosines(_listed(found) + shift)
    return out


def _listed(found: Neighbours) -> Ints32:
    """int32 `(pairs, 2)`: every row with each of its neighbours."""
    i, place = np.nonzero(found.indices >= 0)
    return np.stack((i.astype(np.int32), found.indices[i, place]), axis=1)


def _pairs(forth: Neighbours, back: Neighbours, one_side: bool) -> Ints32:
    """Every pair that is among the nearest of one of its two, once; of one set of rows the lower number first."""
    pairs = np.concatenate((_listed(forth), _listed(back)[:, ::-1]))
    return np.unique(np.sort(pairs, axis=1) if one_side else pairs, axis=0)


def _lengths(side: Side) -> npt.NDArray[np.float32]:
    """Characters, an ideograph counted as the 3.2 letters of its English rendering (mean of the gold alignments)."""
    per = 3.2 if side.lang == "zh" else 1.0
    return np.array([per * max(1, len(t)) for t in side.texts], dtype=np.float32)


@cache
def _weights(relation: Relation) -> npt.NDArray[np.float64]:
    """The bias, then a weight for each feature."""
    table = packaged_toml("duplicates/retold.toml")[relation]
    return np.array([table["bias"], *(table[name] for name in FEATURES[relation])])


def log_odds(candidates: Candidates, relation: Relation) -> npt.NDArray[np.float64]:
    """float64 `(n,)`: log-odds that a pair tells the same in texts where one sentence in ten is told twice."""
    weights = _weights(relation)
    odds: npt.NDArray[np.float64] = candidates.features.astype(np.float64) @ weights[1:] + weights[0]
    return odds
