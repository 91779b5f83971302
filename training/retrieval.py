"""Translation retrieval: is each sentence's partner the nearest among all? Margin score of Artetxe & Schwenk (2019)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def precision_at_1(zh: Floats, en: Floats, k: int = 4) -> float:
    """Both directions averaged; ratio margin: cosine over the mean cosine to the k nearest of both. Rows of length
    1.
    """
    cosine = zh @ en.T
    forward = np.partition(cosine, -k, axis=1)[:, -k:].mean(axis=1)
    backward = np.partition(cosine, -k, axis=0)[-k:].mean(axis=0)
    margin = 2 * cosine / (forward[:, None] + backward[None, :] + 1e-9)
    right = np.arange(len(zh))
    return float(((margin.argmax(1) == right).mean() + (margin.argmax(0) == right).mean()) / 2)
