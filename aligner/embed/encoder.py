"""The protocols of encoders: texts in, vectors out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, overload, runtime_checkable

import numpy as np
import numpy.typing as npt

from aligner.records import Lang, Span

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or piece of a text as an additive encoder sees it. `vector` is float32 `(dim,)`, of length 1; `weight` is
    its length in the sum.
    """

    span: Span
    vector: Vectors
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Tokens(Sequence[Token]):
    """The tokens of one text, in order and without overlaps; as columns, since they are read for thousands of texts.

    `starts` and `ends` are half-open ranges in the text; `vectors` float32 `(n, dim)`, rows of length 1; `weights`
    float32 `(n,)`.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    vectors: Vectors
    weights: Vectors

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Tokens: ...
    def __getitem__(self, index: int | slice) -> Token | Tokens:
        if isinstance(index, slice):
            return Tokens(self.starts[index], self.ends[index], self.vectors[index], self.weights[index])
        span = Span(self.starts[index], self.ends[index])
        return Token(span, self.vectors[index], float(self.weights[index]))

    def within(self, span: Span) -> range:
        """The indices of the tokens that touch a span."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))


class Encoder(Protocol):
    """Texts in, rows out."""

    @property
    def name(self) -> str:
        """Identifies the weights: encoders with the same name give equal vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """float32 `(len(texts), dim)`, rows of length 1, or 0 for a text without any known token."""


@runtime_checkable
class AdditiveEncoder(Protocol):
    """An encoder whose vector of a run of sentences is the normalised sum of their unnormalised vectors."""

    @property
    def name(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> Vectors: ...

    def sums(self, texts: Sequence[str]) -> Vectors:
        """float32 `(len(texts), dim)`, not normalised; the sum of two texts together is the sum of theirs."""

    def tokens(self, text: str, lang: Lang) -> Tokens:
        """The tokens of `text`."""
