"""Plain command lines are read as Typer reads them, and without it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
import typer.main
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.cli.app import app
from aligner.cli.declared import COMMANDS, command
from aligner.cli.frame import UsageError
from aligner.cli.quick import plain
from tests.cli.test_start import after, loaded

ROOT: Any = typer.main.get_command(app)

PLAIN = [
    "align a.txt b.txt -o out.tsv",
    "align --lines a.txt --mode parallel b.txt --output=out.tsv -q --max-sentences 6",
    "find telegram folder file.txt",
    "find -n 3 telegram folder --limit 4 other",
    "--ui zh find telegram folder",
    "compare",
    "compare a b --zh c --zh d --en e --out there --min-confidence .5",
    "compare a --min-confidence 0.5 --coverage --fail-on major",
    "duplicates a --no-retold --keep first --min-zh 20 --retold",
    "check pairs.tsv --off dates --off names --scores --json",
    "segment a b --json --lines",
    "encoders",
    "cache --clear",
    "init",
    "init folder",
    "evaluate file.txt file.txt",
]
# Left to Typer: help, what is wrong, and what it can read and this cannot.
NOT_PLAIN = [
    "",
    "--help",
    "--version",
    "align --help",
    "nix",
    "--ui fr find a b",
    "align a b",
    "align a b c -o x",
    "align a b -o",
    "align a b -o folder",
    "align a b -o -q",
    "align a b -qv -o x",
    "align a b -ox",
    "align a b -o x -- c",
    "align a b -o x --max-sentences 3",
    "align a b -o x --max-sentences six",
    "align a b -o x --quiet=yes",
    "align a b --output= x",
    "align a b --mod parallel -o x",
    "find telegram",
    "compare a --out file.txt",
    "compare a --min-confidence 1.5",
    "evaluate folder file.txt",
    "cache now",
    "find '' folder",
]


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A folder with a file and a folder in it, to be in."""
    here = tmp_path_factory.mktemp("quick")
    (here / "file.txt").touch()
    (here / "folder").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        yield here


def by_typer(words: list[str]) -> tuple[str, dict[str, Any]]:
    """The command and its arguments."""
    context = ROOT.make_context("aligner", list(words))
    name, own, rest = ROOT.resolve_command(context, [*context._protected_args, *context.args])
    found = own.make_context(name, rest, parent=context).params
    # What the command is given: lists, and None for those that nobody gave.
    return name, {key: (list(value) or None) if isinstance(value, tuple) else value for key, value in found.items()}


def read(words: list[str]) -> tuple[str, dict[str, Any]] | None:
    asked = plain(words)
    return asked and (asked[0].__name__, asked[1])


@pytest.mark.parametrize("line", PLAIN)
def test_plain_lines_are_read_as_typer_reads_them(line: str) -> None:
    words = shlex.split(line)
    found = read(words)
    if ".5" in words:
        assert found is None
    else:
        assert found == by_typer(words)


@pytest.mark.parametrize("line", NOT_PLAIN)
def test_other_lines_are_left_to_typer(line: str) -> None:
    assert plain(shlex.split(line)) is None


WORDS = st.sampled_from(
    shlex.split(
        "a.txt file.txt folder -o --output -q --quiet --lines --mode parallel --mode=auto 5 0 -n --limit 3.5 --zh --en "
        "--out --retold --no-retold --keep best --off --scores --json --min-confidence 0.5 --max-sentences --ui zh -- "
        "-v x=y --a=b"
    )
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from([*COMMANDS]), rest=st.lists(WORDS, max_size=7))
def test_whatever_is_read_is_what_typer_reads(name: str, rest: list[str]) -> None:
    found = read([name, *rest])
    if found is None:
        return
    try:
        assert found == by_typer([name, *rest])
    except UsageError as error:
        raise AssertionError(f"Typer refuses {rest}: {error}") from error


@pytest.mark.parametrize("name", [*COMMANDS])
def test_every_command_is_there_under_its_name(name: str) -> None:
    assert command(name).__name__ == name
    assert ROOT.commands[name].help


def test_a_plain_line_imports_neither_typer_nor_a_progress_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    (tmp_path / "a.txt").write_text("天黑了。It grew dark.", encoding="utf-8")
    told = after("segment", str(tmp_path / "a.txt"), show=loaded("typer", "pydantic", "rich.progress"))
    assert told == ""
