"""Which words of one side have a counterpart on the other, by token vectors."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from aligner.compare.check import Context, Pair
from aligner.embed.encoder import AdditiveEncoder, Tokens
from aligner.records import Lang

# What a better claim of another token takes off: this times the difference of the similarities.
RIVAL = 1.0
# A token with less similarity than this to all of the other side is uncovered.
GAP = 0.4


Floats32 = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordTable:
    """Tokens of both sides and how similar each is to each: cosines, float32 `(n_zh, n_en)`.

    `weights` of either side, float32 `(n,)`, are the lengths that its tokens' vectors have in the sum; `sums`, float32
    `(dim,)`, what they add up to.
    """

    zh: Tokens
    en: Tokens
    similarity: Floats32
    weights: dict[Lang, Floats32]
    sums: dict[Lang, Floats32]
    _claimed: dict[Lang, Floats32] = field(default_factory=dict, repr=False)

    def claimed(self, lang: Lang) -> Floats32:
        """For each token of a side its best similarity, lowered where another token of its side has a better claim.

        float32 `(n,)`. Two Chinese words near one English word: the nearer one is rendered by it, the other is not.
        """
        if lang not in self._claimed:
            similarity = self.similarity if lang == "zh" else self.similarity.T
            best = np.zeros(similarity.shape[0], np.float32)
            if similarity.size:
                best = ((1 + RIVAL) * similarity - RIVAL * similarity.max(axis=0)).max(axis=1)
            self._claimed[lang] = best
        return self._claimed[lang]

    def best_zh(self) -> Floats32:
        """For each Chinese token its best similarity, float32 `(n_zh,)`; zeros where the other side is empty."""
        best: Floats32 = self.similarity.max(axis=1, initial=0.0)
        return best


def word_table(pair: Pair, context: Context) -> WordTable:
    """The table of a pair, worked out once."""
    return context.once(_word_table, pair)


def _word_table(pair: Pair, context: Context) -> WordTable:
    return table_of(pair, context.words)


def table_of(pair: Pair, encoder: AdditiveEncoder) -> WordTable:
    """The table of any pair."""
    zh = encoder.tokens(pair.zh.text, "zh")
    en = encoder.tokens(pair.en.text, "en")
    if not zh or not en:
        return WordTable(zh, en, np.zeros((len(zh), len(en)), np.float32), {}, {})
    sums: dict[Lang, Floats32] = {"zh": zh.weights @ zh.vectors, "en": en.weights @ en.vectors}
    return WordTable(zh, en, zh.vectors @ en.vectors.T, {"zh": zh.weights, "en": en.weights}, sums)
