"""Chinese-English texts: aligned, compared, deduplicated. `aligner.pipeline` holds the whole flow."""

from aligner.embed import load_encoder

__version__ = "0.1.0"
__all__ = ["__version__", "load_encoder"]
