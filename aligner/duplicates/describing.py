"""Describes groups of copies for readers: places, kind of repeat, which copy to keep, where they disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from aligner.duplicates.disagreement import STATEMENTS, disagreements
from aligner.duplicates.folding import Folded
from aligner.duplicates.formulas import is_formula
from aligner.duplicates.grouping import Group
from aligner.duplicates.keeping import choose
from aligner.duplicates.places import whole, words_of
from aligner.duplicates.ruler import Ruler
from aligner.progress import Progress, silent
from aligner.records import Document, DuplicateGroup, FlagKind, Lang, Place, RepeatKind
from aligner.settings import DuplicateSettings
from aligner.workers import spread

LONGEST_FORMULA = 3.0  # most length of a name or a reference (1 is the shortest repeat asked for)
AT_ONCE = 64  # groups passed to a process at once
MANY = 2000  # groups from which several processes pay: each needs two seconds to load the gazetteer


@dataclass(frozen=True, slots=True)
class Copies:
    """A group before it is described. `texts`: the copies without marks of notes; `short`: the first one as it stands
    where it may be a name or a reference, else "".
    """

    places: tuple[Place, ...]
    texts: tuple[str, ...]
    lang: Lang
    identity: float  # 1.0: the same letters
    short: str


def described(
    groups: Sequence[Group],
    folded: Folded,
    documents: Sequence[Document],
    settings: DuplicateSettings,
    ruler: Ruler,
    progress: Progress = silent,
    processes: int = 1,
) -> Iterator[DuplicateGroup]:
    """The groups in order, without those that are names, titles or references only."""
    copies = [_copies(g, folded, documents, ruler) for g in groups]
    some = [copies[k : k + AT_ONCE] for k in range(0, len(copies), AT_ONCE)]
    describe = partial(_describe_all, keep=settings.keep)
    found = spread(describe, some, lambda c: str(c[0].places[0].document), processes if len(groups) >= MANY else 1)
    for k, together in enumerate(found):
        progress("progress.describe", k * AT_ONCE, len(groups))
        yield from together


def _copies(group: Group, folded: Folded, documents: Sequence[Document], ruler: Ruler) -> Copies:
    places, texts = [], []
    for start, end in group.members:
        document = documents[folded.document_of(start)]
        span = whole(document, folded.span(start, end))
        places.append(Place(document.name, span))
        texts.append(words_of(document, span))
    start, end = group.members[0]
    # Chinese where three symbols in ten are ideographs.
    lang: Lang = "zh" if folded.wide[start:end].mean() > 0.3 else "en"
    short = ruler.length(start, end) <= LONGEST_FORMULA
    first = documents[folded.document_of(start)].slice(places[0].span) if short else ""
    same = len({folded.codes[start:end].tobytes() for start, end in group.members}) == 1
    return Copies(tuple(places), tuple(texts), lang, 1.0 if same else min(group.identity, 0.99995), first)


def _describe_all(copies: Sequence[Copies], keep: Literal["best", "first", "longest"]) -> list[DuplicateGroup]:
    return [describe(c, keep) for c in copies if not (c.short and is_formula(c.short, c.lang))]


def describe(copies: Copies, keep: Literal["best", "first", "longest"]) -> DuplicateGroup:
    """The group with its kind, the copy to keep, and where its copies contradict that one."""
    kind = RepeatKind.EXACT if copies.identity == 1.0 else RepeatKind.EDITED
    kept, why = choose(copies.texts, keep)
    differs: dict[FlagKind, None] = {}
    if kind is RepeatKind.EDITED:
        for text in dict.fromkeys(copies.texts):  # many copies are the same
            differs |= dict.fromkeys(disagreements(copies.texts[kept], text, copies.lang))
            if len(differs) == len(STATEMENTS):
                break  # they differ in all they can
    return DuplicateGroup(kind, round(copies.identity, 4), copies.places, kept, why, tuple(differs))
