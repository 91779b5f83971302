"""Chinese characters of names: simplified one by one, and what stands between them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from aligner.embed.characters import characters

DOTS = "·•・‧∙"  # between the parts of a foreign name: 乔治·凯南


@cache
def _simplified() -> dict[int, str]:
    return {point: char for point, char in characters().items() if len(char) == 1 and "\u3400" <= char <= "\u9fff"}


@lru_cache(maxsize=1024)
def simplified(text: str) -> str:
    """Traditional characters as simplified ones, one by one: positions stay."""
    return text.translate(_simplified())


RUN = re.compile(f"[\u4e00-\u9fff{DOTS}]+")


def runs(text: str) -> list[tuple[int, str]]:
    """Stretches of Chinese characters (dots inside foreign names included), with their positions."""
    return [(m.start(), m.group()) for m in RUN.finditer(text)]
