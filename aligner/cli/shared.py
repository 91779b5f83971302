"""What commands share: consoles, a progress bar, options that stand in several, and how options become Settings."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from aligner import own_files
from aligner.errors import SettingsError
from aligner.messages import say, tell
from aligner.progress import Progress, first_time, silent
from aligner.records import Flag, Severity, Skipped
from aligner.review.file import Review, read_review
from aligner.settings import Settings, load_settings

Config = Annotated[Path | None, typer.Option("--config", help=say("cli.option.config"), dir_okay=False)]
EncoderName = Annotated[str | None, typer.Option("--encoder", help=say("cli.option.encoder"))]
ModeName = Annotated[
    str | None, typer.Option("--mode", help=say("cli.option.mode"), metavar="auto|parallel|comparable")
]
Lines = Annotated[bool, typer.Option("--lines", help=say("cli.option.lines"))]
WithoutNotes = Annotated[bool, typer.Option("--without-notes", help=say("cli.option.without-notes"))]
ReviewFile = Annotated[Path | None, typer.Option("--review", help=say("review.option"), dir_okay=False)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say("cli.option.quiet"))]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help=say("cli.option.verbose"))]


def stdout() -> Console:
    """For results. Width follows the terminal; 80 columns when piped."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 80)


def stderr() -> Console:
    """For progress and errors, so that pipes carry results only."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress_bar(quiet: bool, verbose: bool = False) -> Iterator[Progress]:
    """A `Progress` on stderr: one line a stage, with its time, when verbose; else a bar if stderr is a terminal.

    Silent when quiet, and when stderr is no terminal and nobody asked for lines.
    """
    console = stderr()
    if verbose and not quiet:
        yield from _stage_lines(console)
        return
    if quiet or not console.is_terminal:
        yield silent
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=console, transient=True) as bars:
        tasks: dict[str, Any] = {}
        first_time[:] = [lambda: stderr().print(say("cli.first-time"), markup=False)]

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                for task in bars.tasks:  # what came before is done
                    bars.update(task.id, completed=task.total)
                tasks[stage] = bars.add_task(say(stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def _stage_lines(console: Console) -> Iterator[Progress]:
    """Prints each stage when the next one begins: how many things it handled, and how long it took."""
    begun = [time.perf_counter()]
    now: list[tuple[str, int]] = []

    def report(stage: str, done: int, total: int) -> None:  # noqa: ARG001 (a stage is printed once, at its end)
        if not now or now[0][0] != stage:
            end()
            now[:] = [(stage, total)]
            begun[0] = time.perf_counter()

    def end() -> None:
        for stage, total in now:
            took = f"{time.perf_counter() - begun[0]:.2f}"
            console.print(say("cli.stage", seconds=f"{took:>7}", stage=say(stage), total=f"{total:,}"), markup=False)

    yield report
    end()


def check_choice(option: str, value: str | None, choices: Iterable[str]) -> None:
    """Raises SettingsError for a value that is none of the choices; None and "" mean that the option was not given."""
    known = tuple(choices)
    if value and value not in known:
        raise SettingsError("settings.choice", key=option, value=value, choices=", ".join(known))


def any_as_grave(flags: Iterable[Flag], severity: str) -> bool:
    """Whether `--fail-on SEVERITY` is met; "" is met by nothing."""
    return bool(severity) and any(flag.severity.rank >= Severity(severity).rank for flag in flags)


def settings_for(
    paths: Sequence[Path], config: Path | None, mode: str | None = None, **stages: dict[str, Any]
) -> Settings:
    """The defaults, changed by `--config` or the `aligner.toml` beside the texts, then by options that are not None."""
    if config is None:
        beside = own_file_beside(paths, own_files.SETTINGS)
        config = Path(beside) if beside else None
    settings = load_settings(config) if config else Settings()
    given: dict[str, Any] = {
        stage: {k: v for k, v in fields.items() if v is not None} for stage, fields in stages.items()
    }
    if mode is not None:
        given["mode"] = mode
    return settings.changed(**given)


def review_for(paths: Sequence[Path], given: Path | None) -> Review | None:
    """The review in the file given, else in the one that lies beside the texts; None where there is none."""
    beside = own_file_beside(paths, own_files.REVIEW)
    given = given or (Path(beside) if beside else None)
    return read_review(given) if given else None


def own_file_beside(paths: Sequence[Path], name: str) -> str | None:
    """The path of a file of ours in the folder of the first text that has one beside it, or None."""
    folders = (path if path.is_dir() else path.parent for path in paths)
    return next((str(folder / name) for folder in folders if (folder / name).is_file()), None)


def report_skipped(skipped: Sequence[Skipped]) -> None:
    """Name every file that could not be used, and why, on stderr."""
    console = stderr()
    for item in skipped:
        why = tell(item.reason)
        key = "cli.skipped-named" if item.path in why else "cli.skipped"  # most reasons name the file themselves
        console.print(say(key, path=item.path, why=why), style="yellow", markup=False)
