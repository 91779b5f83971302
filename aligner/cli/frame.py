"""Translates what Typer itself prints: usage lines, the frame of a help text, usage errors.

Typer speaks English only. The two command classes here translate its help, `usage_error` its errors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from aligner.messages import say, ui_language

# Typer carries its own Click from 0.20 on and imports Click's before: its exceptions are where BadParameter is.
_exceptions = import_module(typer.BadParameter.__module__)
UsageError: type[Exception] = _exceptions.UsageError
NoArguments: type[Exception] = _exceptions.NoArgsIsHelpError

# What Typer says -> the key of our message, filled from the groups. Anything else is passed on as it is.
_SAID = tuple(
    (re.compile(pattern, re.DOTALL), key)
    for pattern, key in (
        (r"No such command ['\"](?P<name>[^'\"]*)['\"].*", "usage.no-such-command"),
        (r"No such option:? ['\"]?(?P<name>[^'\"\s]*).*", "usage.no-such-option"),
        (r"Option ['\"](?P<name>.*)['\"] requires .*argument.*", "usage.needs-value"),
        (r"Option ['\"](?P<name>.*)['\"] does not take a value.*", "usage.takes-no-value"),
        (r"Got unexpected extra argument(?:s|\(s\))? \((?P<names>.*)\)", "usage.too-many"),
        (r"Missing command\.", "usage.missing-command"),
        (r"\w+ ['\"](?P<path>.*)['\"] is a file\.", "usage.is-file"),
        (r"\w+ ['\"](?P<path>.*)['\"] is a directory\.", "usage.is-folder"),
        (r"\w+ ['\"](?P<path>.*)['\"] is not readable\.", "usage.not-readable"),
        (r"Input should be a valid integer.*|.* is not a valid integer.*", "usage.whole-number"),
        (r"Input should be a valid number.*|.* is not a valid float.*", "usage.number"),
        (r"Input should be greater than or equal to (?P<least>\S+)", "usage.at-least"),
        (r"Input should be less than or equal to (?P<most>\S+)", "usage.at-most"),
    )
)
_VALUES = {
    "file": "usage.file", "dir": "usage.folder", "directory": "usage.folder", "path": "usage.path",
    "str": "usage.text", "int": "usage.figure", "float": "usage.figure", "int range": "usage.figure",
    "float range": "usage.figure",
}  # fmt: skip
_COMPLETION = {"install_completion": "usage.install-completion", "show_completion": "usage.show-completion"}
_LIKE = 0.75  # least similarity (difflib) of a mistyped name: `--mod`, `compar`; but not `--nix` for `--config`


def usage_error(error: Any) -> str:
    """One line that says what is wrong with the command line, and how to get help."""
    context = getattr(error, "ctx", None)
    parts = [_what(error, context)]
    if context is not None:
        parts.append(say("usage.see", command=context.command_path))
    return _joined(parts)


def _joined(sentences: Sequence[str]) -> str:
    return ("" if ui_language() == "zh" else " ").join(sentences)


def _what(error: Any, context: Any) -> str:
    parameter = getattr(error, "param", None)
    if isinstance(error, _exceptions.MissingParameter):
        return say("usage.missing", name=_name(parameter, context))
    said = _translated(error.message)
    if isinstance(error, typer.BadParameter) and parameter is not None:
        return say("usage.value", name=_name(parameter, context), why=said)
    meant = _meant(error, context)
    return _joined([said, say("usage.meant", name=meant)]) if meant else said


def _translated(message: str) -> str:
    for pattern, key in _SAID:
        if found := pattern.fullmatch(message):
            return say(key, None, **found.groupdict())
    return message


def _name(parameter: Any, context: Any) -> str:
    if parameter is None:
        return "?"
    if parameter.param_type_name == "option":
        return " / ".join(parameter.opts)
    return parameter.name.upper() if context is not None else str(parameter.name)


def _meant(error: Any, context: Any) -> str:
    """The option or command that was probably meant; "" where none is similar."""
    typed, known = "", []
    if isinstance(error, _exceptions.NoSuchOption) and context is not None:
        typed = error.option_name
        known = [name for p in context.command.params for name in p.opts if name.startswith("--")]
    elif (found := _SAID[0][0].fullmatch(error.message)) and context is not None:
        typed, known = found["name"], list(context.command.commands)
    return next(iter(get_close_matches(typed, known, n=1, cutoff=_LIKE)), "")


class _Framed:
    """Mixed into Typer's classes: help in the interface language, and values named as `FILE` instead of `<file>`."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("usage.help-option")
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = [say("usage.options")] if self.get_params(ctx) else []  # type: ignore[attr-defined]
        for parameter in self.params:  # type: ignore[attr-defined]
            if parameter.param_type_name == "argument":
                name = parameter.name.upper() + ("..." if parameter.nargs == -1 else "")
                pieces.append(name if parameter.required else f"[{name}]")
        if getattr(self, "commands", None):
            pieces.append(say("usage.command"))
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say("usage.usage"))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            if parameter.name in _COMPLETION:
                parameter.help = say(_COMPLETION[parameter.name])
            if parameter.param_type_name == "argument":
                parameter.metavar = parameter.name.upper()  # as in the usage line
                parameter.display_type = lambda _: ""
            elif parameter.metavar is None and hasattr(parameter, "display_type"):
                parameter.metavar = _value(parameter.display_type(ctx) or "")
        super().format_help(ctx, formatter)  # type: ignore[misc]


def _value(display: str) -> str:
    """What a value is called: `FILE` for `<file>`, nothing for a switch; unknown names stay as they are."""
    if display == "<bool>":
        return ""
    return re.sub(r"<([a-z ]+)>", lambda found: say(_VALUES[found[1]]) if found[1] in _VALUES else found[0], display)


class Command(_Framed, TyperCommand):
    """A command of the program."""


class Group(_Framed, TyperGroup):
    """The program itself."""


def translate_frame() -> None:
    """Put the titles of the boxes that Typer draws around our help into the interface language."""
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
    rich_utils.DEFAULT_STRING = say("cli.frame.default")
    rich_utils.REQUIRED_LONG_STRING = say("cli.frame.required")
