"""Translation retrieval: is each sentence's partner the nearest among all? Margin score of Artetxe & Schwenk (2019)."""

from __future__ import annotations

import numpy as np

from aligner.arrays import Floats32

NEAREST = 4


def precision_at_1(zh: Floats32, en: Floats32) -> float:
    """The mean of both directions, by ratio margin: cosine over the mean cosine to the NEAREST of both. Rows of length
    1.
    """
    cosine = zh @ en.T
    forward = np.partition(cosine, -NEAREST, axis=1)[:, -NEAREST:].mean(axis=1)
    backward = np.partition(cosine, -NEAREST, axis=0)[-NEAREST:].mean(axis=0)
    margin = 2 * cosine / (forward[:, None] + backward[None, :] + 1e-9)
    right = np.arange(len(zh))
    return float(((margin.argmax(1) == right).mean() + (margin.argmax(0) == right).mean()) / 2)
