"""Work in threads: BLAS and compiled loops let other Python threads run."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

MOST = 4  # threads: between the compiled loops is Python code, which only one thread runs at a time


def at_once(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """The results of both; the second runs in this thread, the first in another at the same time."""
    with ThreadPoolExecutor(1) as pool:
        began = pool.submit(first)
        result = second()
        return began.result(), result


def by_strips(count: int, strip: int, work: Callable[[int], None]) -> None:
    """Call `work(first)` for the first row of every strip of `count` rows. Strips must not write to the same places; an
    error in one is raised here.
    """
    firsts = range(0, count, strip)
    workers = min(len(firsts), os.cpu_count() or 1, MOST)
    if workers < 2:
        for first in firsts:
            work(first)
        return
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, firsts))
