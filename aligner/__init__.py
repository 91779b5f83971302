"""Aligns Chinese and English texts, shows where they differ, and finds what repeats.

From Python: `aligner.pipeline.compare_accounts` does what `aligner compare` does, and returns a `records.Comparison`.
"""

__version__ = "0.1.0"
__all__ = ["__version__"]
