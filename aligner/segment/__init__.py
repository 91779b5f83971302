"""Text to Document: paragraphs, sentences, roles and marks, all as spans into the untouched text."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligner.segment.document import segment

__all__ = ["segment"]


def __getattr__(name: str) -> object:
    """Imports `segment` at first use, so that modules like `aligner.segment.script` can be imported quickly."""
    if name == "segment":
        from aligner.segment.document import segment

        return segment
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
