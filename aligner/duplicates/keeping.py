"""Which copy to keep, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from aligner.duplicates.folding import fold_string
from aligner.records import Message
from aligner.segment.script import language_of

FULLER = 1.02  # a copy with 2 % more letters holds words that the others lack; less is an edited word
# What conversion leaves behind: replacement and control characters, question marks inside words, spaces between
# ideographs, hyphens of broken lines.
_DAMAGE = re.compile(
    r"[\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff]|(?<=\w)\?(?=\w)|(?<=[一-鿿]) (?=[一-鿿])|(?<=[a-z])-\n"
)


def choose(copies: Sequence[str], policy: Literal["best", "first", "longest"]) -> tuple[int, Message]:
    """The index of the copy to keep, and the reason. Copies come in the order in which they stand.

    "best": the fullest; of equally full ones the cleanest; of equally clean ones the earliest.
    """
    if policy == "first":
        return 0, Message("duplicates.keep.first")
    lengths = [len(fold_string(c)) for c in copies]
    longest = lengths.index(max(lengths))
    if policy == "longest":
        return longest, Message("duplicates.keep.longest")
    full = [k for k, length in enumerate(lengths) if length * FULLER >= lengths[longest]]
    if len(full) == 1:
        others = max(length for k, length in enumerate(lengths) if k != longest)
        more = str(lengths[longest] - others)
        return longest, Message("duplicates.keep.complete", (("more", more),))
    damage = [len(_DAMAGE.findall(copies[k])) for k in full]
    cleanest = full[damage.index(min(damage))]
    if min(damage) < max(damage):
        return cleanest, Message("duplicates.keep.cleanest", (("damage", str(max(damage) - min(damage))),))
    if full[0] != 0:
        more = str(lengths[full[0]] - lengths[0])
        return full[0], Message("duplicates.keep.complete", (("more", more),))
    return full[0], Message("duplicates.keep.first")


def choose_told(copies: Sequence[str], policy: Literal["best", "first", "longest"]) -> tuple[int, Message]:
    """`choose` among passages told again; of two languages neither is fuller, and the first is named."""
    if len({language_of(copy) for copy in copies}) > 1:
        return 0, Message("duplicates.keep.languages")
    return choose(copies, policy)
