"""Functions whose module is imported at the first call, so that a table of formats loads only the one in use."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol


class Called(Protocol):
    """Any function; the type of the table that holds it says which."""

    def __call__(self, *args: Any) -> Any: ...


def lazy(module: str, name: str) -> Called:
    """`name` of `module`, imported at the first call; a missing name raises AttributeError at that call."""

    def call(*args: Any) -> Any:
        return getattr(import_module(module), name)(*args)

    return call
