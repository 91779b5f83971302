"""The Typer application: the commands, the options they share, and how errors end."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer
from rich.console import Console

from aligner.cli import align, check, compare, duplicates, encoders, evaluate, find, init, segment
from aligner.errors import AlignerError
from aligner.messages import say

app = typer.Typer(
    name="aligner",
    help=say("cli.help"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="markdown",
)

for module in (compare, align, check, duplicates, find, segment, evaluate, encoders, init):
    module.register(app)


def _version(asked: bool) -> None:
    if asked:
        from importlib import metadata

        typer.echo(f"aligner {metadata.version('aligner')}")
        raise typer.Exit


@app.callback()
def root(
    ui: Annotated[str, typer.Option(help=say("cli.option.ui"), metavar="zh|en")] = "",
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=say("cli.option.version"))] = False,
) -> None:
    """Options of the program itself. `--ui` was read before the help texts were made (see `main`)."""


def main() -> None:
    """Entry point. Exit 0: done; 1: flags found and --fail-on asked; 2: an error, said in one line."""
    try:
        app(prog_name="aligner")
    except AlignerError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(say("cli.error", why=error.tell()), style="bold red", markup=False)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our pipe (head, less) has gone: nothing is wrong, and Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
