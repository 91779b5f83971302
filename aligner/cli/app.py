"""The Typer application: its commands, and what becomes of errors."""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated

import typer

from aligner import __version__
from aligner.cli import align, check, compare, duplicates, encoders, evaluate, find, init, segment
from aligner.cli.frame import Command, Group, NoArguments, UsageError, translate_frame, usage_error
from aligner.cli.process import EXIT_ERROR, EXIT_INTERRUPTED
from aligner.cli.shared import check_choice, stderr
from aligner.errors import AlignerError
from aligner.messages import say, ui_language

app = typer.Typer(
    name="aligner",
    help=say("cli.help"),
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="markdown",
)

for command in (compare, align, check, find, duplicates, segment, evaluate, encoders, init):
    command.register(app)
for info in app.registered_commands:
    info.cls = Command


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"aligner {__version__}")
        raise typer.Exit


@app.callback()
def root(
    ui: Annotated[str, typer.Option(help=say("cli.option.ui"), metavar="zh|en")] = "",
    version: Annotated[  # noqa: ARG001 (eager: its callback answers and ends)
        bool, typer.Option("--version", callback=_version, is_eager=True, help=say("cli.option.version"))
    ] = False,
) -> None:
    """Options of the program itself; `--ui` took effect before the help texts were made (see `main`)."""
    check_choice("--ui", ui, ("zh", "en"))


def run() -> None:
    """Run the command of `sys.argv`. An `AlignerError` or a wrong command line becomes one line, and exit code 2."""
    if ui_language() == "zh":
        translate_frame()
    try:
        # Not standalone, so that usage errors and exit codes come back here.
        code = app(prog_name="aligner", standalone_mode=False)
        if code == EXIT_INTERRUPTED:  # what Typer returns, silently, for Ctrl-C
            raise KeyboardInterrupt
        sys.exit(code)
    except NoArguments:  # the help was shown
        sys.exit(EXIT_ERROR)
    except (AlignerError, UsageError) as error:
        why = error.tell() if isinstance(error, AlignerError) else usage_error(error)
        stderr().print(say("cli.error", why=why), style="bold red", markup=False)
        sys.exit(EXIT_ERROR)
    except (KeyboardInterrupt, typer.Abort):
        stderr().print(say("cli.interrupted"), markup=False)
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader of our pipe (head, less) has gone. That is no error, and Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        stderr().print(say("cli.error", why=say("cli.disk-full")), style="bold red", markup=False)
        sys.exit(EXIT_ERROR)
