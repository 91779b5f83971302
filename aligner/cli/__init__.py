"""The command line: options -> Settings -> one call -> one report. Printing happens here and in report/terminal.py only.

One module a command; heavy imports wait inside the commands, so that `aligner --help` answers at once.
"""

from aligner.cli.app import main

__all__ = ["main"]
