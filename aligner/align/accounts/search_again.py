"""A second search of accounts that must share more than the first search found, according to third accounts.

How sure a doubtful link is depends on how much two texts share, which the search estimates from the sure links between
them. Between a soldier's memoir, which names no day and hardly a person, and a consul's report there are none, so that
everything between the two is doubtful. But if half of the memoir is told by a historian too, and half of his book by
the consul, then a good part of the memoir must be told by the consul. Such pairs are searched again with that estimate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aligner.align.accounts.events import Node
from aligner.embed import Encoder, Vectors
from aligner.progress import Progress, silent
from aligner.records import Alignment, Document
from aligner.settings import Settings


def search_again(
    alignments: Sequence[Alignment],
    within: Sequence[Alignment],
    vectors: Mapping[str, Vectors],
    encoder: Encoder,
    settings: Settings,
    progress: Progress = silent,
) -> tuple[Alignment, ...]:
    """The alignments; those of accounts that share more, by the links of others, than was found are made anew.

    `within`: alignments of accounts in the same language. `vectors`: by document name.
    """
    told = _Told([*alignments, *within])
    shared = {
        k: count
        for k, a in enumerate(alignments)
        if a.mode == "comparable" and (count := told.through_others(a.zh, a.en)) > told.directly(a.zh, a.en)
    }
    if not shared:
        return tuple(alignments)
    from aligner.align.comparable import align_comparable  # parallel mode needs none of it

    found = list(alignments)
    for done, (k, count) in enumerate(shared.items()):
        progress("progress.again", done, len(shared))
        zh, en = found[k].zh, found[k].en
        anew = align_comparable(zh, en, vectors[zh.name], vectors[en.name], encoder, settings, count)
        found[k] = replace(anew, why=found[k].why)
    return tuple(found)


class _Told:
    """Estimates from links how many sentences of one account are told in another."""

    def __init__(self, alignments: Sequence[Alignment]) -> None:
        self.links: dict[Node, dict[Node, float]] = {}
        for alignment in alignments:
            for bead in alignment.links():
                for i in bead.zh:
                    for j in bead.en:
                        self._add((alignment.zh.name, i), (alignment.en.name, j), bead.score)
        self.best = {node: _by_document(linked) for node, linked in self.links.items()}

    def _add(self, one: Node, other: Node, score: float) -> None:
        for a, b in ((one, other), (other, one)):
            linked = self.links.setdefault(a, {})
            linked[b] = max(score, linked.get(b, 0.0))

    def directly(self, zh: Document, en: Document) -> float:
        """The expected number of sentences of the shorter account, by the best link of each."""
        short, long = _by_length(zh, en)
        return sum(self.best.get((short.name, i), {}).get(long.name, 0.0) for i in short.aligned)

    def through_others(self, zh: Document, en: Document) -> float:
        """The same by the best path of two links through a third account, taken to be right independently."""
        short, long = _by_length(zh, en)
        return sum(
            max(
                (
                    score * self.best[node].get(long.name, 0.0)
                    for node, score in self.links.get((short.name, i), {}).items()
                    if node[0] != long.name
                ),
                default=0.0,
            )
            for i in short.aligned
        )


def _by_document(linked: Mapping[Node, float]) -> dict[str, float]:
    best: dict[str, float] = {}
    for (name, _), score in linked.items():
        best[name] = max(score, best.get(name, 0.0))
    return best


def _by_length(zh: Document, en: Document) -> tuple[Document, Document]:
    return (zh, en) if len(zh.aligned) < len(en.aligned) else (en, zh)
