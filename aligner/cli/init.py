"""`aligner init`: write a commented settings file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aligner import own_files
from aligner.cli.shared import stdout
from aligner.errors import OutputError
from aligner.messages import say


def init(
    folder: Annotated[Path, typer.Argument(help=say("cli.init.folder"), file_okay=False)] = Path(),
) -> None:
    """Filled from the catalogue: see `register`."""
    from aligner.settings import commented_settings

    path = folder / own_files.SETTINGS
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(commented_settings())
    except FileExistsError as error:
        raise OutputError("cli.init.exists", path=path) from error
    except OSError as error:
        raise OutputError("cli.init.unwritable", path=path, why=error.strerror) from error
    stdout().print(say("cli.init.done", path=path), markup=False, soft_wrap=True)


def register(app: typer.Typer) -> None:
    app.command("init", help=say("cli.init.help"))(init)
