"""Accounts that have more in common, by what others tell, than they seem to have by themselves.

How sure a doubtful link is depends on how much two texts share, and the search takes that from the sure links between
them. A soldier who names no day and hardly a name has none with a consul, and everything between the two is doubtful.
But half of his story stands in a historian's account, half of that in the consul's, and then a good part of his must
stand in the consul's too. Such accounts are searched once more, knowing that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aligner.align.events import Node
from aligner.embed import Encoder, Vectors
from aligner.progress import Progress, silent
from aligner.records import Alignment, Document
from aligner.settings import Settings


def align_again(
    alignments: Sequence[Alignment],
    within: Sequence[Alignment],
    vectors: Mapping[str, Vectors],
    encoder: Encoder,
    settings: Settings,
    progress: Progress = silent,
) -> tuple[Alignment, ...]:
    """The alignments, those of accounts that others say to share more than was found made anew.

    `within`: links of accounts in one language. `vectors`: by document name.
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
    """How many sentences of an account stand in another one, by the links."""

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
        """To be expected of the sentences of the shorter account: the best link of each."""
        short, long = _by_length(zh, en)
        return sum(self.best.get((short.name, i), {}).get(long.name, 0.0) for i in short.aligned)

    def through_others(self, zh: Document, en: Document) -> float:
        """The same, by the best path of two links over a third account; as if both were right independently."""
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
