"""Chinese characters: simplified one by one, and runs of them."""

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
    """The text with traditional characters simplified one by one, so that positions stay the same."""
    if "乾" not in text:
        return text.translate(_simplified())
    # The first trigram, and what is named after it, keeps its character in simplified texts: 乾隆, not 干隆.
    kept = [m.start() for m in _QIAN.finditer(text)]
    found = list(text.translate(_simplified()))
    for i in kept:
        found[i] = "乾"
    return "".join(found)


_QIAN = re.compile("乾(?=[隆坤清陵嘉元道德宁寧符祐祜封卦宫宮象])|(?<=[康雍])乾")


RUN = re.compile(f"[\u4e00-\u9fff{DOTS}]+")


def runs(text: str) -> list[tuple[int, str]]:
    """Stretches of Chinese characters (dots inside foreign names included), with their positions."""
    return [(m.start(), m.group()) for m in RUN.finditer(text)]
