"""The tokeniser of the shipped model as `tokenizer.json`: what `aligner.embed.pieces` does, said to the library
`tokenizers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aligner.embed.characters import characters
from aligner.embed.pieces import BEGIN, RUN_PATTERN
from training.characters import compiled

UNKNOWN = "[UNK]"


def write_tokenizer(vocabulary: Mapping[str, int], path: Path) -> None:
    """Write the file. The vocabulary holds UNKNOWN and BEGIN, both of weight 0: BEGIN stands before Chinese runs
    too.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    model = models.WordPiece(
        dict(vocabulary), unk_token=UNKNOWN, continuing_subword_prefix="", max_input_chars_per_word=1_000_000
    )
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Precompiled(compiled(characters()))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(RUN_PATTERN), behavior="removed", invert=True),
            pre_tokenizers.Metaspace(replacement=BEGIN, prepend_scheme="always"),
        ]
    )
    tokenizer.save(str(path), pretty=False)
