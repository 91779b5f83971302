"""One side of the search: sentences as vectors that add up, with words weighted by their rarity in this text.

In accounts of one matter every sentence speaks of the same few people and countries. What distinguishes two passages
are the words that are rare in these texts, so weights are multiplied by the inverse document frequency among the
sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aligner.align.comparable.cuts import CutDocument, cut_at_days
from aligner.arrays import Bools, Floats32, Ints
from aligner.compare.running import Dated
from aligner.embed import AdditiveEncoder, Encoder, Vectors
from aligner.embed.adding import add_up
from aligner.records import Document, Lang, Role

RARITY_POWER = 0.5  # exponent of the inverse document frequency, which is part of the encoder's weights already
CENTRE_PRIOR = 20  # pseudo-count of zero vectors in a text's mean: few sentences less their mean would be nothing
LEAST = 3  # a sentence that may be linked has so many Chinese characters, or words of other scripts
_QUOTED = re.compile('[“「『"][^”」』"]*(?:[”」』"]|$)')
_SAYING = re.compile(r"[㐀-鿿]|[^\W\d_㐀-鿿]{2,}")
TOGETHER = 64  # sentences cut into words at once
ROWS = 4096  # runs whose vectors are held at once
MAX_WINDOW = 4  # sentences of the longest run; longer passages are chains of runs


@dataclass(frozen=True)
class Words:
    """The words of all sentences: those of sentence i are `ids[start[i]:start[i + 1]]`, int64 rows of the vocabulary.

    The vocabulary: `names` as in the text, in lower case; `vectors` float32 `(n, dim)`, rows of length 1; `weights`
    float32 `(n,)`, the length in the sum times the rarity.
    """

    start: Ints
    ids: Ints
    names: tuple[str, ...]
    vectors: Vectors
    weights: Floats32

    @cached_property
    def usual_weight(self) -> float:
        """The median weight of the running words."""
        return float(np.median(self.weights[self.ids])) if len(self.ids) else 0.0

    def of(self, i: int) -> Ints:
        return self.ids[self.start[i] : self.start[i + 1]]


@dataclass(frozen=True)
class Side:
    """The sentences of one document that take part, those that name several days in parts (cuts.py).

    `rows`: their indices in `cut.document`. `sums`: float32 `(n, dim)`, centred; the vector of a run is the sum of
    rows.
    """

    cut: CutDocument
    rows: tuple[int, ...]
    sums: Vectors
    words: Words | None

    @property
    def document(self) -> Document:
        return self.cut.document

    @property
    def dated(self) -> tuple[Dated, ...]:
        return self.cut.dated

    @cached_property
    def usual_year(self) -> int | None:
        """The most frequent year of the dates; None if no date has a year."""
        years = Counter(d.mention.start.year for d in self.dated if d.mention.start.year is not None)
        return max(years, key=lambda year: (years[year], -year), default=None)

    def sentences(self, run: range) -> tuple[int, ...]:
        """The indices, in the original document, of the sentences that a run holds, or holds parts of."""
        return tuple(dict.fromkeys(self.cut.source[self.rows[k]] for k in run))

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(self.document.matching_texts[i] for i in self.rows)

    @cached_property
    def quoted(self) -> Bools:
        """bool `(n,)`: whether each sentence is a block quotation, or mostly inside quotation marks."""
        roles = (self.document.sentences[i].role for i in self.rows)
        inside = (sum(map(len, _QUOTED.findall(text))) / max(1, len(text)) for text in self.texts)
        return np.array([role is Role.QUOTE or share > 0.5 for role, share in zip(roles, inside, strict=True)], bool)

    @cached_property
    def lengths(self) -> Floats32:
        """Characters that are not spaces."""
        return np.array([sum(not c.isspace() for c in t) for t in self.texts], np.float32)

    @cached_property
    def told(self) -> Bools:
        """bool `(n,)`: whether each sentence tells something: not a heading, not "IV." or "1949年"."""
        roles = (self.document.sentences[i].role for i in self.rows)
        return np.array(
            [
                role is not Role.HEADING and len(_SAYING.findall(t)) >= LEAST
                for role, t in zip(roles, self.texts, strict=True)
            ],
            bool,
        )

    @cached_property
    def scales(self) -> tuple[Floats32, ...]:
        """`scales[k - 1]`: float32 `(n - k + 1,)`, 1 over the length of the sum of each run of k sentences, or 0.

        The unit vector of a run is the sum of its rows times this. Only these factors are kept: the vectors of all runs
        of a long text would fill the memory.
        """
        return tuple(
            np.concatenate([1 / np.where(lengths > 0, lengths, np.inf) for lengths in self._lengths(k)])
            for k in range(1, min(MAX_WINDOW, len(self)) + 1)
        )

    def _lengths(self, size: int) -> Iterator[Floats32]:
        for first in range(0, len(self) - size + 1, ROWS):
            yield np.linalg.norm(runs(self.sums[first : first + ROWS + size - 1], size), axis=1)

    def windows(self, size: int, first: int = 0, count: int | None = None) -> Vectors:
        """float32 `(count, dim)`, rows of length 1 or 0: the runs of `size` sentences from `first`, by default all."""
        count = len(self.scales[size - 1]) - first if count is None else count
        sums = runs(self.sums[first : first + count + size - 1], size)
        return sums * self.scales[size - 1][first : first + count, None]


def read_side(
    document: Document, vectors: Vectors, encoder: Encoder, with_notes: bool, year: int | None = None
) -> Side:
    """Read one side. `vectors`: the encoder's, one for every sentence of the document. `year`: of dates without one."""
    cut = cut_at_days(document, year)
    texts = cut.document.matching_texts
    rows = taking_part(cut.document, with_notes)
    words = None
    if isinstance(encoder, AdditiveEncoder) and rows:
        words = read_words([texts[i] for i in rows], document.lang, encoder)
        sums = weighted_sums(words)
    else:
        sums = np.array(vectors[[cut.source[i] for i in rows]], np.float32)
        parts = [k for k, i in enumerate(rows) if texts[i] != document.matching_texts[cut.source[i]]]
        if parts:
            sums[parts] = encoder.encode([texts[rows[k]] for k in parts])
    return Side(cut, rows, centred(sums), words)


