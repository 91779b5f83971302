"""Flags for whole sentences without counterpart and for links out of order, in translations.

In independent accounts an unlinked passage is no error; reports list it apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from aligner.compare.check import Pair
from aligner.compare.flags import short
from aligner.records import Alignment, Document, Evidence, Flag, FlagKind, Message, Place, Role, Severity, Span

_CONFIDENCE = 0.7


def empty_side(pair: Pair) -> list[Flag]:
    """The one flag of a row that has a text on one side only (a segment that nobody translated); none for others."""
    zh, en = pair.zh.text.strip(), pair.en.text.strip()
    if bool(zh) == bool(en):
        return []
    if zh:
        said, message = Evidence(zh, ""), Message("compare.unlinked.omission", (("zh", short(zh)),))
        return [Flag(FlagKind.OMISSION, Severity.MAJOR, 1.0, (pair.zh.whole(),), (), said, message)]
    said, message = Evidence("", en), Message("compare.unlinked.addition", (("en", short(en)),))
    return [Flag(FlagKind.ADDITION, Severity.MAJOR, 1.0, (), (pair.en.whole(),), said, message)]


def unlinked_flags(alignment: Alignment) -> Iterator[Flag]:
    """Flags of the kinds omission, addition and moved, one for each run of neighbouring sentences."""
    if alignment.mode != "parallel":
        return
    for place in _runs(alignment.zh, alignment.unlinked_zh):
        said = Evidence(alignment.zh.slice(place.span), "")
        severity = _severity(alignment.zh, place.span)
        yield Flag(
            FlagKind.OMISSION, severity, _CONFIDENCE, (place,), (), said,
            Message("compare.unlinked.omission", (("zh", short(said.zh)),)),
        )  # fmt: skip
    for place in _runs(alignment.en, alignment.unlinked_en):
        said = Evidence("", alignment.en.slice(place.span))
        severity = _severity(alignment.en, place.span)
        yield Flag(
            FlagKind.ADDITION, severity, _CONFIDENCE, (), (place,), said,
            Message("compare.unlinked.addition", (("en", short(said.en)),)),
        )  # fmt: skip
    moved = sorted((b for b in alignment.links() if b.moved), key=lambda b: b.zh[0])
    for _, block in groupby(enumerate(moved), key=lambda item: item[1].zh[0] - item[0]):
        beads = [bead for _, bead in block]
        zh = list(_runs(alignment.zh, sorted({i for b in beads for i in b.zh})))
        en = list(_runs(alignment.en, sorted({j for b in beads for j in b.en})))
        said = Evidence(alignment.zh.slice(zh[0].span), alignment.en.slice(en[0].span))
        sure = min(b.score for b in beads)
        yield Flag(FlagKind.MOVED, Severity.MINOR, sure, tuple(zh), tuple(en), said, Message("compare.moved"))


def _runs(document: Document, indices: Sequence[int]) -> Iterator[Place]:
    """Runs of neighbouring sentences as places; between neighbours there is no other aligned sentence."""
    order = {index: n for n, index in enumerate(document.aligned)}
    for _, run in groupby(enumerate(indices), key=lambda item: order[item[1]] - item[0]):
        numbers = [index for _, index in run]
        first, last = document.sentences[numbers[0]], document.sentences[numbers[-1]]
        if document.slice(Span(first.span.start, last.span.end)).strip():
            yield Place(document.name, Span(first.span.start, last.span.end))


def _severity(document: Document, span: Span) -> Severity:
    """A heading that one side lacks matters less than a sentence."""
    inside = [s for s in document.sentences if s.span.overlaps(span)]
    return Severity.MINOR if all(s.role is Role.HEADING for s in inside) else Severity.MAJOR
