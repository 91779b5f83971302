"""The embedded encoder: a static bilingual model that ships in the package. No download, no torch.

A text is cut into units (words, values, names); a unit's vector is the sum of its rows in a table; a text's vector is the sum
of its units'. Units repeat, so their vectors are kept, and the work left for a text is looking up and adding.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from aligner.embed.encoder import Token, Vectors
from aligner.embed.features import features, pieces_of_name
from aligner.embed.table import read_table
from aligner.embed.units import names, units
from aligner.records import Lang, Span

MODEL = Path(__file__).parents[1] / "model"
CHUNK = 2048  # texts summed at once: about 40 MB of unit vectors in flight
KEPT = 60_000  # unit vectors kept, 1 KB each; beyond, the store starts afresh


class EmbeddedEncoder:
    """`AdditiveEncoder` over the table in a model folder (default: the one that ships)."""

    def __init__(self, folder: Path = MODEL) -> None:
        self._table = read_table(folder)
        self._number: dict[str, int] = {}  # unit -> row of `_vectors`
        self._vectors = np.zeros((1024, self._table.dim), np.float32)

    @property
    def name(self) -> str:
        return f"embedded-{self._table.digest}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """float32 `(len(texts), dim)`, rows of length 1; a text without any known unit is a zero row."""
        rows = self.sums(texts)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows

    def sums(self, texts: Sequence[str]) -> Vectors:
        """float32 `(len(texts), dim)`: the sum of the unit vectors of each text."""
        out = np.zeros((len(texts), self._table.dim), np.float32)
        for start in range(0, len(texts), CHUNK):
            found = [names(text) for text in texts[start : start + CHUNK]]
            counts = np.fromiter(map(len, found), np.int64, len(found))
            flat = list(chain.from_iterable(found))
            if not flat:
                continue
            self._learn(set(flat))
            number = self._number
            gathered = self._vectors[[number[unit] for unit in flat]]
            filled = np.flatnonzero(counts)
            begins = np.concatenate([[0], np.cumsum(counts[filled])[:-1]])
            out[start + filled] = np.add.reduceat(gathered, begins, axis=0)
        return out

    def tokens(self, text: str, lang: Lang) -> tuple[Token, ...]:  # noqa: ARG002  (units are found by script, not by language)
        """The units of a text that the table knows: where they stand, direction, and length in the sum."""
        found = units(text)
        self._learn({unit.name for unit in found})
        tokens = []
        for unit in found:
            vector = self._vectors[self._number[unit.name]]
            weight = float(np.linalg.norm(vector))
            if weight > 0:
                tokens.append(Token(Span(unit.start, unit.end), vector / weight, weight))
        return tuple(tokens)

    def vocabulary(self, texts: Sequence[str]) -> tuple[list[list[str]], dict[str, int], Vectors]:
        """The units of each text, the number of each different unit, and float32 `(n_units, dim)`, not normalised: `tokens`
        without positions, for whole documents."""
        found = [names(text) for text in texts]
        numbers = {unit: k for k, unit in enumerate(dict.fromkeys(chain.from_iterable(found)))}
        rows = np.empty((len(numbers), self._table.dim), np.float32)
        different = list(numbers)
        for start in range(0, len(different), KEPT // 2):
            part = different[start : start + KEPT // 2]
            self._learn(set(part))
            rows[start : start + len(part)] = self._vectors[[self._number[unit] for unit in part]]
        return found, numbers, rows

    def _learn(self, wanted: set[str]) -> None:
        """Work out the vectors of units that are not in the store."""
        new = sorted(wanted - self._number.keys())
        if len(self._number) + len(new) > KEPT:
            self._number.clear()
            new = sorted(wanted)
        if not new:
            return
        rows, counts = [], []
        get = self._table.index.get
        for unit in new:
            found = [row for feature in features(unit) if (row := get(feature)) is not None]
            if unit not in self._table.index:
                found += [row for feature in pieces_of_name(unit) if (row := get(feature)) is not None]
            rows += found
            counts.append(len(found))
        begin = len(self._number)
        need = begin + len(new)
        if need > len(self._vectors):
            grown = np.zeros((max(need, 2 * len(self._vectors)), self._table.dim), np.float32)
            grown[:begin] = self._vectors[:begin]
            self._vectors = grown
        self._vectors[begin:need] = 0
        lengths = np.array(counts)
        filled = np.flatnonzero(lengths)
        if len(filled):
            unpacked = self._table.rows(np.array(rows, np.int64))
            begins = np.concatenate([[0], np.cumsum(lengths[filled])[:-1]])
            self._vectors[begin + filled] = np.add.reduceat(unpacked, begins, axis=0)
        self._number |= dict(zip(new, range(begin, need), strict=True))
