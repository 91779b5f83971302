"""A review laid over the documents of this run, which may have changed since it was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from aligner.records import Alignment, Document, Flag, FlagKind, Message, Place, Reviewed, Role
from aligner.review.file import Review, SideWords
from aligner.review.sentences import Sentences
from aligner.review.settle import settle

PairNames = tuple[str, str]
FlagKey = tuple[FlagKind, PairNames, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Decisions:
    """`links` are verdicts by the names of a pair's documents, `told` says how many of them were found (None without a
    review).
    """

    documents: dict[str, Document]
    links: dict[PairNames, tuple[Reviewed, ...]]
    dismissed: frozenset[FlagKey] = frozenset()
    told: Message | None = None

    def settle(self, alignment: Alignment) -> Alignment:
        """The alignment with the verdicts on its links carried out."""
        return settle(alignment, self.links.get((alignment.zh.name, alignment.en.name), ()))

    def settle_text(self, alignment: Alignment) -> Alignment:
        """The same with the verdicts on running text only. The notes of a translation are linked later."""
        verdicts = self.links.get((alignment.zh.name, alignment.en.name), ())
        return settle(alignment, tuple(v for v in verdicts if not _of_notes(v, alignment)))

    def parted(self, flags: Iterable[Flag], alignments: Sequence[Alignment]) -> tuple[list[Flag], list[Flag]]:
        """(those that stand, those dismissed); `alignments` are those of the comparison, as `Flag.pair` counts."""
        standing: list[Flag] = []
        dismissed: list[Flag] = []
        for flag in flags:
            (dismissed if self.is_dismissed(flag, alignments) else standing).append(flag)
        return standing, dismissed

    def is_dismissed(self, flag: Flag, alignments: Sequence[Alignment]) -> bool:
        """Whether the review dismissed this flag, in this pair and at these words."""
        if flag.pair is None or not self.dismissed:
            return False
        pair = alignments[flag.pair]
        key = flag.kind, (pair.zh.name, pair.en.name), self._words(flag.zh), self._words(flag.en)
        return key in self.dismissed

    def _words(self, places: Iterable[Place]) -> tuple[str, ...]:
        return tuple(self.documents[at.document].slice(at.span) for at in places)


def decide(review: Review | None, documents: Sequence[Document]) -> Decisions:
    """The decisions of a review whose words are still in the documents; no decisions without a review."""
    by_name = {document.name: document for document in documents}
    if review is None:
        return Decisions(by_name, {})
    named = {
        decision: (_named(decision.zh.document, "zh", documents), _named(decision.en.document, "en", documents))
        for decision in review.links
    }
    said: dict[str, list[SideWords]] = {name: [] for name in by_name}
    for decision, names in named.items():
        for name, side in zip(names, (decision.zh, decision.en), strict=True):
            if name is not None:
                said[name].append(side)
    sentences = {name: Sentences(by_name[name], sides) for name, sides in said.items() if sides}
    links: dict[PairNames, list[Reviewed]] = {}
    for decision, (zh_name, en_name) in named.items():
        if zh_name is None or en_name is None:
            continue
        zh, en = sentences[zh_name].of(decision.zh), sentences[en_name].of(decision.en)
        if zh and en:
            links.setdefault((zh_name, en_name), []).append(Reviewed(zh, en, decision.verdict))
    lost = len(named) - sum(map(len, links.values()))
    dismissed = frozenset(
        (each.kind, (zh_name, en_name), each.zh, each.en)
        for each in review.dismissed
        if (zh_name := _named(each.zh_document, "zh", documents))
        and (en_name := _named(each.en_document, "en", documents))
    )
    args = {"path": review.path, "links": len(named) - lost, "dismissed": len(dismissed), "lost": lost}
    told = Message("review.done-but-lost" if lost else "review.done", tuple((k, str(v)) for k, v in args.items()))
    return Decisions(by_name, {pair: tuple(dict.fromkeys(found)) for pair, found in links.items()}, dismissed, told)


def _named(name: str, lang: str, documents: Sequence[Document]) -> str | None:
    """The document of that name, else the only one of the same file name (given by another path), else None."""
    of_lang = [document.name for document in documents if document.lang == lang]
    if name in of_lang:
        return name
    file = PurePath(name.replace("\\", "/")).name  # the review may have been saved on Windows
    same_file = [each for each in of_lang if PurePath(each).name == file]
    return same_file[0] if len(same_file) == 1 else None


def _of_notes(verdict: Reviewed, alignment: Alignment) -> bool:
    sides = (alignment.zh, verdict.zh), (alignment.en, verdict.en)
    return any(document.sentences[i].role is Role.NOTE for document, indices in sides for i in indices)
