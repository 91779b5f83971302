"""One line that makes a result reproducible, after sacrebleu's `Signature`."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence

from aligner import __version__
from aligner.embed import Encoder
from aligner.records import Document
from aligner.settings import Settings


def sign(encoder: Encoder | None, settings: Settings, documents: Sequence[Document]) -> str:
    """`aligner:0.1.0|encoder:…|mode:auto|settings:1a2b3c4d|texts:5e6f7a8b`: digests are SHA-256, first 8 hex digits.

    `encoder` is None where no vectors were needed; the line then says "none".
    """
    options = json.dumps(dataclasses.asdict(settings), sort_keys=True)
    texts = "\0".join(f"{d.name}\0{d.text}" for d in documents)
    return "|".join(
        (
            f"aligner:{__version__}",
            f"encoder:{encoder.name if encoder else 'none'}",
            f"mode:{settings.mode}",
            f"settings:{_digest(options)}",
            f"texts:{_digest(texts)}",
        )
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
