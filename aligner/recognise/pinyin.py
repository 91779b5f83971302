"""Toneless readings of single characters, from the table of the package `pypinyin` (MIT).

Only its table is read: importing the package would also load phrases and a segmenter, which takes a third of a second.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_UMLAUT = "\u0308"


def readings(char: str) -> tuple[str, ...]:
    """The readings of a character, the commonest first, ü as v; none if it is not a Chinese character."""
    toned = _table().get(str(ord(char)), "")
    return tuple(dict.fromkeys(_toneless(reading) for reading in toned.split(",") if reading))


@cache
def _table() -> dict[str, str]:
    """Code point in decimals -> readings with tone marks, parted by commas."""
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pypinyin")
    table: dict[str, str] = json.loads(Path(spec.origin).with_name("pinyin_dict.json").read_bytes())
    return table


def _toneless(reading: str) -> str:
    marked = unicodedata.normalize("NFD", reading)
    kept = "".join(c for c in marked if not unicodedata.combining(c) or c == _UMLAUT)
    return kept.replace(f"u{_UMLAUT}", "v").replace(_UMLAUT, "")
