"""The command line: options -> Settings -> one call -> one report.

Printing happens here and in report/terminal.py only.

One module a command; heavy imports wait inside the commands, so that `aligner --help` answers at once.
"""

import os
import sys
from typing import NoReturn

from aligner.cli.process import leave, prepare_memory


def entry() -> NoReturn:
    """What the shell starts: `main`, in a process of its own."""
    prepare_memory()
    try:
        main()
    except SystemExit as end:
        leave(end.code if isinstance(end.code, int) else 0)
    leave(0)


def main() -> None:
    """The command of `sys.argv`. Raises SystemExit with 0: done; 1: what --fail-on names was found; 2: an error, said
    in one line; 3: files skipped.
    """
    # For every command, and before NumPy is loaded: thousands of small products in two threads wait for each other. On
    # a busy machine of two cores 64 x 256 by 256 x 160 takes 16 ms in two threads, .07 ms in one.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Help texts are made when the commands are imported, so the interface language is settled before that.
    arguments = sys.argv[1:]
    for i, argument in enumerate(arguments):
        value = argument.removeprefix("--ui=") if argument.startswith("--ui=") else None
        if argument == "--ui" and i + 1 < len(arguments):
            value = arguments[i + 1]
        if value in ("zh", "en"):
            os.environ["ALIGNER_UI"] = value
    from aligner.cli.app import run

    run()


__all__ = ["entry", "main"]
