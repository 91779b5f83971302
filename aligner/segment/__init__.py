"""Text to Document: paragraphs, sentences, roles and marks, all as spans into the untouched text."""

from aligner.segment.document import segment

__all__ = ["segment"]
