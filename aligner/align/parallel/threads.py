"""Strips of rows, several at once: BLAS and compiled loops let other threads of Python run."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

MOST = 4  # threads: what lies between the compiled loops is Python, and only one thread runs that


def at_once(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """What both return, the second called in this thread while the first runs in another."""
    with ThreadPoolExecutor(1) as pool:
        began = pool.submit(first)
        result = second()
        return began.result(), result


def by_strips(count: int, strip: int, work: Callable[[int], None]) -> None:
    """`work(first)` for the first row of every strip of `count` rows. The strips must not touch each other's results;
    what one raises is raised here."""
    firsts = range(0, count, strip)
    workers = min(len(firsts), os.cpu_count() or 1, MOST)
    if workers < 2:
        for first in firsts:
            work(first)
        return
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, firsts))
