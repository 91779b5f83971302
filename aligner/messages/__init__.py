"""Sentences for people, in the interface languages: one catalogue, in the TOML files of this folder.

Each file is a table of keys; each key holds `en` and `zh` with `{named}` places. A test keeps both complete and equal
in their places. Files are per part of the program (cli.toml, read.toml, ...); a key stands in one file only.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from aligner.records import Message

UiLang = Literal["en", "zh"]


FOLDER = Path(__file__).parent
VALUED = ("compare.number.", "compare.date.")  # messages of what was read as a number or a date


@cache
def catalogue() -> dict[str, dict[UiLang, str]]:
    """All messages: key -> {"en": ..., "zh": ...}. Raises ValueError where two files define one key."""
    merged: dict[str, dict[UiLang, str]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for key, texts in _messages(file).items():
            if key in merged:
                raise ValueError(f"{file.name} defines {key} again")
            merged[key] = texts
    return merged


@cache
def _messages(file: Path) -> dict[str, dict[UiLang, str]]:
    """Those of one file."""
    return dict(_flatten(tomllib.loads(file.read_text(encoding="utf-8"))))


def _flatten(table: dict[str, object], prefix: str = "") -> list[tuple[str, dict[UiLang, str]]]:
    """Leaves are tables with exactly `en` and `zh`; everything above is part of a dotted key."""
    found: list[tuple[str, dict[UiLang, str]]] = []
    for name, value in table.items():
        if not isinstance(value, dict):
            raise ValueError(f"{prefix}{name}: a message needs `en` and `zh`")
        if set(value) == {"en", "zh"} and all(isinstance(text, str) for text in value.values()):
            found.append((prefix + name, cast("dict[UiLang, str]", value)))
        else:
            found += _flatten(value, f"{prefix}{name}.")
    return found


def say(key: str, /, ui: UiLang | None = None, **args: object) -> str:
    """The message `key` in the interface language (`ui`, else what the environment says)."""
    # Nearly always in the file that the key begins with: to read all of them takes 30 ms.
    file = FOLDER / f"{key.partition('.')[0]}.toml"
    texts = _messages(file).get(key) if file.exists() else None
    return (texts or catalogue()[key])[ui or ui_language()].format(**args)


def tell(message: Message, ui: UiLang | None = None) -> str:
    """A `Message` as text."""
    args = dict(message.args)
    if message.key.startswith(VALUED):
        from aligner.messages.values import worded

        args = {name: worded(value, ui or ui_language()) for name, value in args.items()}
    return say(message.key, ui, **args)


def ui_language() -> UiLang:
    """ALIGNER_UI if set, else the locale of messages: zh where it is Chinese, en elsewhere."""
    chosen = os.environ.get("ALIGNER_UI", "")
    if chosen in ("en", "zh"):
        return cast("UiLang", chosen)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    import locale

    code = locale.getlocale()[0] or ""  # Windows: "Chinese (Simplified)_China"
    return "zh" if code.lower().startswith(("zh", "chinese")) else "en"
