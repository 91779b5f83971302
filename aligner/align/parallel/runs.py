"""Vectors of runs of sentences for encoders whose vectors do not add up: each run is embedded as one text."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from aligner.arrays import Ints
from aligner.embed import Encoder, Vectors


@dataclass(frozen=True)
class Runs:
    """What is needed to embed the runs of one side. `rows`: float32 `(n, dim)`, the vectors of the sentences. `mean`:
    float32 `(dim,)`, to be subtracted from all vectors. `joiner`: put between two sentences of a run.
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
