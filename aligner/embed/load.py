"""An encoder by its name."""

from __future__ import annotations

from aligner.embed.encoder import Encoder
from aligner.progress import Progress, silent
from aligner.settings import EmbedSettings


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
