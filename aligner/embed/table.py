"""The embedded encoder's files: a sentence-transformers `StaticEmbedding`, read without torch.

`vocabulary.txt.gz` has the pieces, one a line, numbered from 0; they are those of `tokenizer.json`, which
sentence-transformers needs and which takes .03 s longer to read. `model.safetensors` has, in the format that model2vec
introduced, `embeddings` int8 `(rows, dim)`, `mapping` int32 `(pieces,)` to rows, and `weights` float16 `(pieces,)`: the
vector of a piece is `weights[piece] * embeddings[mapping[piece]]`.
"""

from __future__ import annotations

import json
import mmap
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.embed.encoder import Vectors

GZIP = 31  # zlib's `wbits` for gzip, which saves importing the module gzip
DTYPES = {"I8": np.int8, "I32": np.int32, "F16": np.float16, "F32": np.float32}


@dataclass(frozen=True)
class Table:
    """Vectors by piece number. The rows are a memory-mapped file and are unpacked when asked for."""

    vocabulary: dict[str, int]
    rows: npt.NDArray[np.int8]
    mapping: npt.NDArray[np.int32]
    weights: Vectors
    digest: str

    @property
    def dim(self) -> int:
        return int(self.rows.shape[1])

    def vectors(self, pieces: npt.NDArray[np.intp]) -> Vectors:
        """float32 `(len(pieces), dim)`."""
        unpacked = self.rows[self.mapping[pieces]].astype(np.float32)
        unpacked *= self.weights[pieces][:, None]
        return unpacked


def read_table(folder: Path) -> Table:
    """Open the table in a model folder."""
    pieces = zlib.decompress((folder / "vocabulary.txt.gz").read_bytes(), GZIP).decode().split("\n")
    arrays, digest = _read_safetensors(folder / "model.safetensors")
    return Table(
        dict(zip(pieces, range(len(pieces)), strict=True)),
        arrays["embeddings"],
        arrays["mapping"],
        arrays["weights"].astype(np.float32),
        digest,
    )


def _read_safetensors(path: Path) -> tuple[dict[str, Any], str]:
    """Arrays by name, mapped; and the first 8 hex digits of the SHA-256 that the header's metadata carries."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    size = int.from_bytes(mapped[:8], "little")
    header = json.loads(mapped[8 : 8 + size])
    about = header.pop("__metadata__")
    arrays = {}
    for name, entry in header.items():
        begin = entry["data_offsets"][0]
        data = np.frombuffer(
            mapped, DTYPES[entry["dtype"]], offset=8 + size + begin, count=int(np.prod(entry["shape"]))
        )
        arrays[name] = data.reshape(entry["shape"])
    return arrays, about["digest"]
