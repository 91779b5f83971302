"""sentence-transformers models by name or path, on CPU or GPU, with their vectors kept on disk. Needs the extra
`neural`.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from aligner.embed.encoder import Vectors
from aligner.embed.models import full_name, prompt_for
from aligner.embed.store import VectorStore, store_path
from aligner.errors import EncoderError
from aligner.progress import Progress, silent
from aligner.settings import EmbedSettings

SAMPLED = 1 << 20  # bytes read at either end of a weights file to identify it


class TransformerEncoder:
    """An `Encoder` that uses a sentence-transformers model. Code that comes with a model is never run.

    Raises EncoderError, which says what to run, if the extra `neural`, the model or the device is missing.
    """

    def __init__(self, name: str, settings: EmbedSettings, progress: Progress = silent) -> None:
        name = name if Path(name).exists() else full_name(name)
        self._model = _load(name, settings.device)
        self._prompt = prompt_for(name)
        self._batch_size = settings.batch_size
        self._progress = progress
        half = self._model.device.type != "cpu"
        if half:
            self._model.half()
        self._name = f"{name}@{_identity(name, self._model)}" + ("/fp16" if half else "")
        self._store = VectorStore(store_path(), f"{self._name}|{self._prompt}") if settings.cache else None

    @property
    def name(self) -> str:
        return self._name

    def encode(self, texts: Sequence[str]) -> Vectors:
        """float32 `(len(texts), dim)`, rows of length 1; an empty text is a zero row. Repeated texts are embedded
        once.
        """
        wanted = [text for text in dict.fromkeys(texts) if text.strip()]
        known = self._store.get(wanted) if self._store else {}
        # Longest first: the texts of a batch have similar lengths, and if memory runs out, it does so at once.
        missing = sorted((text for text in wanted if text not in known), key=lambda text: (-len(text), text))
        done = 0
        while done < len(missing):
            self._progress("progress.sentences", done, len(missing))
            batch = missing[done : done + self._batch_size]
            rows = self._embed(batch)
            if rows is None:
                self._batch_size = len(batch) // 2
                continue
            if self._store:
                self._store.put(batch, rows)
            known.update(zip(batch, rows, strict=True))
            done += len(batch)
        dim = self._model.get_embedding_dimension()
        out = np.zeros((len(texts), dim), np.float32)
        for i, text in enumerate(texts):
            if text in known:
                out[i] = known[text]
        return out

    def _embed(self, batch: list[str]) -> Vectors | None:
        """Rows of a batch; None if memory ran out and a smaller batch may do. Raises EncoderError for one text."""
        import torch

        try:
            found = self._model.encode(
                batch,
                prompt=self._prompt or None,
                batch_size=len(batch),
                show_progress_bar=False,
                convert_to_numpy=True,
                normalize_embeddings=True,
            )
        except torch.OutOfMemoryError as error:
            if len(batch) == 1:
                raise EncoderError("embed.memory", name=self._name, characters=len(batch[0])) from error
            if torch.cuda.is_available():
                torch.cuda.empty_cache()
            return None
        rows: Vectors = np.array(found, np.float32)
        # float16 leaves lengths off by up to 1e-3.
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        return rows


def _load(name: str, device: str) -> Any:
    # Otherwise the hub is told about this environment, even if a model is read from disk.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        from sentence_transformers import SentenceTransformer

        # Its attempts to reach the hub are logged line by line; our own error says the result once.
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    except ImportError as error:
        raise EncoderError("embed.extra", name=name) from error
    looks_like_path = Path(name).is_absolute() or name.startswith(".") or Path(name).exists()
    if looks_like_path and not (Path(name) / "modules.json").is_file() and not (Path(name) / "config.json").is_file():
        raise EncoderError("embed.no-model-there", path=name)
    chosen = {"device": None if device == "auto" else device, "trust_remote_code": False}
    try:
        if looks_like_path:
            return SentenceTransformer(name, **chosen)
        try:
            return SentenceTransformer(name, local_files_only=True, **chosen)  # a model that is here needs no network
        except OSError:
            _ask_hub(name)
            return SentenceTransformer(name, **chosen)
    except OSError as error:
        key = (
            "embed.offline" if os.environ.get("HF_HUB_OFFLINE", "") in {"1", "true", "TRUE", "ON"} else "embed.missing"
        )
        raise EncoderError(key, name=name, why=str(error).splitlines()[0]) from error
    except (ValueError, RuntimeError) as error:
        key = "embed.remote-code" if "trust_remote_code" in str(error) else "embed.unusable"
        raise EncoderError(key, name=name, why=str(error).splitlines()[0]) from error


def _ask_hub(name: str) -> None:
    """Request one small file, before the library makes dozens of requests and repeats each for ten seconds and more.

    Raises OSError if there is no network or no such model. A model without an owner belongs to sentence-transformers,
    or is one of the first models of the hub.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import RepositoryNotFoundError

    missing = name
    for repository in [name] if "/" in name else [f"sentence-transformers/{name}", name]:
        try:
            snapshot_download(repository, allow_patterns=["config.json"])
        except RepositoryNotFoundError as error:
            missing = str(error)
        except Exception as error:
            raise OSError(str(error)) from error
        else:
            return
    raise OSError(missing)


def _identity(name: str, model: Any) -> str:
    """Eight hex digits that identify the weights: from the files of a local folder, or the commit on the hub.

    Of large files only the size and both ends count, since reading 2 GB at every start would take seconds.
    """
    folder = Path(name)
    sha = hashlib.sha256()
    if folder.is_dir():
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            size = path.stat().st_size
            sha.update(f"{path.relative_to(folder).as_posix()}:{size}:".encode())
            with path.open("rb") as file:
                sha.update(file.read(SAMPLED))
                if size > 2 * SAMPLED:
                    file.seek(-SAMPLED, os.SEEK_END)
                sha.update(file.read())
    else:
        commit = getattr(model[0].auto_model.config, "_commit_hash", None)
        sha.update(f"{name}:{commit}".encode())
    return sha.hexdigest()[:8]
