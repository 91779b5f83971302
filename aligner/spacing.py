"""Line breaks and spaces that the author did not write: from wrapped lines, and from text recognition (OCR)."""

from __future__ import annotations

import re

_LINE_BREAK = re.compile(r"\s*[\r\n\u2028]\s*")
_HAN = "\u3400-\u9fff"
_WIDE = f"{_HAN}\u3001-\u303f\uff01-\uff5e"  # with the punctuation, digits and letters of that width
_ALONE = re.compile(f"(?<=[{_HAN}] )[{_HAN}](?= [{_HAN}])")
SCATTERED_SPACE = re.compile(f"(?<=[{_WIDE}]) {{1,2}}(?=[{_WIDE}0-9])|(?<=[0-9]) {{1,2}}(?=[{_WIDE}])")
# Text recognition may leave spaces between characters. If a third of the places has one, 5 characters of 100 stand
# alone between two spaces; in 16 ordinary development texts, less than one of 10,000 does (names, verses).
SCATTERED_SHARE = 0.015
SCATTERED_LEAST = 8  # characters that stand alone


def is_scattered(text: str) -> bool:
    """Whether spaces stand between Chinese characters all over a text, as text recognition leaves them."""
    alone = len(_ALONE.findall(text)) if " " in text else 0
    return alone >= SCATTERED_LEAST and alone >= SCATTERED_SHARE * len(text)


def flowing(text: str, chinese: bool) -> str:
    """The text with its line breaks, and the space around them, replaced: by nothing in Chinese, except between Latin
    letters or digits; by one space in English.
    """

    def glue(found: re.Match[str]) -> str:
        around = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
        return "" if chinese and not (around.isascii() and around.isalnum()) else " "

    # isprintable() is faster than a search for line breaks
    return text if text.isprintable() else _LINE_BREAK.sub(glue, text)
