"""How long work reports itself: a callable, so that library code prints nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Progress(Protocol):
    """Called with a stage's message key ("progress.embed"), how much is done, and the total, in units of the stage."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


def silent(stage: str, done: int, total: int) -> None:
    """Reports nothing."""


# Told and emptied when machine code has to be made, which takes seconds, once a machine. Loops, deep in the work, have
# no `Progress` to tell.
first_time: list[Callable[[], None]] = []
