"""Command lines that say plainly what is wanted, read without Typer.

What is read here is read as Typer would (a test compares them). All else gives None, and Typer reads it: help,
`-qv`, `-o=x`, what is missing, unknown or out of range. So only Typer tells what is wrong.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from aligner.cli.declared import COMMANDS, Declared, Taken, command, taken

_NUMBER = {int: re.compile(r"[0-9]{1,9}"), float: re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")}
_GLOB = re.compile(r"[*?\[~$%]")  # Windows' shell leaves it to the program to find files


def plain(words: Sequence[str]) -> tuple[Callable[..., None], dict[str, Any]] | None:
    """The command that words ask for and its arguments, or None where they are not plain. `--ui` may stand before."""
    if words[:1] == ["--ui"] and words[1:2] and words[1] in ("zh", "en"):
        words = words[2:]
    if not words or words[0] not in COMMANDS or "" in words or (os.name == "nt" and any(map(_GLOB.search, words))):
        return None
    function = command(words[0])
    given = _read(taken(function), words[1:])
    return None if given is None else (function, given)


def _read(parameters: Sequence[Taken], words: Sequence[str]) -> dict[str, Any] | None:
    options = {}
    for p in parameters:
        if p.declared.option:
            for name in p.names:
                yes, _, no = name.partition("/")
                options[yes] = p, True
                if no:
                    options[no] = p, False
    given: dict[str, Any] = {}
    places: list[str] = []
    at = 0
    while at < len(words):
        word, _, value = words[at].partition("=") if words[at].startswith("--") else (words[at], "", "")
        at += 1
        if not word.startswith("-"):
            places.append(word)
            continue
        if word not in options:
            return None
        p, meant = options[word]
        if p.kind is bool:
            if value or "=" in words[at - 1]:
                return None
            given[p.name] = meant
            continue
        if not value:
            if "=" in words[at - 1] or at == len(words) or words[at].startswith("-"):
                return None
            value = words[at]
            at += 1
        if (read := _value(value, p.kind, p.declared)) is None:
            return None
        given[p.name] = [*given.get(p.name, ()), read] if p.many else read
    if not _place(parameters, places, given):
        return None
    return {p.name: given.get(p.name, p.default) for p in parameters}


def _place(parameters: Sequence[Taken], places: Sequence[str], given: dict[str, Any]) -> bool:
    """Fill in the arguments by their places; False where there are too few or too many, or one is wrong."""
    rest = list(places)
    for p in parameters:
        if not p.declared.option and rest:
            own, rest = (rest, []) if p.many else (rest[:1], rest[1:])
            values = [_value(word, p.kind, p.declared) for word in own]
            if None in values:
                return False
            given[p.name] = values if p.many else values[0]
        elif p.required and p.name not in given:
            return False
    return not rest


def _value(word: str, kind: type, declared: Declared) -> Any:
    """What a word says, or None where it is not sure to be right."""
    if kind is str:
        return word
    if kind is Path:
        path = Path(word)
        if path.is_dir():
            return path if declared.folder and os.access(path, os.R_OK) else None
        return path if not os.path.lexists(path) or (declared.file and os.access(path, os.R_OK)) else None
    if not _NUMBER[kind].fullmatch(word):
        return None
    number = kind(word)
    low, high = declared.least, declared.most
    return number if (low is None or number >= low) and (high is None or number <= high) else None
