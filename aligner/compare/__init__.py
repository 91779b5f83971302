"""Alignment -> Flags: where two texts that correspond say different things."""

from aligner.compare.driver import find_divergences

__all__ = ["find_divergences"]
