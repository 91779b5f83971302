"""The patterns of the atoms of dates, made of the blocks and atoms of a data file (data/dates_en.toml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class AtomPatterns:
    """`blocks`: named parts, filled in; `atoms`: the pattern of each kind of atom, a group of its name."""

    blocks: Mapping[str, str]
    atoms: Mapping[str, str]

    @cached_property
    def any(self) -> re.Pattern[str]:
        """All atoms as one pattern, in the order of the data file."""
        return re.compile("|".join(self.atoms.values()))


def fill_in(known: Mapping[str, str], blocks: Mapping[str, str], atoms: Mapping[str, str]) -> AtomPatterns:
    """Patterns in which `@name@` stands for a block: one that is `known`, or one of the file that comes before."""
    filled = dict(known)

    def whole(pattern: str) -> str:
        return re.sub(r"@(\w+)@", lambda m: filled[m[1]], pattern)

    for name, pattern in blocks.items():
        filled[name] = whole(pattern)
    return AtomPatterns(filled, {name: whole(pattern) for name, pattern in atoms.items()})
