"""Reads the data files that ship inside the package; paths are relative to it: `compare/stance.toml`."""

from __future__ import annotations

from importlib import resources
from typing import Any


def packaged_text(path: str) -> str:
    """A UTF-8 file, as it is."""
    return resources.files("aligner").joinpath(path).read_text(encoding="utf-8")


def packaged_toml(path: str) -> dict[str, Any]:
    """A TOML file as a table."""
    import tomllib

    return tomllib.loads(packaged_text(path))


def packaged_json(path: str) -> Any:
    """What a JSON file holds."""
    import json

    return json.loads(packaged_text(path))


def packaged_lines(path: str) -> list[str]:
    """The lines of a text file, without empty ones and without remarks (#)."""
    return [line for line in packaged_text(path).splitlines() if line and not line.startswith("#")]
