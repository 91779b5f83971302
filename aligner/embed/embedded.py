"""The embedded encoder: a static bilingual model that ships in the package. No download, no torch.

A text is cut into pieces (words, parts of rare words, Chinese characters); each has a vector, and the text's vector is
their sum. The files are those of a sentence-transformers `StaticEmbedding`: `SentenceTransformer("aligner/model")`
gives the same vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligner.arrays import Ints
from aligner.embed.adding import add_up, row_lengths
from aligner.embed.bulk import BulkPieces
from aligner.embed.characters import normalise_with_places
from aligner.embed.encoder import Tokens, Vectors
from aligner.embed.pieces import RUN, Pieces
from aligner.embed.remembered import RememberedWords, Word
from aligner.embed.table import read_table
from aligner.records import Lang

MANY = 1000  # from so many texts on, cutting them all at once is faster, although it takes 50 ms to prepare
MODEL = Path(__file__).parents[1] / "model"


class EmbeddedEncoder:
    """`AdditiveEncoder` over the table in a model folder (default: the one that ships)."""

    def __init__(self, folder: Path = MODEL) -> None:
        self._folder = folder
        self._table = read_table(folder)
        self._pieces = Pieces(self._table.vocabulary)
        self._words = RememberedWords(self._table.vectors, self._pieces.of_run, self._table.dim)

    def __reduce__(self) -> tuple[type[EmbeddedEncoder], tuple[Path]]:
        """When pickled: another process opens the files itself, since the table would be many megabytes."""
        return EmbeddedEncoder, (self._folder,)

    @property
    def name(self) -> str:
        return f"embedded-{self._table.digest}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """float32 `(len(texts), dim)`, rows of length 1; a text without any known piece is a zero row."""
        rows = self.sums(texts)
        lengths = row_lengths(rows)[:, None]
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows

    def sums(self, texts: Sequence[str]) -> Vectors:
        """float32 `(len(texts), dim)`: the sum of the piece vectors of each text."""
        return add_up(*self.pieces(texts), self._table.vectors, self._table.dim)

    def pieces(self, texts: Sequence[str]) -> tuple[Ints, Ints]:
        """`start` int64 `(len(texts) + 1,)`, pieces int64 `(n,)`: those of text i are `start[i]` to `start[i + 1]`."""
        if len(texts) >= MANY:
            return self._bulk.of_texts(texts)
        found = [self._pieces.of_text(text) for text in texts]
        return np.cumsum([0, *map(len, found)]), np.fromiter(chain.from_iterable(found), np.int64)

    @cached_property
    def _bulk(self) -> BulkPieces:
        return BulkPieces(self._pieces)

    def piece_rows(self, pieces: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.int8], Vectors]:
        """The vectors of pieces as stored: int8 `(len(pieces), dim)`, and factors, float32 `(len(pieces),)`."""
        return self._table.rows[self._table.mapping[pieces]], self._table.weights[pieces]

    def tokens(self, text: str, lang: Lang) -> Tokens:  # noqa: ARG002  (pieces are found by script)
        """The tokens of a text. A Latin word is one token, whatever its pieces. Runs without weight (unknown
        characters) are left out.
        """
        normal, places = normalise_with_places(text)
        starts: list[int] = []
        ends: list[int] = []
        words: list[Word] = []
        cut = self._pieces.cut
        for match in RUN.finditer(normal):
            run, at = match.group(), match.start()
            if run[0] >= "㐀":
                numbers, cuts = cut(run)
                words += numbers
                last = [at + end for end in cuts]
                starts += [at, *last[:-1]] if last else []
                ends += last
            else:
                words.append(run)
                starts.append(at)
                ends.append(at + len(run))
        directions, weights = self._words.look_up(words)
        if not weights.all():
            kept = np.flatnonzero(weights)
            directions, weights = directions[kept], weights[kept]
            starts, ends = [starts[i] for i in kept], [ends[i] for i in kept]
        if places:
            starts, ends = [places[at][0] for at in starts], [places[at - 1][1] for at in ends]
        return Tokens(starts, ends, directions, weights)
