"""The process that a command runs in: how it uses memory, and how it ends."""

from __future__ import annotations

import ctypes
import errno
import gc
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
    # Imports make a hundred thousand objects that stay. To look through them for garbage takes .1 to .2 s with Python's
    # thresholds, and there is none.
    gc.set_threshold(100_000, 50, 50)
    # By default each large array is memory fresh from the system, page by page: a sixth of the time of a long
    # alignment. What is freed is kept for the next one instead, and all threads share it.
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(MMAP_THRESHOLD, 1 << 30)
        libc.mallopt(TRIM_THRESHOLD, (1 << 31) - 1)
        libc.mallopt(ARENA_MAX, 1)


def leave(code: int) -> NoReturn:
    """End at once, with all said. Python's own way out frees each object by itself, which takes .2 s."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # the reader of our pipe (head, less) has gone: nothing is wrong
        code = 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        if not code:  # else it has been told
            sys.stderr.write(say("cli.error", why=say("cli.disk-full")) + "\n")
            sys.stderr.flush()
        code = EXIT_ERROR
    os._exit(code)
