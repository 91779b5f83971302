"""What an encoder is, and how one is had by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from aligner.progress import Progress, silent
from aligner.records import Lang, Span
from aligner.settings import EmbedSettings

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or piece of a text as an additive encoder sees it: where it stands and how much it counts.

    `vector` is float32 `(dim,)`, of length 1; `weight` is the length that it has in the sum.
    """

    span: Span
    vector: Vectors
    weight: float


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

    def tokens(self, text: str, lang: Lang) -> tuple[Token, ...]:
        """Token spans in `text`, with vectors and weights."""


def load_encoder(name: str = "embedded", settings: EmbedSettings | None = None, progress: Progress = silent) -> Encoder:
    """The encoder of that name: "embedded", else a sentence-transformers model by name or path.

    `progress` hears of a sentence-transformers model's batches; the embedded encoder is done before there is news.

    Raises EncoderError, with what to run, where the model or the extra `neural` is missing. Never falls back.
    """
    settings = settings or EmbedSettings()
    if name == "embedded":
        from aligner.embed.embedded import EmbeddedEncoder

        return EmbeddedEncoder()
    from aligner.embed.transformers import TransformerEncoder

    return TransformerEncoder(name, settings, progress)
