"""Which words of one side have a counterpart on the other, by token vectors."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from aligner.arrays import Floats32
from aligner.compare.check import Context, Pair
from aligner.embed.encoder import AdditiveEncoder, Tokens
from aligner.packaged import packaged_lines
from aligner.records import Lang, Span

# What a better claim of another token takes off: this times the difference of the similarities.
RIVAL = 1.0
# A token with less similarity than this to all of the other side is uncovered.
GAP = 0.4
KNOWN = 0.9  # similarity of the words of terms_known.tsv: that of words which render each other (陈, Chen; 和, and)
TOGETHER = 16  # pairs whose words are read at once: their vectors, 1.5 MB, stay near the processor


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

    def knowing(self, lang: Lang, covered: Collection[int]) -> WordTable:
        """The table with these tokens of one side as covered as known words are, whatever their vectors say."""
        best = self.claimed(lang).copy()
        best[list(covered)] = np.maximum(best[list(covered)], KNOWN)
        return replace(self, _claimed={**self._claimed, lang: best})

    def best_zh(self) -> Floats32:
        """For each Chinese token its best similarity, float32 `(n_zh,)`; zeros where the other side is empty."""
        best: Floats32 = self.similarity.max(axis=1, initial=0.0)
        return best


def word_table(pair: Pair, context: Context) -> WordTable:
    """The table of a pair, worked out once."""
    return context.once(_word_table, pair)


def _word_table(pair: Pair, context: Context) -> WordTable:
    return table_of(pair, context.words)


def read_ahead(pairs: Sequence[Pair], context: Context) -> Iterator[Pair]:
    """The pairs in order, the words of some read together before they are given: a third of the time of one by one."""
    for first in range(0, len(pairs), TOGETHER):
        some = pairs[first : first + TOGETHER]
        for pair, table in zip(some, tables_of(some, context.words), strict=True):
            context.know(_word_table, pair, table)
            yield pair


def table_of(pair: Pair, encoder: AdditiveEncoder) -> WordTable:
    """The table of any pair."""
    return next(tables_of([pair], encoder))


def tables_of(pairs: Sequence[Pair], encoder: AdditiveEncoder) -> Iterator[WordTable]:
    """The tables of some pairs."""
    zh = tokens_of([pair.zh.text for pair in pairs], "zh", encoder)
    en = tokens_of([pair.en.text for pair in pairs], "en", encoder)
    for pair, zh_tokens, en_tokens in zip(pairs, zh, en, strict=True):
        table = _table(zh_tokens, en_tokens)
        _know_terms(pair, table)
        yield table


def _know_terms(pair: Pair, table: WordTable) -> None:
    """Let the words of a term and of what it is called on the other side be counterparts: 甲方, Party A."""
    english = pair.en.text.lower()
    for zh, en in _terms():
        if zh not in pair.zh.text or en not in english:
            continue
        rows, columns = (
            [
                i
                for at in re.finditer(rf"(?<![a-z]){re.escape(term)}(?![a-z])", text)
                for i in side.within(Span(*at.span()))
            ]
            for term, text, side in ((zh, pair.zh.text, table.zh), (en, english, table.en))
        )
        at = np.ix_(rows, columns)
        table.similarity[at] = np.maximum(table.similarity[at], KNOWN)


def known_terms(pair: Pair) -> Iterator[tuple[Span, Span]]:
    """Where a term and what it is called on the other side first stand: 甲方, Party A."""
    english = pair.en.text.lower()
    for zh, en in _terms():
        at = re.search(rf"(?<![a-z]){re.escape(en)}(?![a-z])", english) if zh in pair.zh.text else None
        if at is not None:
            first = pair.zh.text.index(zh)
            yield Span(first, first + len(zh)), Span(*at.span())


@cache
def _terms() -> tuple[tuple[str, str], ...]:
    """terms_known.tsv: Chinese, English in small letters."""
    zh_en = (line.split("\t") for line in packaged_lines("compare/terms_known.tsv"))
    return tuple((zh, en) for zh, en in zh_en)


def tokens_of(texts: Sequence[str], lang: Lang, encoder: AdditiveEncoder) -> Iterator[Tokens]:
    """The tokens of each text, read as one: no token goes over the end of a line."""
    found = encoder.tokens("\n".join(texts), lang)
    at = first = 0
    for text in texts:
        last = bisect_left(found.starts, at + len(text), first)
        starts, ends = ([place - at for place in places[first:last]] for places in (found.starts, found.ends))
        yield Tokens(starts, ends, found.vectors[first:last], found.weights[first:last])
        at, first = at + len(text) + 1, last


def _table(zh: Tokens, en: Tokens) -> WordTable:
    if not zh or not en:
        return WordTable(zh, en, np.zeros((len(zh), len(en)), np.float32), {}, {})
    sums: dict[Lang, Floats32] = {"zh": zh.weights @ zh.vectors, "en": en.weights @ en.vectors}
    return WordTable(zh, en, zh.vectors @ en.vectors.T, {"zh": zh.weights, "en": en.weights}, sums)
