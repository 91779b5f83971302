"""Links through a third account: if A tells what B tells, and B what C tells, then A and C tell the same.

Two accounts may tell of a telegram in words that have nothing in common while each of them is surely linked to a third
one. events.py decides which links belong to the same event. Two passages of an event without a link between them are
linked here if a short path of links connects them, unless they name different days: then the path goes through a
summary of several events.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from aligner.align.accounts.events import Edges, Node, days_named, differ, gather_events, linked_sentences
from aligner.align.passages import gather_passages
from aligner.records import Alignment, Bead, DuplicateGroup, Role

STEPS = 3  # links on the longest path: Chinese, English, Chinese, English
LEAST = 0.5  # product of the scores along a path: the probability that all its links are right, if independent


def link_through_third(alignments: Sequence[Alignment], duplicates: Sequence[DuplicateGroup]) -> tuple[Alignment, ...]:
    """The alignments; those in comparable mode with the links that paths through other accounts add.

    Alignments of accounts in the same language may be among them; their links serve as parts of paths. The `reasons` of
    an added link name the accounts on the path ("↔ 04-harbour.txt"); its score is that of the best path.
    """
    documents = {d.name: d for a in alignments for d in (a.zh, a.en)}
    starts = {name: [s.span.start for s in d.sentences] for name, d in documents.items()}
    linked = _by_sentence(linked_sentences(alignments, duplicates, documents))
    pairs = {(a.zh.name, a.en.name): k for k, a in enumerate(alignments) if a.mode == "comparable"}
    days = days_named(documents.values())
    cells = [{(i, j) for bead in a.links() for i in bead.zh for j in bead.en} for a in alignments]
    added: list[list[Bead]] = [[] for _ in alignments]
    for event in gather_events(alignments, duplicates):
        runs = [_sentences(place.document, place.span.start, place.span.end, starts) for place in event.members]
        paths = _Paths([node for run in runs for node in run], linked)
        dates = [{day for node in run for day in days.get(node, ())} for run in runs]
        titles = [all(documents[name].sentences[i].role is Role.HEADING for name, i in run) for run in runs]
        for zh, zh_days, zh_title in zip(runs, dates, titles, strict=True):
            for en, en_days, en_title in zip(runs, dates, titles, strict=True):
                k = pairs.get((zh[0][0], en[0][0]))
                if k is None or differ(zh_days, en_days) or any((i, j) in cells[k] for _, i in zh for _, j in en):
                    continue
                if zh_title == en_title:  # a heading in the middle of a link says nothing of what is linked to it
                    added[k] += paths.link(zh, en)
    return tuple(_with(alignment, beads) for alignment, beads in zip(alignments, added, strict=True))


def _sentences(name: str, start: int, end: int, starts: Mapping[str, Sequence[int]]) -> list[Node]:
    """The sentences of a document from `start` to `end`, code points; at least the one that holds `start`."""
    first = bisect_right(starts[name], start) - 1
    return [(name, i) for i in range(first, max(first + 1, bisect_right(starts[name], end - 1)))]


def _by_sentence(edges: Edges) -> dict[Node, list[tuple[Node, float]]]:
    """For each sentence, the sentences that it is linked to, and the scores."""
    linked: dict[Node, list[tuple[Node, float]]] = {}
    for (a, b), score in edges.items():
        linked.setdefault(a, []).append((b, score))
        linked.setdefault(b, []).append((a, score))
    return linked


class _Paths:
    """For each pair of sentences of an event, the highest product of link scores along a path between them.

    Time grows with the number of sentences times the number of links: few pairs of a large event are linked.
    """

    def __init__(self, nodes: Sequence[Node], linked: Mapping[Node, Sequence[tuple[Node, float]]]) -> None:
        self.nodes, self.at = nodes, {node: k for k, node in enumerate(nodes)}
        arrivals = [[(k, 1.0), *self._neighbours(linked.get(node, ()))] for k, node in enumerate(nodes)]
        starts = np.cumsum([0, *map(len, arrivals)])[:-1]
        origins = np.array([k for row in arrivals for k, _ in row], np.int64)
        scores = np.array([score for row in arrivals for _, score in row], np.float32)
        self.best = np.eye(len(nodes), dtype=np.float32)
        for _ in range(STEPS):
            self.best = np.stack([np.maximum.reduceat(row[origins] * scores, starts) for row in self.best])

    def _neighbours(self, linked: Sequence[tuple[Node, float]]) -> list[tuple[int, float]]:
        return [(self.at[node], score) for node, score in linked if node in self.at]

    def link(self, zh: Sequence[Node], en: Sequence[Node]) -> Iterator[Bead]:
        """A link of the sentences of two runs that a path connects, if there are any."""
        left, right = [self.at[node] for node in zh], [self.at[node] for node in en]
        found = self.best[np.ix_(left, right)]
        if not found.size or found.max() < LEAST:
            return
        yield Bead(
            tuple(zh[i][1] for i in np.flatnonzero(found.max(1) >= LEAST).tolist()),
            tuple(en[j][1] for j in np.flatnonzero(found.max(0) >= LEAST).tolist()),
            round(float(found.max()), 4),
            reasons=tuple(f"↔ {name}" for name in self._between(left, right, float(found.max()))),
        )

    def _between(self, left: Sequence[int], right: Sequence[int], best: float) -> list[str]:
        """The accounts that the best path goes through."""
        ends = {self.nodes[left[0]][0], self.nodes[right[0]][0]}
        across = (self.best[left][:, None, :] * self.best[:, right].T[None]).max((0, 1))
        return list(
            dict.fromkeys(n for (n, _), p in zip(self.nodes, across, strict=True) if p >= best and n not in ends)
        )


def _with(alignment: Alignment, beads: Sequence[Bead]) -> Alignment:
    if not beads:
        return alignment
    linked = sorted([*alignment.beads, *beads], key=lambda bead: (bead.zh, bead.en))
    return replace(alignment, beads=tuple(linked), passages=gather_passages(linked))
