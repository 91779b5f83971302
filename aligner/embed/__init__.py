"""Texts to vectors. `load_encoder("embedded")` needs no download and no torch."""

from aligner.embed.encoder import AdditiveEncoder, Encoder, Token, Tokens, Vectors
from aligner.embed.load import load_encoder

__all__ = ["AdditiveEncoder", "Encoder", "Token", "Tokens", "Vectors", "load_encoder"]