def taking_part(document: Document, with_notes: bool) -> tuple[int, ...]:
    if not with_notes:
        return document.aligned
    notes = {s.index for s in document.sentences if s.role is Role.NOTE and s.lang == document.lang}
    return tuple(sorted(notes | set(document.aligned)))


def read_words(texts: Sequence[str], lang: Lang, encoder: AdditiveEncoder) -> Words:
    """The words of at least one text, with their vectors and weights."""
    number: dict[str, int] = {}
    vectors: list[Vectors] = []
    lengths: list[Floats32] = []
    ids: list[int] = []
    start = [0]
    for first in range(0, len(texts), TOGETHER):
        some = texts[first : first + TOGETHER]
        joined = "\n".join(some)
        found = encoder.tokens(joined, lang)
        ends = np.cumsum([len(text) + 1 for text in some])
        start += (len(ids) + np.searchsorted(found.starts, ends)).tolist()
        known = len(number)
        words = (joined[begin:end].lower() for begin, end in zip(found.starts, found.ends, strict=True))
        held = [number.setdefault(word, len(number)) for word in words]
        ids += held
        numbers, places = np.unique(held, return_index=True)
        new = places[numbers >= known]
        vectors.append(found.vectors[new])
        lengths.append(found.weights[new])
    starts, flat = np.array(start, np.int64), np.array(ids, np.int64)
    sentences = np.repeat(np.arange(len(texts)), np.diff(starts))
    told = np.unique(sentences * len(number) + flat) % max(1, len(number))
    rarity = np.log((len(texts) + 1) / np.maximum(np.bincount(told, minlength=len(number)), 1)) / np.log(len(texts) + 1)
    weights = np.concatenate(lengths) * rarity.astype(np.float32) ** RARITY_POWER
    return Words(starts, flat, tuple(number), np.concatenate(vectors), weights)


def weighted_sums(words: Words) -> Vectors:
    """float32 `(n_sentences, dim)`: the sums of word vectors times their weights."""
    long = words.vectors * words.weights[:, None]
    return add_up(words.start, words.ids, lambda rows: long[rows], long.shape[1])


def centred(sums: Vectors) -> Vectors:
    """The sums without what all sentences of the text share: from each row, its length times the mean direction."""
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    directions = np.divide(sums, lengths, out=np.zeros_like(sums), where=lengths > 0)
    mean = directions.sum(0) / (len(sums) + CENTRE_PRIOR)
    return np.asarray(sums - lengths * mean, np.float32)


def runs(sums: Vectors, size: int) -> Vectors:
    """float32 `(n - size + 1, dim)`: the sums of `size` consecutive rows."""
    out = sums[: len(sums) - size + 1].copy()
    for k in range(1, size):
        out += sums[k : len(sums) - size + 1 + k]
    return out
