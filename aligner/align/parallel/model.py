"""The weights of both scores, as trained by `python -m training.crf` and shipped in `weights.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from aligner.align.parallel import coarse, fine
from aligner.align.parallel.kernels import NEVER
from aligner.align.parallel.search import KINDS
from aligner.align.parallel.shapes import Kind
from aligner.arrays import Floats, Floats32

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True)
class Layer:
    """From features to a score: a linear function, plus a few hidden units for combinations of features.

    score = f @ linear + tanh(f @ hidden + bias) @ out, with f = features * scale. Shapes: scale `(F,)`, linear `(F,)`,
    hidden `(F, H)`, bias `(H,)`, out `(H,)`; H may be 0.
    """

    scale: Floats
    linear: Floats
    hidden: Floats
    bias: Floats
    out: Floats

    def __call__(self, features: Floats32) -> Floats:
        """float64 `(n,)` for features `(n, F)`."""
        f = features * self.scale
        return np.asarray(f @ self.linear + np.tanh(f @ self.hidden + self.bias) @ self.out)


@dataclass(frozen=True)
class Model:
    """The weights of both searches. `coarse`: of `coarse.LINK_FEATURES`, then `coarse.NULL_FEATURES`. `links`, `null`:
    of the features in fine.py. The transitions are log scores, see `search.Scores`.
    """

    coarse: Floats
    coarse_transitions: Floats
    links: Layer
    null: Layer
    transitions: Floats


def order_nulls(transitions: Floats) -> Floats:
    """The transitions, without the one that is never allowed: from an English null bead to a Chinese one."""
    out = transitions.copy()
    out[Kind.NULL_EN, Kind.NULL_ZH] = NEVER
    return out


@cache
def load_model() -> Model:
    """The shipped weights."""
    return read_model(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def read_model(table: Mapping[str, Any]) -> Model:
    """Weights from a table that `training.crf` wrote. Raises ValueError if they are for other features."""
    named = {
        "coarse": coarse.LINK_FEATURES + coarse.NULL_FEATURES,
        "links": fine.LINK_FEATURES,
        "null": fine.NULL_FEATURES,
    }
    for part, names in named.items():
        if tuple(table["features"][part]) != names:
            raise ValueError(f"weights for other features ({part}): run `python -m training.crf`")

    def matrix(name: str) -> Floats:
        return order_nulls(np.array(table[name]).reshape(KINDS + 1, KINDS))

    def layer(name: str) -> Layer:
        parts = {key: np.array(value, dtype=np.float64) for key, value in table[name].items()}
        parts["hidden"] = parts["hidden"].reshape(len(parts["scale"]), len(parts["out"]))
        return Layer(**parts)

    return Model(
        np.array(table["coarse"]), matrix("coarse_transitions"), layer("links"), layer("null"), matrix("transitions")
    )
