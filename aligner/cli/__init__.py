"""The command line: options -> Settings -> one call -> one report.

Printing happens here and in report/terminal.py only.

One module a command; heavy imports wait inside the commands, so that `aligner --help` answers at once.
"""

import os
import sys
from typing import NoReturn

from aligner.cli.process import leave, prepare_memory, prepare_streams


def entry() -> NoReturn:
    """What the shell starts: `main`, with memory settings and a quick exit that suit a process of its own."""
    prepare_memory()
    try:
        main()
    except SystemExit as end:
        leave(end.code if isinstance(end.code, int) else 0)
    leave(0)


def main() -> None:
    """Run the command of `sys.argv`. Raises SystemExit: 0 done, 1 --fail-on was met, 2 an error, 3 files skipped."""
    # One thread, set before NumPy is loaded: in two, thousands of small products wait for each other (64 x 256 by
    # 256 x 160 on a busy machine of two cores: 16 ms in two threads, .07 ms in one).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    prepare_streams()
    # Help texts are made when the commands are imported, so the interface language must be settled before.
    language, others = _language(sys.argv[1:])
    if language in ("zh", "en"):
        os.environ["ALIGNER_UI"] = language
    if language is not None:
        sys.argv[1:] = ["--ui", language, *others]
    from aligner.cli.app import run

    run()


def _language(arguments: list[str]) -> tuple[str | None, list[str]]:
    """The value of `--ui`, wherever it stands before a bare `--` (None if it does not), and the other arguments."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for i, argument in enumerate(arguments[:end]):
        if argument.startswith("--ui="):
            return argument.removeprefix("--ui="), arguments[:i] + arguments[i + 1 :]
        if argument == "--ui" and i + 1 < end:
            return arguments[i + 1], arguments[:i] + arguments[i + 2 :]
    return None, arguments


__all__ = ["entry", "main"]
