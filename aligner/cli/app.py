"""The Typer application: help texts, and command lines that `quick.py` leaves to it."""

from __future__ import annotations

from typing import Annotated

import typer

from aligner import __version__
from aligner.cli.declared import COMMANDS, command, for_typer
from aligner.cli.frame import Command, Group, UsageError, translate_frame, usage_error
from aligner.cli.process import EXIT_ERROR, EXIT_INTERRUPTED, tell_error
from aligner.errors import SettingsError
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

for name, (_, _, help_key) in COMMANDS.items():
    app.command(name, help=say(help_key), cls=Command)(for_typer(command(name)))


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
    if ui not in ("", "zh", "en"):
        raise SettingsError("settings.choice", key="--ui", value=ui, choices="zh, en")


def run() -> int:
    """Run the command of `sys.argv` and return its exit code; what cannot be understood becomes one line and code 2.

    Raises what the command raises, and KeyboardInterrupt.
    """
    if ui_language() == "zh":
        translate_frame()
    try:
        # Not standalone: what was typed wrongly comes here to be told, and the exit code of a command comes back.
        code: int | None = app(prog_name="aligner", standalone_mode=False)
    except UsageError as error:
        tell_error(usage_error(error))
        return EXIT_ERROR
    except typer.Abort:
        raise KeyboardInterrupt from None
    if code == EXIT_INTERRUPTED:  # Typer makes this of Ctrl-C, and says nothing
        raise KeyboardInterrupt
    return code or 0
