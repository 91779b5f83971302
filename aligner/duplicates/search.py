"""The search for repeats, top to bottom: fold -> seeds -> chains -> hits -> repeats -> groups -> DuplicateGroups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from aligner.duplicates.aligning import align_chains
from aligner.duplicates.chains import chain_seeds
from aligner.duplicates.disagreement import disagreements
from aligner.duplicates.folding import BOUNDARY, Folded, fold_documents
from aligner.duplicates.formulas import is_formula
from aligner.duplicates.furniture import boilerplate, find_furniture
from aligner.duplicates.grouping import Group, group_repeats
from aligner.duplicates.keeping import choose
from aligner.duplicates.passages import join_in_order, long_enough, pieces_of
from aligner.duplicates.places import whole, words_of
from aligner.duplicates.reordering import join_reordered
from aligner.duplicates.retold import find_retold
from aligner.duplicates.ruler import Ruler
from aligner.duplicates.seeds import find_seeds
from aligner.embed.encoder import Vectors
from aligner.progress import Progress, silent
from aligner.records import Document, DuplicateGroup, Lang, Message, Place, RepeatKind
from aligner.settings import DuplicateSettings

# Symbols in seeds that make a chain worth aligning, and the score of a hit (2 a symbol alike): 12 symbols. Shorter ones
# are parts of a longer repeat or nothing.
LEAST_SEEDED = 5
LEAST_SCORE = 24
LONGEST_FORMULA = 3.0  # shortest repeats asked for; what is longer is not taken for a name or a reference


def find_duplicates(
    documents: Sequence[Document],
    vectors: Mapping[str, Vectors],
    settings: DuplicateSettings,
    progress: Progress = silent,
) -> tuple[DuplicateGroup, ...]:
    """All groups of repeated passages: copies, largest first, then retold ones, then furniture.

    `vectors`: by document name, float32 `(n_sentences, dim)`, rows of length 1.
    """
    furniture = {d.name: find_furniture(d) for d in documents}
    left_out = {d.name: [s for spans in furniture[d.name] for s in spans] + [*boilerplate(d)] for d in documents}
    folded = fold_documents(documents, left_out)
    by_name = {d.name: d for d in documents}
    groups = [_described(g, folded, documents, settings) for g in _copied(folded, documents, settings, progress)]
    heads = [
        DuplicateGroup(
            RepeatKind.FURNITURE, 1.0, tuple(Place(name, s) for s in spans), 0, Message("duplicates.keep.furniture")
        )
        for name, lines in furniture.items()
        for spans in lines
    ]
    if settings.retold:
        progress("progress.duplicates", 3, 4)
        for probability, places in find_retold(documents, vectors, [*groups, *heads], settings):
            copies = [by_name[p.document].slice(p.span) for p in places]
            keep, why = choose(copies, settings.keep)
            groups.append(DuplicateGroup(RepeatKind.RETOLD, round(probability, 4), places, keep, why))
    return (*groups, *heads)


def _copied(
    folded: Folded, documents: Sequence[Document], settings: DuplicateSettings, progress: Progress
) -> list[Group]:
    """Groups of exact and edited copies."""
    boundaries = np.append(np.flatnonzero(folded.codes == BOUNDARY), len(folded.codes)).astype(np.int32)
    progress("progress.duplicates", 0, 4)
    seeds = find_seeds(folded)
    progress("progress.duplicates", 1, 4)
    chains = chain_seeds(seeds, boundaries, LEAST_SEEDED)
    progress("progress.duplicates", 2, 4)
    hits = align_chains(folded, chains, boundaries, LEAST_SCORE)
    progress("progress.duplicates", 3, 4)
    ruler = Ruler(folded, documents, settings)
    repeats = join_reordered(join_in_order(pieces_of(hits, ruler), ruler), ruler)
    groups = [
        g
        for g in group_repeats(long_enough(repeats, ruler))
        if ruler.length(*g.members[0]) > LONGEST_FORMULA or not _formula(g, folded, documents)
    ]
    progress("progress.duplicates", 4, 4)
    return groups


def _formula(group: Group, folded: Folded, documents: Sequence[Document]) -> bool:
    start, end = group.members[0]
    document = documents[folded.document_of(start)]
    return is_formula(document.slice(whole(document, folded.span(start, end))), _lang(group, folded))


def _lang(group: Group, folded: Folded) -> Lang:
    """What the copies are written in: Chinese where three symbols in ten are ideographs."""
    start, end = group.members[0]
    return "zh" if folded.wide[start:end].mean() > 0.3 else "en"


def _described(
    group: Group, folded: Folded, documents: Sequence[Document], settings: DuplicateSettings
) -> DuplicateGroup:
    """The group with its places, its kind, the copy to keep, and where its copies contradict each other."""
    places, copies = [], []
    for start, end in group.members:
        document = documents[folded.document_of(start)]
        span = whole(document, folded.span(start, end))
        places.append(Place(document.name, span))
        copies.append(words_of(document, span))
    rows = {folded.codes[start:end].tobytes() for start, end in group.members}
    kind = RepeatKind.EXACT if len(rows) == 1 else RepeatKind.EDITED
    keep, why = choose(copies, settings.keep)
    differs = {
        k: None
        for c in copies
        if kind is RepeatKind.EDITED
        for k in disagreements(copies[keep], c, _lang(group, folded))
    }
    similarity = 1.0 if kind is RepeatKind.EXACT else group.identity
    return DuplicateGroup(kind, round(similarity, 4), tuple(places), keep, why, tuple(differs))
