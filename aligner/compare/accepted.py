"""Flags that a user has accepted once and for all: a file beside the texts, one flag a line.

A line has the kind, the Chinese and the English evidence, divided by tabs; the rest of the line is a remark. An empty
cell matches anything, so that lines can be written by hand: `name<TAB>汉城<TAB>Seoul`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aligner.errors import InputError
from aligner.records import Flag

HEADER = "kind\tzh\ten\tremark"


def key(flag: Flag) -> tuple[str, str, str]:
    """What is compared of a flag: its kind and the evidence of both sides."""
    return flag.kind.value, _cell(flag.evidence.zh), _cell(flag.evidence.en)


def read_accepted(path: Path) -> frozenset[tuple[str, str, str]]:
    """The keys of a file. Raises InputError where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("compare.accepted.unreadable", path=path, why=error) from error
    found = set()
    for line in lines:
        cells = [*line.split("\t"), "", "", ""]
        if line.strip() and not line.startswith("#") and cells[0] != "kind":
            found.add((cells[0].strip(), cells[1].strip(), cells[2].strip()))
    return frozenset(found)


def is_accepted(flag: Flag, accepted: frozenset[tuple[str, str, str]]) -> bool:
    """Whether a line matches the flag, empty cells matching anything."""
    kind, zh, en = key(flag)
    return not accepted.isdisjoint({(kind, zh, en), (kind, zh, ""), (kind, "", en), (kind, "", "")})


def accept_flags(flags: Iterable[Flag], path: Path) -> int:
    """Add flags to the file, each once, atomically; the file is made if it is missing. Returns how many were new."""
    old = path.read_text(encoding="utf-8-sig") if path.exists() else HEADER + "\n"
    known = read_accepted(path) if path.exists() else frozenset()
    new = [k for k in dict.fromkeys(map(key, flags)) if k not in known]
    draft = path.with_name(path.name + ".part")
    lines = "".join("\t".join(k) + "\n" for k in new)
    draft.write_text(old + ("" if old.endswith("\n") else "\n") + lines, encoding="utf-8")
    draft.replace(path)
    return len(new)


def _cell(text: str) -> str:
    return " ".join(text.split())
