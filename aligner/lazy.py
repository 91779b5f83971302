"""Functions of modules that are imported when they are first called: a table of formats loads only the one in use."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol


class Called(Protocol):
    """Any function: the table that holds it says which."""

    def __call__(self, *args: Any) -> Any: ...


def lazy(module: str, name: str) -> Called:
    """`name` of `module`, imported at the first call. A name that is not there raises AttributeError then."""

    def call(*args: Any) -> Any:
        return getattr(import_module(module), name)(*args)

    return call
