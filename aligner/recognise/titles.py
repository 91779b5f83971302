"""Persons called by their family name and what they are: 彭老总, 黎协统, 顾大使."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.packaged import packaged_lines
from aligner.recognise.names_gazetteer import gazetteer


def titled(text: str) -> Iterator[tuple[str, str]]:
    """Each family name that a title follows, and both together, in simplified characters as `text` must be."""
    for match in _titled().finditer(text):
        yield match.group(1), match.group()


@cache
def _titled() -> re.Pattern[str]:
    titles = [title for line in packaged_lines("recognise/data/titles_zh.txt") for title in line.split()]
    families = sorted(gazetteer().surnames, key=len, reverse=True)
    return re.compile(f"({'|'.join(families)})(?:{'|'.join(sorted(titles, key=len, reverse=True))})")
