"""Punctuation that both languages share: questions, exclamations, quotations, and sentences that are not over."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

MARKS = ("question", "exclamation", "quotation", "opens", "closes", "unfinished")

QUESTION, EXCLAMATION = "?？", "!！"
QUOTES = '“”「」『』"＂'
OPENING, CLOSING = "“「『\"＂‘'", "”」』\"＂’'"
# A sentence that ends so goes on in the next one: 他说： / He said, / ——
GOES_ON = "：:，,、；;—–-"


def read_marks(texts: Sequence[str]) -> Floats:
    """float64 `(n, len(MARKS))`: how many question, exclamation and quotation marks; whether the sentence begins and ends
    with a quotation mark, and whether it is unfinished."""
    out = np.zeros((len(texts), len(MARKS)))
    for row, text in zip(out, texts, strict=True):
        bare = text.strip()
        if not bare:
            continue
        row[0] = sum(map(bare.count, QUESTION))
        row[1] = sum(map(bare.count, EXCLAMATION))
        row[2] = sum(map(bare.count, QUOTES))
        row[3] = bare[0] in OPENING
        row[4] = bare[-1] in CLOSING
        row[5] = bare.rstrip(CLOSING)[-1:] in GOES_ON
    return out
