"""A function over many things, spread over processes; the results come in order, as if one had done it all."""

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

HEARD = 0.2  # seconds in which an interrupt that ended the processes is heard here too
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
    """`function` of each item, in order; in this process where `processes` is 1, or there is one item only.

    `function`, items and results must pickle. `prepare` is called once in each process, this one too where it does the
    work, before its first item: for what is loaded once and used for all. The first items are begun first: put what
    takes longest there. An error of the function comes as it is, with a note that says the `name` of the item. Ctrl-C
    ends all processes. Raises WorkerError.
    """
    if min(processes, len(items)) <= 1:
        if prepare is not None:
            prepare()
        yield from map(function, items)
        return
    # Spawned, not forked: threads of the linear algebra and of the progress bar would be forked in mid-work.
    context = multiprocessing.get_context("spawn")
    workers = min(processes, len(items))
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(prepare,)) as pool:
        with _interrupts_held():  # by processes too, until they are up: Python interrupted at its start complains
            waiting: list[Future[Result]] = [pool.submit(function, item) for item in items][::-1]
        try:
            for item in items:
                try:
                    yield waiting.pop().result()  # popped: a result that was taken need not be kept
                except BrokenProcessPool as error:
                    # Ctrl-C reaches the processes and this one; here it may be heard a moment after they have ended.
                    time.sleep(HEARD)
                    raise WorkerError("workers.lost", name=name(item)) from error
                except Exception as error:
                    error.add_note(name(item))
                    raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """For the moment in which processes are started, which inherit it: one that comes meanwhile is heard afterwards."""
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
    """A process of the pool ends at Ctrl-C at once and says nothing: the one that started it does. Where a shell has
    that one ignore Ctrl-C (a job in the background), so does this."""
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
