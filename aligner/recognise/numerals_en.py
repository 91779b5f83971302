"""The value of a spelled English numeral: twelve thousand, two and a half million, three lakh crore, fifty-two.

One run of tokens in, the amount of its longest sensible beginning out; finding runs in text is `numbers_en`.
"""

from __future__ import annotations

from collections.abc import Sequence

from aligner.recognise.cardinals_en import (
    Reading,
    read_cardinal,
)
from aligner.recognise.fractions_en import as_fraction, as_ordinal, fraction_only, mixed


def read_numeral(tokens: Sequence[str]) -> Reading | None:
    """The longest beginning of lower-case `tokens` (words, figures, "and", "a", "point", "of") that is a number."""
    whole = read_cardinal(tokens, 0)
    start = fraction_only(tokens)
    if start is not None and (whole is None or start.used > whole.used):
        return start
    if whole is None:
        return None
    return as_fraction(tokens, whole) or mixed(tokens, whole) or as_ordinal(tokens, whole) or whole
