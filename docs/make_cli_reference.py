"""Write docs/cli.md and docs/cli.zh.md from the commands themselves: `python docs/make_cli_reference.py`.

A test compares the files with what this makes, so that the reference is never behind.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
HEADINGS = {
    "en": ("Command line reference", "Made by `docs/make_cli_reference.py` from the commands; do not edit.", "Default"),
    "zh": ("命令行参考", "由 `docs/make_cli_reference.py` 根据命令自动生成，请勿手改。", "默认"),
}


def reference(ui: str) -> str:
    """The reference in one language. Help texts are fixed when the commands are imported: call in a fresh process."""
    import typer

    from aligner.cli.app import app

    root: Any = typer.main.get_command(app)
    title, note, default = HEADINGS[ui]
    lines = [f"# {title}", "", f"<!-- {note} -->", "", root.help.strip(), ""]
    for name in sorted(root.commands):
        command = root.commands[name]
        lines += [f"## aligner {name}", "", (command.help or "").strip(), "", f"`aligner {name} {usage(command)}`", ""]
        for parameter in command.params:
            lines.append(f"- {describe(parameter, default)}")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def usage(command: Any) -> str:
    """For instance `[OPTIONS] QUERY PATHS...`."""
    from aligner.messages import say

    arguments = [p for p in command.params if p.param_type_name == "argument"]
    names = [p.name.upper() + ("..." if p.nargs == -1 else "") for p in arguments]
    return " ".join([say("usage.options"), *names])


def describe(parameter: Any, default: str) -> str:
    """One parameter: its names, what it is for, and its default where it has one worth saying."""
    names = [parameter.name.upper()] if parameter.param_type_name == "argument" else parameter.opts
    text = f"**{', '.join(f'`{n}`' for n in names)}**"
    if getattr(parameter, "help", None):
        text += f" {parameter.help}"
    if parameter.default not in (None, "", False, ()) and not callable(parameter.default):
        text += f" ({default}: `{parameter.default}`)"
    return text


def main() -> None:
    if len(sys.argv) > 1:
        sys.stdout.buffer.write(reference(sys.argv[1]).encode("utf-8"))
        return
    for ui, file in (("en", "cli.md"), ("zh", "cli.zh.md")):
        (FOLDER / file).write_bytes(made(ui))


def made(ui: str) -> bytes:
    """The reference as a fresh process makes it."""
    command = [sys.executable, __file__, ui]
    return subprocess.run(command, capture_output=True, check=True, env={**os.environ, "ALIGNER_UI": ui}).stdout


if __name__ == "__main__":
    main()
