"""Characters as the encoder sees them. Length never changes, so that positions in the result are positions in the text.

Lower case; full-width forms as half-width; Latin letters without accents; Chinese in simplified characters, one by one
(乾 becomes 干 even in 乾隆: in both languages' training texts alike, so nothing is lost).
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources

QUOTES = {"‘": "'", "’": "'", "“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"', "《": '"', "》": '"', "。": "."}


@cache
def table() -> dict[int, str]:
    """For `str.translate`: code point -> the one character that stands for it."""
    mapping: dict[int, str] = {}
    for point in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(point).lower())[0]
        mapping[point] = base if base.isascii() else chr(point).lower()[0]
    mapping |= {point: chr(point - 0xFEE0).lower() for point in range(0xFF01, 0xFF5F)} | {0x3000: " "}
    mapping |= {ord(a): b for a, b in QUOTES.items()}
    mapping |= {point: chr(point).lower() for point in (*range(0x41, 0x5B), *range(0x386, 0x590))}
    lines = (resources.files(__package__) / "simplified.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            traditional, simplified = line.split("\t")
            mapping |= dict(zip(map(ord, traditional), simplified, strict=True))
    return mapping


def normalise(text: str) -> str:
    """The text for looking words up, equally long."""
    return text.lower() if text.isascii() else text.translate(table())
