"""The Typer application: the commands, and how errors end."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from aligner import __version__
from aligner.cli import align, check, compare, duplicates, encoders, evaluate, find, init, segment
from aligner.cli.shared import stderr
from aligner.errors import AlignerError, SettingsError
from aligner.messages import say, ui_language

app = typer.Typer(
    name="aligner",
    help=say("cli.help"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="markdown",
)

for command in (compare, align, check, find, duplicates, segment, evaluate, encoders, init):
    command.register(app)


def _translate_frame() -> None:
    """The frame that Typer draws around our help, in the interface language: Typer ships English only."""
    from rich import columns
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Table
    from typer import rich_utils

    class FoldingTable(Table):
        """Folds what is too long: Chinese has no spaces to break at, and rich would cut it off with an ellipsis."""

        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            for column in self.columns:
                column.overflow = "fold"
            return super().__rich_console__(console, options)

    setattr(columns, "Table", FoldingTable)  # noqa: B010 (a help text is laid out in one cell of a grid)
    setattr(rich_utils, "Table", FoldingTable)  # noqa: B010
    rich_utils.ARGUMENTS_PANEL_TITLE = say("cli.frame.arguments")
    rich_utils.OPTIONS_PANEL_TITLE = say("cli.frame.options")
    rich_utils.COMMANDS_PANEL_TITLE = say("cli.frame.commands")
    rich_utils.ERRORS_PANEL_TITLE = say("cli.frame.error")
    rich_utils.DEFAULT_STRING = say("cli.frame.default")
    rich_utils.REQUIRED_LONG_STRING = say("cli.frame.required")
    rich_utils.RICH_HELP = say("cli.frame.try-help")


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


def run() -> None:
    """Run the command of `sys.argv`; an `AlignerError` becomes one line on stderr and exit 2."""
    if ui_language() == "zh":
        _translate_frame()
    try:
        app(prog_name="aligner")
    except AlignerError as error:
        stderr().print(say("cli.error", why=error.tell()), style="bold red", markup=False)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our pipe (head, less) has gone: nothing is wrong, and Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
