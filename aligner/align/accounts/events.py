"""Gathers links and repeats into events: one event is all passages, in all accounts, that tell the same.

Being linked is not transitive. A chronicle may name four battles in one sentence, and each of its links is right; but
if all that is linked were joined, the whole war would become one event. So two groups of sentences are joined only by
consensus: their documents must on average be linked to one another (average linkage), and the days that they name must
not differ, unless the link between them is sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aligner.compare.running import running_dates
from aligner.records import Alignment, Document, DuplicateGroup, Event, Place, RepeatKind, Span

LEAST_LINK = 0.5  # links below take no part
# Least mean of the best links between the documents of two groups. The search misses about a third of the true links,
# so a mean near 1 cannot be expected.
CONSENSUS = 1 / 3
SURE = 0.9  # a link from this score on joins two groups even if they name different days
LEAST_SHARED = 0.5  # share of a sentence that a repeat must hold

Node = tuple[str, int]  # document, sentence
Edges = dict[tuple[Node, Node], float]
Copy = list[Node]  # the sentences of one place of a repeat


@dataclass
class _Group:
    members: dict[str, set[int]]  # by document
    days: set[str]

    def nodes(self) -> Iterable[Node]:
        return ((name, i) for name, indices in self.members.items() for i in indices)


def gather_events(alignments: Sequence[Alignment], duplicates: Sequence[DuplicateGroup]) -> tuple[Event, ...]:
    """The events that at least two documents tell, or one document twice, in order of their first place.

    Empty if there are only translations, each of another text: then the alignments themselves say what corresponds. The
    score of an event is the mean of its links.
    """
    aligned = Counter(d.name for a in alignments for d in (a.zh, a.en))
    if max(aligned.values(), default=0) < 2 and not any(a.mode == "comparable" for a in alignments):
        return ()
    documents = {d.name: d for a in alignments for d in (a.zh, a.en)}
    edges = linked_sentences(alignments, duplicates, documents)
    # Parallel alignments do not count: they link each sentence once, so a missing second link says nothing.
    compared = {frozenset((a.zh.name, a.en.name)) for a in alignments if a.mode == "comparable"}
    groups = _join(edges, compared, days_named(documents.values()))
    rank = {name: k for k, name in enumerate(documents)}
    events = [_event(group, edges, documents, rank) for group in groups if _tells(group)]
    return tuple(sorted(events, key=lambda e: [(rank[p.document], p.span) for p in e.members]))


def linked_sentences(
    alignments: Iterable[Alignment], duplicates: Iterable[DuplicateGroup], documents: Mapping[str, Document]
) -> Edges:
    """All pairs of sentences that a link or a repeat connects, with their best score."""
    edges: Edges = {}

    def add(a: Node, b: Node, score: float) -> None:
        if a != b and score >= LEAST_LINK:
            key = (a, b) if a < b else (b, a)
            edges[key] = max(score, edges.get(key, 0.0))

    for alignment in alignments:
        for bead in alignment.links():
            zh, en = [(alignment.zh.name, i) for i in bead.zh], [(alignment.en.name, j) for j in bead.en]
            for side, other in ((zh, en), (zh, zh), (en, en)):
                for a in side:
                    for b in other:
                        add(a, b, bead.score)
    for group in duplicates:
        if group.kind is RepeatKind.FURNITURE:
            continue
        copies = copies_of(group, documents)
        for k, first in enumerate(copies):
            for other in copies[k + 1 :]:
                # Copies with equally many sentences correspond sentence by sentence, others as a whole.
                pairs = zip(first, other, strict=True) if len(first) == len(other) else (
                    (a, b) for a in first for b in other
                )  # fmt: skip
                for a, b in pairs:
                    add(a, b, group.similarity)
    return edges


def copies_of(group: DuplicateGroup, documents: Mapping[str, Document]) -> list[Copy]:
    """The sentences of each place of a repeat; empty lists if no place holds half of a sentence."""
    copies = [_sentences(place, documents) for place in group.members]
    if not any(copies):
        return copies
    # A whole sentence may be repeated inside a longer one.
    return [copy or _holders(place, documents) for copy, place in zip(copies, group.members, strict=True)]


def _sentences(place: Place, documents: Mapping[str, Document]) -> Copy:
    """Sentences of which the place holds at least half."""
    document = documents.get(place.document)
    if document is None:
        return []
    return [
        (document.name, s.index)
        for s in document.sentences
        if s.span.overlaps(place.span) and _shared(s.span, place.span) >= LEAST_SHARED * len(s.span)
    ]


def _holders(place: Place, documents: Mapping[str, Document]) -> Copy:
    """The sentence that holds the greater part of the place."""
    document = documents.get(place.document)
    if document is None:
        return []
    held = [s for s in document.sentences if s.span.overlaps(place.span)]
    best = max(held, key=lambda s: _shared(s.span, place.span), default=None)
    return [(document.name, best.index)] if best is not None else []


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def differ(one: set[str], other: set[str]) -> bool:
    """Whether both name days, and none that both name."""
    return bool(one and other) and not one & other


def days_named(documents: Iterable[Document]) -> dict[Node, set[str]]:
    """The days that each sentence names itself, as month and day: "05-14"."""
    days: dict[Node, set[str]] = {}
    for document in documents:
        for dated in (d for d in running_dates(document).found if not d.about):
            for moment in (dated.mention.start, dated.mention.end):
                if moment is not None and moment.month is not None and moment.day is not None:
                    days.setdefault((document.name, dated.sentence), set()).add(f"{moment.month:02d}-{moment.day:02d}")
    return days


def _join(edges: Edges, compared: set[frozenset[str]], days: Mapping[Node, set[str]]) -> list[_Group]:
    """The groups that result when links join sentences, best link first."""
    group_of: dict[Node, _Group] = {}
    for node in sorted({node for pair in edges for node in pair}):
        group_of[node] = _Group({node[0]: {node[1]}}, set(days.get(node, ())))
    for (a, b), score in sorted(edges.items(), key=lambda item: (-item[1], item[0])):
        one, other = group_of[a], group_of[b]
        if one is other:
            continue
        # A sure link may join groups of different days, since an account may be mistaken; but not if the two sentences
        # share a day, as with a summary ("on 25 June the war began, on 15 September Inchon fell").
        named_alike = bool(days.get(a, set()) & days.get(b, set()))
        if differ(one.days, other.days) and (score < SURE or named_alike):
            continue
        if _consensus(one, other, edges, compared) < CONSENSUS:
            continue
        for name, indices in other.members.items():
            one.members.setdefault(name, set()).update(indices)
        # Days that both groups name are the event's; the further days of a summary are not.
        one.days = one.days & other.days or one.days or other.days
        for node in other.nodes():
            group_of[node] = one
    return list({id(group): group for group in group_of.values()}.values())


def _consensus(one: _Group, other: _Group, edges: Edges, compared: set[frozenset[str]]) -> float:
    """Mean of the best links between the documents of two groups, over the pairs of documents that were compared."""
    total, pairs = 0.0, 0
    for left, indices in one.members.items():
        for right, others in other.members.items():
            best = max(
                (edges.get(((left, i), (right, j)) if (left, i) < (right, j) else ((right, j), (left, i)), 0.0)
                 for i in indices for j in others),
                default=0.0,
            )  # fmt: skip
            if best > 0 or frozenset((left, right)) in compared:
                total += best
                pairs += 1
    return total / pairs if pairs else 0.0


def _tells(group: _Group) -> bool:
    """Whether the group is more than one passage: in two documents, or at two places of one."""
    return len(group.members) > 1 or len(_runs(next(iter(group.members.values())))) > 1


def _runs(indices: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in sorted(indices):
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _event(group: _Group, edges: Edges, documents: Mapping[str, Document], rank: Mapping[str, int]) -> Event:
    places = [
        Place(name, Span(documents[name].sentences[run[0]].span.start, documents[name].sentences[run[-1]].span.end))
        for name in sorted(group.members, key=rank.__getitem__)
        for run in _runs(group.members[name])
    ]
    nodes = set(group.nodes())
    scores = [score for (a, b), score in edges.items() if a in nodes and b in nodes and a[0] != b[0]]
    scores = scores or [score for (a, b), score in edges.items() if a in nodes and b in nodes]
    return Event(tuple(places), round(sum(scores) / len(scores), 4))
