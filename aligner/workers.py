"""Applies a function to many things in several processes; the results come in order, as from one process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from aligner.errors import WorkerError

HEARD = 0.2  # seconds until an interrupt (Ctrl-C) that ended the processes is sure to have reached this one too
Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    name: Callable[[Item], str],
    processes: int,
    prepare: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """`function` of each item, in order; in this process if `processes` is 1 or there is only one item.

    `function`, items and results must pickle. `prepare` is called once in each process that does the work, before its
    first item, to load what all items need. Items are begun in order: put those that take longest first. An error of
    the function is raised as it is, with the `name` of the item as a note. Ctrl-C ends all processes. Raises
    WorkerError if a process dies.
    """
    if min(processes, len(items)) <= 1:
        if prepare is not None:
            prepare()
        yield from map(function, items)
        return
    # Spawned, not forked: a fork would catch threads (linear algebra, progress bar) in the middle of their work.
    context = multiprocessing.get_context("spawn")
    workers = min(processes, len(items))
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(prepare,)) as pool:
        with _interrupts_held():  # the new processes inherit this: Python complains if interrupted while it starts
            waiting: list[Future[Result]] = [pool.submit(function, item) for item in items][::-1]
        try:
            for item in items:
                try:
                    yield waiting.pop().result()  # popped, so that the result is not kept
                except BrokenProcessPool as error:
                    # Ctrl-C reaches all processes; this one may get it a moment after the others have ended.
                    time.sleep(HEARD)
                    raise WorkerError("workers.lost", name=name(item)) from error
                except Exception as error:
                    error.add_note(name(item))
                    raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while processes are started, which inherit this; one that comes meanwhile is delivered after."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _begin(prepare: Callable[[], None] | None) -> None:
    _end_when_interrupted()
    if prepare is not None:
        prepare()


def _end_when_interrupted() -> None:
    """Let a process of the pool end at Ctrl-C, at once and silently: the process that started it reports. If the shell
    made that one ignore Ctrl-C (a background job), this one ignores it too.
    """
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
