"""Chinese-English texts: aligned, compared, deduplicated. `aligner.pipeline` holds the whole flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aligner.embed import load_encoder

__version__ = "0.1.0"
__all__ = ["__version__", "load_encoder"]


def __getattr__(name: str) -> Any:
    """Import on first use, so that `aligner --help` does not wait for numpy."""
    if name == "load_encoder":
        from aligner.embed import load_encoder

        return load_encoder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
