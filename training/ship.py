"""From a trained table to the folder that ships: pieces chosen, one byte a number, the layout of
sentence-transformers.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from training.data import Floats, Longs
from training.tokenizer import UNKNOWN, write_tokenizer

MODULES = (
    ("0", "", "sentence_transformers.models.StaticEmbedding"),
    ("1", "1_Normalize", "sentence_transformers.models.Normalize"),
)


def quantise(table: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Rows as int8 and what to multiply each by. The largest number of a row becomes 127; error under 0.5 % of a row's
    length.
    """
    largest = np.abs(table).max(axis=1)
    weights = np.maximum(largest, 1e-9) / 127
    return np.rint(table / weights[:, None]).astype(np.int8), weights.astype(np.float32)


def write_model(folder: Path, names: Sequence[str], rows_of: Longs, table: Floats) -> None:
    """Write vocabulary and vectors: piece i is named `names[i]`, its vector is `table[rows_of[i]]`; rows of zeros are
    not kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = np.array(sorted({int(row) for row in rows_of if table[row].any()}))
    rows, weights = quantise(table[known])
    vocabulary = {UNKNOWN: 0} | {name: number for number, name in enumerate(names, 1)}
    place = {int(row): number for number, row in enumerate(known)}
    found = np.array([0, *(place.get(int(row), -1) for row in rows_of)])
    mapping = np.maximum(found, 0).astype(np.int32)
    piece_weights = np.where(found >= 0, weights[mapping], 0).astype(np.float16)
    piece_weights[0] = 0
    write_tokenizer(vocabulary, folder / "tokenizer.json")
    (folder / "vocabulary.txt.gz").write_bytes(gzip.compress("\n".join(vocabulary).encode(), mtime=0))
    arrays = {"embeddings": rows, "mapping": mapping, "weights": piece_weights}
    _write_safetensors(arrays, folder / "model.safetensors")
    modules = [{"idx": int(name), "name": name, "path": path, "type": kind} for name, path, kind in MODULES]
    (folder / "modules.json").write_text(json.dumps(modules, indent=1) + "\n", encoding="utf-8")
    about: dict[str, Any] = {
        "model_type": "SentenceTransformer",
        "similarity_fn_name": "cosine",
        "prompts": {},
        "default_prompt_name": None,
    }
    (folder / "config_sentence_transformers.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _write_safetensors(arrays: Mapping[str, npt.NDArray[np.generic]], path: Path) -> None:
    from safetensors.numpy import save_file

    digest = hashlib.sha256(b"".join(array.tobytes() for array in arrays.values())).hexdigest()[:8]
    save_file(dict(arrays), path, metadata={"digest": digest})
