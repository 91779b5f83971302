"""`aligner evaluate`: an alignment against a gold one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from aligner.cli.shared import stdout
from aligner.errors import InputError
from aligner.messages import say


def evaluate(
    gold: Annotated[Path, typer.Argument(help=say("evaluate.gold"), show_default=False, dir_okay=False)],
    auto: Annotated[Path, typer.Argument(help=say("evaluate.auto"), show_default=False, dir_okay=False)],
) -> None:
    """Filled from the catalogue: see `register`."""
    from aligner.align.evaluate import compare_beads

    tally = compare_beads(_read(gold), _read(auto))
    console = stdout()
    for kind, rates in (("strict", tally.strict), ("lax   ", tally.lax)):
        precision, recall, f1 = (f"{rate:.3f}" for rate in (rates.precision, rates.recall, rates.f1))
        console.print(say("evaluate.row", kind=kind, precision=precision, recall=recall, f1=f1), markup=False)


def _read(path: Path) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Beads of a file. Raises InputError where there are none to be found."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        beads = data["gold" if "gold" in data else "beads"] if isinstance(data, dict) else data
        return [(tuple(map(int, bead[0])), tuple(map(int, bead[1]))) for bead in beads]
    except (OSError, ValueError, TypeError, IndexError, KeyError) as error:
        raise InputError("evaluate.unreadable", path=path, why=error) from error


def register(app: typer.Typer) -> None:
    app.command("evaluate", help=say("evaluate.help"))(evaluate)
