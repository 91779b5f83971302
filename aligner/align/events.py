"""One matter told in several accounts: links and retold repeats that touch, gathered into events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aligner.records import Alignment, DuplicateGroup, Event, Place, RepeatKind, Span

SURE = 0.7  # weaker links do not join: one wrong link would make two events one


def gather_events(alignments: Iterable[Alignment], duplicates: Iterable[DuplicateGroup]) -> tuple[Event, ...]:
    """Groups of at least two places that sure links or repeats hold together, in the order of their first place."""
    parent: dict[Place, Place] = {}

    def root(place: Place) -> Place:
        while parent.setdefault(place, place) != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    scores: dict[Place, float] = {}
    for one, other, score in (*_links(alignments), *_repeats(duplicates)):
        parent[root(one)] = root(other)
        for place in (one, other):
            scores[place] = max(score, scores.get(place, 0.0))
    groups: dict[Place, list[Place]] = {}
    for place in parent:
        groups.setdefault(root(place), []).append(place)
    order = [sorted(members, key=lambda p: (p.document, p.span)) for members in groups.values()]
    order.sort(key=lambda members: (members[0].document, members[0].span))
    return tuple(Event(tuple(m), min(scores[p] for p in m)) for m in order if len(m) > 1)


def _links(alignments: Iterable[Alignment]) -> Iterator[tuple[Place, Place, float]]:
    for alignment in alignments:
        for bead in alignment.links():
            if bead.score >= SURE and alignment.mode == "comparable":
                zh = [alignment.zh.sentences[i].span for i in bead.zh]
                en = [alignment.en.sentences[j].span for j in bead.en]
                one = Place(alignment.zh.name, Span(zh[0].start, zh[-1].end))
                yield one, Place(alignment.en.name, Span(en[0].start, en[-1].end)), bead.score


def _repeats(duplicates: Iterable[DuplicateGroup]) -> Iterator[tuple[Place, Place, float]]:
    for group in duplicates:
        if group.kind is RepeatKind.RETOLD:
            for other in group.members[1:]:
                yield group.members[0], other, group.similarity
