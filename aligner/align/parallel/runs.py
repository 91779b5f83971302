"""Runs of sentences under an encoder whose vectors do not add up: each is embedded as one text."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from aligner.arrays import Ints
from aligner.embed import Encoder, Vectors


@dataclass(frozen=True)
class Runs:
    """How one side's runs are had. `rows` float32 `(n, dim)` are the sentences', `mean` `(dim,)` is taken out of all.

    `joiner` stands between two sentences of a run.
    """

    encoder: Encoder
    texts: tuple[str, ...]
    rows: Vectors
    mean: Vectors
    joiner: str

    def part(self, numbers: list[int]) -> Runs:
        """The same with these sentences only."""
        return replace(self, texts=tuple(self.texts[i] for i in numbers), rows=self.rows[numbers])

    def vectors(self, runs: Ints) -> Vectors:
        """float32 `(n_runs, dim)`, centred, of length 1; `runs` int64 `(n_runs, 2)`: first sentence, how many."""
        out = self.rows[runs[:, 0]]
        several = np.flatnonzero(runs[:, 1] > 1)
        joined = [self.joiner.join(self.texts[i : i + n]) for i, n in runs[several].tolist()]
        out[several] = self.encoder.encode(joined)
        out -= self.mean
        out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
        return out
