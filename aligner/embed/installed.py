"""Which models are on this computer; none is loaded."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path


def extra_installed() -> bool:
    """Is sentence-transformers there (the extra `neural`)?"""
    return find_spec("sentence_transformers") is not None


def hub_folder() -> Path:
    """Where Hugging Face keeps downloads: its own variables, in its own order."""
    if chosen := os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE"):
        return Path(chosen).expanduser()
    home = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "huggingface"
    return Path(home).expanduser() / "hub"


def model_on_disk(name: str) -> bool:
    """Has a model of the hub been fetched? True only where a snapshot with files is there, not for a broken
    download.
    """
    snapshots = hub_folder() / f"models--{name.replace('/', '--')}" / "snapshots"
    return snapshots.is_dir() and any((s / "config.json").exists() for s in snapshots.iterdir())
