"""Names that a text renders in a way of its own: 韦小宝 is Trinket throughout.

If the same two names are flagged as exchanged again and again, that is the translator's rendering. A wrong name occurs
once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from aligner.recognise.hanzi import simplified
from aligner.records import Flag

# Two names are renderings of each other if they are exchanged in at least so many places, and in at least this share of
# the exchanges of either name.
OFTEN, SHARE = 3, 0.6

Names = tuple[str, str]  # Chinese, simplified, and English


def learned_aliases(flags: Iterable[Flag]) -> frozenset[Names]:
    """Pairs of names that render each other in this text, whatever the dictionaries say."""
    pairs = Counter(names for flag in set(flags) if (names := exchanged(flag)))
    of_zh, of_en = Counter[str](), Counter[str]()
    for (zh, en), count in pairs.items():
        of_zh[zh] += count
        of_en[en] += count
    return frozenset(
        (zh, en) for (zh, en), n in pairs.items() if n >= OFTEN and n >= SHARE * of_zh[zh] and n >= SHARE * of_en[en]
    )


def without_aliases(flags: Sequence[Flag], aliases: frozenset[Names]) -> tuple[Flag, ...]:
    """The flags without exchanges that are the text's own renderings."""
    return tuple(flag for flag in flags if exchanged(flag) not in aliases)


def exchanged(flag: Flag) -> Names | None:
    """The two names of a flag for an exchange; None for other flags."""
    if flag.message.key != "compare.name.exchanged":
        return None
    return simplified(flag.evidence.zh), flag.evidence.en
