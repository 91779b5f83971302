"""Which words of one side have a counterpart on the other, by token vectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.compare.check import Context, Pair
from aligner.embed.encoder import AdditiveEncoder, Token
from aligner.records import Lang, Span

# What a better claim of another token takes off: this times the difference of the similarities.
RIVAL = 0.5
# A token with less similarity than this to all of the other side is uncovered.
GAP = 0.3


Floats32 = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordTable:
    """Tokens of both sides and how similar each is to each: cosines, float32 `(n_zh, n_en)`.

    `vectors` of either side are float32 `(n, dim)`, each token's with the length that it has in the sum; `weights`,
    float32 `(n,)`, are these lengths; `sums`, float32 `(dim,)`, what the vectors of a side add up to.
    """

    zh: tuple[Token, ...]
    en: tuple[Token, ...]
    similarity: Floats32
    vectors: dict[Lang, Floats32]
    weights: dict[Lang, Floats32]
    sums: dict[Lang, Floats32]

    def claimed(self, lang: Lang) -> Floats32:
        """For each token of a side its best similarity, lowered where another token of its side has a better claim.

        float32 `(n,)`. Two Chinese words near one English word: the nearer one is rendered by it, the other is not.
        """
        similarity = self.similarity if lang == "zh" else self.similarity.T
        if not similarity.size:
            return np.zeros(similarity.shape[0], np.float32)
        adjusted = (1 + RIVAL) * similarity - RIVAL * similarity.max(axis=0)
        best: Floats32 = adjusted.max(axis=1)
        return best

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
        return WordTable(zh, en, np.zeros((len(zh), len(en)), np.float32), {}, {}, {})
    zh_units, en_units = np.array([t.vector for t in zh]), np.array([t.vector for t in en])
    zh_weights = np.array([t.weight for t in zh], np.float32)
    en_weights = np.array([t.weight for t in en], np.float32)
    vectors: dict[Lang, Floats32] = {"zh": zh_units * zh_weights[:, None], "en": en_units * en_weights[:, None]}
    sums: dict[Lang, Floats32] = {lang: rows.sum(axis=0) for lang, rows in vectors.items()}
    return WordTable(zh, en, zh_units @ en_units.T, vectors, {"zh": zh_weights, "en": en_weights}, sums)


def within(tokens: tuple[Token, ...], span: Span) -> list[int]:
    """Numbers of the tokens that touch a span."""
    return [i for i, t in enumerate(tokens) if t.span.overlaps(span)]
