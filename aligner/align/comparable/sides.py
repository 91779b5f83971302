"""One side of the search: its sentences as vectors that add up, words weighted by how rare they are in this very text.

In accounts of one matter every sentence speaks of the same few people and countries. What tells two passages apart are
the words that are rare here, so a word's weight is multiplied by its inverse document frequency among these sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from aligner.align.comparable.cuts import CutDocument, cut_at_days
from aligner.compare.running import Dated
from aligner.embed import AdditiveEncoder, Encoder, Vectors
from aligner.embed.adding import add_up
from aligner.records import Document, Lang, Role

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

# Exponent of the inverse document frequency, which the encoder's own weights hold in part already.
RARITY_POWER = 0.5
# Sentences that a text's mean is drawn towards zero by: centring on the mean of three sentences would leave nothing.
CENTRE_PRIOR = 20
LEAST = 3  # Chinese characters, or words of other scripts, of a sentence that may be linked
_QUOTED = re.compile('[“「『"][^”」』"]*(?:[”」』"]|$)')
_SAYING = re.compile(r"[㐀-鿿]|[^\W\d_㐀-鿿]{2,}")
TOGETHER = 64  # sentences cut into words at once
ROWS = 4096  # of runs whose vectors are held at once
# Longest run of sentences looked at as one; longer passages are chains of such.
MAX_WINDOW = 4


@dataclass(frozen=True)
class Words:
    """The words of all sentences, one after another: those of sentence i are `ids[start[i]:start[i + 1]]`.

    `ids`: int64, rows of the vocabulary. Vocabulary: `names` (as it stands in the text, lower case), `vectors` float32
    `(n, dim)`, rows of length 1, `weights` float32 `(n,)`: length in the sum times rarity.
    """

    start: Ints
    ids: Ints
    names: tuple[str, ...]
    vectors: Vectors
    weights: Floats

    @cached_property
    def usual_weight(self) -> float:
        """Half of the running words weigh as much."""
        return float(np.median(self.weights[self.ids])) if len(self.ids) else 0.0

    def of(self, i: int) -> Ints:
        return self.ids[self.start[i] : self.start[i + 1]]


@dataclass(frozen=True)
class Side:
    """Sentences of one document that take part, those of several days in parts. `sums`: float32 `(n, dim)`, centred.

    `rows`: their indices in `cut.document`.
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
        """The year of most dates; None where none has a year."""
        years = Counter(d.mention.start.year for d in self.dated if d.mention.start.year is not None)
        return max(years, key=lambda year: (years[year], -year), default=None)

    def sentences(self, run: range) -> tuple[int, ...]:
        """The sentences of the text that a run of this side is of, or of parts of which."""
        return tuple(dict.fromkeys(self.cut.source[self.rows[k]] for k in run))

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(self.document.matching_texts[i] for i in self.rows)

    @cached_property
    def quoted(self) -> npt.NDArray[np.bool_]:
        """Whether each sentence is quoted matter: a block quotation, or in quotation marks for most of its length."""
        roles = (self.document.sentences[i].role for i in self.rows)
        inside = (sum(map(len, _QUOTED.findall(text))) / max(1, len(text)) for text in self.texts)
        return np.array([role is Role.QUOTE or share > 0.5 for role, share in zip(roles, inside, strict=True)], bool)

    @cached_property
    def lengths(self) -> Floats:
        """Characters that are not spaces."""
        return np.array([sum(not c.isspace() for c in t) for t in self.texts], np.float32)

    @cached_property
    def told(self) -> npt.NDArray[np.bool_]:
        """Whether each sentence tells something: not a heading, not "IV." or "1949年"."""
        roles = (self.document.sentences[i].role for i in self.rows)
        return np.array(
            [
                role is not Role.HEADING and len(_SAYING.findall(t)) >= LEAST
                for role, t in zip(roles, self.texts, strict=True)
            ],
            bool,
        )

    @cached_property
    def scales(self) -> tuple[Floats, ...]:
        """`scales[k - 1]`: float32 `(n - k + 1,)`, 1 by the length of the sum of each run of k sentences; 0 for none.

        A run's vector is its sentences' `sums` added up, times this. No more is kept of it: of a long text, the vectors
        of runs of all sizes would fill the memory.
        """
        return tuple(
            np.concatenate([1 / np.where(lengths > 0, lengths, np.inf) for lengths in self._lengths(k)])
            for k in range(1, min(MAX_WINDOW, len(self)) + 1)
        )

    def _lengths(self, size: int) -> Iterator[Floats]:
        for first in range(0, len(self) - size + 1, ROWS):
            yield np.linalg.norm(runs(self.sums[first : first + ROWS + size - 1], size), axis=1)

    def windows(self, size: int, first: int = 0, count: int | None = None) -> Vectors:
        """float32 `(count, dim)`, rows of length 1 or 0: runs of `size` sentences, from `first` on; all by default."""
        count = len(self.scales[size - 1]) - first if count is None else count
        sums = runs(self.sums[first : first + count + size - 1], size)
        return sums * self.scales[size - 1][first : first + count, None]


def read_side(
    document: Document, vectors: Vectors, encoder: Encoder, with_notes: bool, year: int | None = None
) -> Side:
    """The sentences of a document that take part, as vectors. `vectors`: the encoder's, for every sentence of it.

    `year`: the one that its dates are taken to be of where it names none.
    """
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
    """Words, their vectors, and how much each counts in these texts, one at least."""
    number: dict[str, int] = {}
    vectors: list[Vectors] = []
    lengths: list[Floats] = []
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
    """float32 `(n_sentences, dim)`: sums of word vectors times weights."""
    long = words.vectors * words.weights[:, None]
    return add_up(words.start, words.ids, lambda rows: long[rows], long.shape[1])


def centred(sums: Vectors) -> Vectors:
    """Sums with what all sentences of the text share taken out: from each row its length times the mean direction."""
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    directions = np.divide(sums, lengths, out=np.zeros_like(sums), where=lengths > 0)
    mean = directions.sum(0) / (len(sums) + CENTRE_PRIOR)
    return np.asarray(sums - lengths * mean, np.float32)


def runs(sums: Vectors, size: int) -> Vectors:
    """float32 `(n - size + 1, dim)`: sums of `size` rows in sequence."""
    out = sums[: len(sums) - size + 1].copy()
    for k in range(1, size):
        out += sums[k : len(sums) - size + 1 + k]
    return out
