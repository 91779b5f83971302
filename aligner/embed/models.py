"""The table of sentence-transformers models: recommended ones, and those that need a prompt before every text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from aligner.messages import UiLang
from aligner.packaged import packaged_toml


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A recommended model. `megabytes`: of the download. `note`: what it is good for, by interface language."""

    name: str
    megabytes: int
    dim: int
    note: dict[UiLang, str]


@cache
def known_models() -> tuple[KnownModel, ...]:
    return tuple(KnownModel(**entry) for entry in _data()["model"])


def full_name(name: str) -> str:
    """The name with its owner (sentence-transformers/LaBSE for LaBSE), if it is a known model."""
    return next((m.name for m in known_models() if m.name.rpartition("/")[2] == name), name)


def prompt_for(name: str) -> str:
    """The prompt that the model of that name or path needs before every text; empty for most."""
    return next((str(entry["text"]) for entry in _data()["prompt"] if re.search(entry["match"], name)), "")


@cache
def _data() -> dict[str, list[dict[str, Any]]]:
    return packaged_toml("embed/models.toml")
