"""How long work reports itself: a callable, so that library code prints nothing."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called with a stage's message key ("progress.embed"), how much is done, and the total, in units of the stage."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


def silent(stage: str, done: int, total: int) -> None:
    """Reports nothing."""
