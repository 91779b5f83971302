"""Progress of long work is reported to a callable, so that library code prints nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Progress(Protocol):
    """Called with the message key of a stage ("progress.embed") and how many of how many things of it are done."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


def silent(stage: str, done: int, total: int) -> None:
    """Reports nothing."""


# Called, then emptied, when loops are compiled for the first time on a machine, which takes seconds. Loops are too deep
# in the work to be handed a `Progress`.
first_time: list[Callable[[], None]] = []
