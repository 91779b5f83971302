"""The figures that benchmarks yield, and the folder of development data."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True)
class Score:
    """One figure. `goal` is what the project aims at; `higher_is_better` is False for times and false alarms."""

    name: str  # "align/mac-dev/strict-f1": unique, slashes from broad to narrow
    value: float
    goal: float | None = None
    higher_is_better: bool = True


Benchmark = Callable[[Path], Iterator[Score]]
"""Takes the folder of development data (`shared`), yields its figures."""


def shared_folder() -> Path | None:
    """The development data: $ALIGNER_SHARED, else `../shared` beside the checkout; None where absent."""
    path = Path(os.environ.get("ALIGNER_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    return path if (path / "eval").is_dir() else None


def digest(folder: Path) -> str:
    """SHA-256 over names and sizes and bytes of the gold data, first 12 hex digits: floors hold for these data only."""
    sha = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        sha.update(str(path.relative_to(folder)).encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()[:12]
