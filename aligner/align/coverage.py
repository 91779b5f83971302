"""For every account: which of its sentences are also told in which other account, and which only here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aligner.records import Alignment, Comparison, Document


@dataclass(frozen=True, slots=True)
class Telling:
    """For each sentence, how sure it is that another account tells it: the score of its best link, 0 without one."""

    document: str
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ParagraphCoverage:
    """One paragraph: the indices of its aligned `sentences`, and for each other account how sure each is told there."""

    paragraph: int
    sentences: tuple[int, ...]
    told: tuple[Telling, ...]

    def share(self, document: str, least: float = 0.0) -> float:
        """Share of the sentences, in [0, 1], that the other account tells, by links with a score above `least`."""
        scores = next((t.scores for t in self.told if t.document == document), ())
        return sum(score > least for score in scores) / len(self.sentences)

    @property
    def only_here(self) -> tuple[int, ...]:
        """Sentences that no other account tells."""
        return tuple(s for k, s in enumerate(self.sentences) if not any(t.scores[k] > 0 for t in self.told))


@dataclass(frozen=True, slots=True)
class DocumentCoverage:
    """One account against the `others` that it was compared with, which are in the order of the comparison."""

    document: str
    others: tuple[str, ...]
    paragraphs: tuple[ParagraphCoverage, ...]

    @property
    def size(self) -> int:
        """The number of aligned sentences."""
        return sum(len(p.sentences) for p in self.paragraphs)

    def share(self, document: str, least: float = 0.0) -> float:
        """Share of the account's sentences that `document` tells too."""
        found = sum(p.share(document, least) * len(p.sentences) for p in self.paragraphs)
        return found / self.size if self.size else 0.0


def cover(comparison: Comparison) -> tuple[DocumentCoverage, ...]:
    """Coverage of every document that was compared with another, in the order of the comparison."""
    covered = (_cover(document, comparison) for document in comparison.documents)
    return tuple(c for c in covered if c.others)


def _cover(document: Document, comparison: Comparison) -> DocumentCoverage:
    best: dict[str, dict[int, float]] = {}
    for alignment in comparison.alignments:
        for other, indices, score in _links(document, alignment):
            scores = best.setdefault(other, {})
            for i in indices:
                scores[i] = max(score, scores.get(i, 0.0))
    others = tuple(d.name for d in comparison.documents if d.name in best)
    by_paragraph: dict[int, list[int]] = {}
    linked = {i for scores in best.values() for i in scores}
    for i in sorted(linked | set(document.aligned)):
        by_paragraph.setdefault(document.sentences[i].paragraph, []).append(i)
    return DocumentCoverage(
        document.name,
        others,
        tuple(
            ParagraphCoverage(
                number,
                tuple(indices),
                tuple(Telling(name, tuple(best[name].get(i, 0.0) for i in indices)) for name in others),
            )
            for number, indices in sorted(by_paragraph.items())
        ),
    )


def _links(document: Document, alignment: Alignment) -> Iterator[tuple[str, tuple[int, ...], float]]:
    """(other account, sentences of this one, score) of each link, after an empty one that lists the other account."""
    # The notes of a translation do not count.
    text = frozenset(document.aligned) if alignment.mode == "parallel" else None
    if document.name == alignment.zh.name:
        yield alignment.en.name, (), 0.0
        for bead in alignment.links():
            yield alignment.en.name, tuple(i for i in bead.zh if text is None or i in text), bead.score
    elif document.name == alignment.en.name:
        yield alignment.zh.name, (), 0.0
        for bead in alignment.links():
            yield alignment.zh.name, tuple(j for j in bead.en if text is None or j in text), bead.score
