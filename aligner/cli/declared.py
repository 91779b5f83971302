"""What the commands take: declared once, in our own words, for `quick.py` and for Typer.

Typer (with Click and pydantic) takes .2 s of processor time to import and to prepare, as long as a search takes. It is
asked for help texts and to tell what was typed wrongly; a plain command line does without (`quick.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from inspect import Parameter, signature
from typing import Annotated, Any, get_args, get_origin, get_type_hints

# Of each command: the module, the function there, and the key of its help text.
COMMANDS: Mapping[str, tuple[str, str, str]] = {
    "compare": ("aligner.cli.compare", "compare", "cli.compare.help"),
    "align": ("aligner.cli.align", "align", "align.help"),
    "check": ("aligner.cli.check", "check", "compare.cli.check.help"),
    "find": ("aligner.cli.find", "find", "find.help"),
    "duplicates": ("aligner.cli.duplicates", "duplicates", "duplicates.cli.help"),
    "segment": ("aligner.cli.segment", "segment", "segment.help"),
    "evaluate": ("aligner.cli.evaluate", "evaluate", "evaluate.help"),
    "encoders": ("aligner.cli.encoders", "encoders", "embed.help.encoders"),
    "cache": ("aligner.cli.encoders", "cache", "embed.help.cache"),
    "init": ("aligner.cli.init", "init", "cli.init.help"),
}


@dataclass(frozen=True, slots=True)
class Declared:
    """An argument (no `names`) or an option. `help`: a key of the catalogue. `least`, `most`: of a number; `file`,
    `folder`: whether a path that is there may be one.
    """

    help: str
    option: bool
    names: tuple[str, ...] = ()
    metavar: str | None = None
    least: float | None = None
    most: float | None = None
    file: bool = True
    folder: bool = True
    show_default: bool = True


def argument(help: str, **more: Any) -> Declared:  # noqa: A002 (as Typer calls it)
    """Told by its place."""
    return Declared(help, option=False, **{"show_default": False, **more})


def option(help: str, *names: str, **more: Any) -> Declared:  # noqa: A002
    """Told by a name: "--" and that of the parameter, where none is given; "--a/--no-a": two for yes and no."""
    return Declared(help, True, names, **more)


@dataclass(frozen=True, slots=True)
class Taken:
    """A parameter of a command: `kind` bool, int, float, str or Path; `many`: a list of them."""

    name: str
    kind: type
    many: bool
    annotation: Any
    declared: Declared
    default: Any

    @property
    def required(self) -> bool:
        return self.default is Parameter.empty

    @property
    def names(self) -> tuple[str, ...]:
        return self.declared.names or ("--" + self.name.replace("_", "-"),)


def command(name: str) -> Callable[..., None]:
    """The function of a command. Raises KeyError where there is no such command."""
    module, function, _ = COMMANDS[name]
    found: Callable[..., None] = getattr(import_module(module), function)
    return found


def taken(function: Callable[..., None]) -> list[Taken]:
    """The parameters of a command, in order."""
    hints = get_type_hints(function, include_extras=True)
    found = []
    for name, parameter in signature(function).parameters.items():
        annotation, declared = get_args(hints[name])
        kinds = [kind for kind in get_args(annotation) or (annotation,) if kind is not type(None)]
        many = get_origin(annotation) is list or get_origin(kinds[0]) is list
        kind = get_args(kinds[0])[0] if get_origin(kinds[0]) is list else kinds[0]
        found.append(Taken(name, kind, many, annotation, declared, parameter.default))
    return found


def for_typer(function: Callable[..., None]) -> Callable[..., None]:
    """The same command as Typer wants it declared."""
    import typer

    from aligner.messages import say

    parameters = []
    for p in taken(function):
        d = p.declared
        about: dict[str, Any] = {"help": say(d.help), "min": d.least, "max": d.most, "metavar": d.metavar}
        about |= {"file_okay": d.file, "dir_okay": d.folder, "show_default": d.show_default}
        info = typer.Option(*d.names, **about) if d.option else typer.Argument(**about)
        default = {} if p.required else {"default": p.default}
        kind = Parameter.POSITIONAL_OR_KEYWORD
        parameters.append(Parameter(p.name, kind, annotation=Annotated[p.annotation, info], **default))

    def run(**given: Any) -> None:
        function(**given)

    run.__annotations__ = {p.name: p.annotation for p in parameters}
    run.__signature__ = signature(function).replace(parameters=parameters)  # type: ignore[attr-defined]
    return run
