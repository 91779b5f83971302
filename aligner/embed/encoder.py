"""What an encoder is."""

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
    """A word or piece of a text as an additive encoder sees it: where it stands and how much it counts.

    `vector` is float32 `(dim,)`, of length 1; `weight` is the length that it has in the sum.
    """

    span: Span
    vector: Vectors
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Tokens(Sequence[Token]):
    """The tokens of one text, in order, none overlapping another, held in columns: thousands of texts have them read.

    `starts` and `ends` are half-open places in the text; `vectors` float32 `(n, dim)`, rows of length 1; `weights`
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
        """Numbers of the tokens that touch a span."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))


class Encoder(Protocol):
    """Texts in, rows out."""

    @property
    def name(self) -> str:
        """Identifies the weights: two encoders of one name give equal vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """float32 `(len(texts), dim)`, rows of length 1 (a text without any known token: a zero row)."""


@runtime_checkable
class AdditiveEncoder(Protocol):
    """An encoder whose vector of a run of sentences is the normalised sum of their unnormalised vectors."""

    @property
    def name(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> Vectors: ...

    def sums(self, texts: Sequence[str]) -> Vectors:
        """float32 `(len(texts), dim)`, not normalised; `sums(a) + sums(b)` is that of a and b side by side."""

    def tokens(self, text: str, lang: Lang) -> Tokens:
        """Token spans in `text`, with vectors and weights."""
