"""Lists of words: English ones as one pattern, and texts as the lists are written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aligner.compare.check import Excerpt
from aligner.recognise.hanzi import simplified


def folded(excerpt: Excerpt) -> str:
    """The text as the lists are written (simplified, lower case, straight apostrophes), equally long."""
    return simplified(excerpt.text) if excerpt.lang == "zh" else excerpt.text.lower().replace("’", "'")


def any_word(words: Iterable[str]) -> str:
    """A pattern of any of the words and phrases, the first of the list that fits; a star stands for any ending.

    What begins with n't stands anywhere, all others as whole words. The boundary before them is looked for once, not
    with each word: with a hundred words that is a tenth of the time.
    """
    listed = list(words)
    whole = "|".join(_ended(word) for word in listed if not word.startswith("n't"))
    endings = (word if word == "n't" else _ended(word) for word in listed if word.startswith("n't"))
    return "|".join([*endings, rf"\b(?:{whole})" if whole else "(?!)"])


def _ended(word: str) -> str:
    if word.endswith("*"):
        return re.escape(word[:-1]) + r"\w*"
    return re.escape(word) + (r"\b" if word[-1].isalnum() else "")
