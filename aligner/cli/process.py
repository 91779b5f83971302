"""The process that a command runs in: how it uses memory, and how it ends."""

from __future__ import annotations

import ctypes
import errno
import gc
import io
import os
import sys
from typing import NoReturn

from aligner.messages import say

EXIT_FOUND, EXIT_ERROR, EXIT_SKIPPED = 1, 2, 3
EXIT_INTERRUPTED = 130  # as shells say: 128 and the number of the signal

# Options of glibc's mallopt(3).
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8


def prepare_memory() -> None:
    """Settings for a short life with large arrays."""
    # Imports make a hundred thousand objects that stay. With Python's default thresholds, searching them for garbage
    # takes .1 to .2 s, and there is none.
    gc.set_threshold(100_000, 50, 50)
    # By default each large array gets fresh memory from the system, page by page: a sixth of the time of a long
    # alignment. Keep freed memory for the next array instead, in one arena for all threads.
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(MMAP_THRESHOLD, 1 << 30)
        libc.mallopt(TRIM_THRESHOLD, (1 << 31) - 1)
        libc.mallopt(ARENA_MAX, 1)


def prepare_streams() -> None:
    """Output that holds whatever the texts hold. Windows gives a pipe or a file the encoding of its language: if that
    has no Chinese (cp1252), UTF-8 is written; if it has (cp936), the few characters that it lacks as \\U0002a6d6.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue  # none, or what a test put in its place
        chinese = any(c.encode(stream.encoding, "ignore") for c in "汉漢")
        stream.reconfigure(encoding=None if chinese else "utf-8", errors="backslashreplace")


def leave(code: int) -> NoReturn:
    """Flush the output and end at once: Python's own exit frees every object, which takes .2 s."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # the reader of our pipe (head, less) has gone: nothing is wrong
        code = 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        if not code:  # otherwise the error has been reported already
            sys.stderr.write(say("cli.error", why=say("cli.disk-full")) + "\n")
            sys.stderr.flush()
        code = EXIT_ERROR
    os._exit(code)
