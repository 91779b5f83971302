"""The table of the embedded encoder on disk: one row a feature, four bits a number.

Files of a model folder:

- `features.txt`: the names of the rows, one a line, UTF-8.
- `codes.npy`: uint8 `(rows, dim / 2)`, two codes a byte, low half first. A code is an index into `levels`.
- `scales.npy`: float16 `(rows,)`, what the levels of a row are multiplied by.
- `aligner.json`: dimension, the 16 levels, the digest that identifies the weights.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Table:
    """Rows by name. The codes stay on disk, mapped into memory; rows are unpacked when asked for."""

    index: dict[str, int]
    codes: npt.NDArray[np.uint8]
    scales: npt.NDArray[np.float16]
    pairs: Vectors  # (256, 2): both numbers of a byte
    digest: str

    @property
    def dim(self) -> int:
        return int(self.codes.shape[1]) * 2

    def rows(self, numbers: npt.NDArray[np.int64]) -> Vectors:
        """float32 `(len(numbers), dim)`, unpacked."""
        unpacked = self.pairs[self.codes[numbers]].reshape(len(numbers), self.dim)
        unpacked *= self.scales[numbers].astype(np.float32)[:, None]
        return unpacked


def read_table(folder: Path) -> Table:
    """Open the table in a model folder."""
    about = json.loads((folder / "aligner.json").read_text(encoding="utf-8"))
    names = (folder / "features.txt").read_text(encoding="utf-8").split("\n")[:-1]
    levels = np.array(about["levels"], np.float32)
    byte = np.arange(256)
    return Table(
        index=dict(zip(names, range(len(names)), strict=True)),
        codes=np.load(folder / "codes.npy", mmap_mode="r"),
        scales=np.load(folder / "scales.npy"),
        pairs=np.stack([levels[byte & 15], levels[byte >> 4]], axis=1),
        digest=about["digest"],
    )
