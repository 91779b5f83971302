"""An encoder by its name."""

from __future__ import annotations

from aligner.embed.encoder import Encoder
from aligner.progress import Progress, silent
from aligner.settings import EmbedSettings


def load_encoder(name: str = "embedded", settings: EmbedSettings | None = None, progress: Progress = silent) -> Encoder:
    """The encoder of that name: "embedded", or a sentence-transformers model by name or path.

    `progress` is told about the batches of a sentence-transformers model. Raises EncoderError, which says what to run,
    if the model or the extra `neural` is missing; there is no fallback.
    """
    settings = settings or EmbedSettings()
    if name == "embedded":
        from aligner.embed.embedded import EmbeddedEncoder

        return EmbeddedEncoder()
    from aligner.embed.transformers import TransformerEncoder

    return TransformerEncoder(name, settings, progress)
