"""What several texts begin or end with (an epigraph, a notice, a menu) is furniture and no repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aligner.records import Document, DuplicateGroup, Message, Place, RepeatKind

LEAST_TEXTS = 3  # what two texts begin with may as well be a chapter that was delivered twice
LONGEST = 0.25  # share of the shortest of the texts: a longer one is no head of it
# Characters that may stand before a head, or behind a foot: a title with its number, a page number.
ASIDE = 60
# Texts of which this share stands in one another are versions of one text, and what they begin with is part of it.
VERSIONS = 0.5


def told_apart(groups: Sequence[DuplicateGroup], documents: Sequence[Document]) -> Iterator[DuplicateGroup]:
    """The groups in order; those that are heads or feet of `LEAST_TEXTS` texts or more are furniture now."""
    named = {d.name: d for d in documents}
    copied: dict[str, int] = defaultdict(int)
    for group in groups:
        for place in group.members:
            copied[place.document] += len(place.span)
    for group in groups:
        if _at_an_end(group, named) and all(_is_own_text(named[p.document], copied, p) for p in group.members):
            yield replace(
                group, kind=RepeatKind.FURNITURE, keep=0, differs=(), why=Message("duplicates.keep.furniture")
            )
        else:
            yield group


def _at_an_end(group: DuplicateGroup, named: dict[str, Document]) -> bool:
    names = {p.document for p in group.members}
    if len(group.members) < LEAST_TEXTS or len(names) < len(group.members):
        return False
    if any(len(p.span) > LONGEST * len(named[p.document].text) for p in group.members):
        return False
    return all(_little(named[p.document].text, 0, p.span.start) for p in group.members) or all(
        _little(named[p.document].text, p.span.end, len(named[p.document].text)) for p in group.members
    )


def _little(text: str, start: int, end: int) -> bool:
    """Whether hardly anything is written there."""
    return sum(map(str.isalnum, text[start : min(end, start + 10 * ASIDE)])) <= ASIDE


def _is_own_text(document: Document, copied: dict[str, int], place: Place) -> bool:
    """Whether less than `VERSIONS` of what else stands in the text stands in another."""
    return copied[document.name] - len(place.span) < VERSIONS * (len(document.text) - len(place.span))
