"""The search for repeats, top to bottom: fold -> seeds -> chains -> hits -> repeats -> groups -> DuplicateGroups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from aligner.duplicates.aligning import align_chains, promising_chains
from aligner.duplicates.chains import chain_seeds
from aligner.duplicates.describing import described
from aligner.duplicates.folding import BOUNDARY, Folded, fold_documents
from aligner.duplicates.furniture import boilerplate, find_furniture
from aligner.duplicates.grouping import group_repeats
from aligner.duplicates.heads import told_apart
from aligner.duplicates.keeping import choose_told
from aligner.duplicates.passages import join_in_order, long_enough, pieces_of
from aligner.duplicates.reordering import join_reordered
from aligner.duplicates.retold import find_retold
from aligner.duplicates.ruler import Ruler
from aligner.duplicates.seeds import find_seeds
from aligner.embed.encoder import Vectors
from aligner.progress import Progress, silent
from aligner.records import Document, DuplicateGroup, Message, Place, RepeatKind
from aligner.settings import DuplicateSettings

LEAST_SEEDED = 5  # symbols in the seeds of a chain that is aligned
LEAST_SCORE = 24  # of a hit: 12 equal symbols; shorter ones are parts of a longer repeat, or nothing


def find_duplicates(
    documents: Sequence[Document],
    vectors: Mapping[str, Vectors],
    settings: DuplicateSettings,
    progress: Progress = silent,
    processes: int = 1,
) -> tuple[DuplicateGroup, ...]:
    """All groups of repeated passages: copies, largest first, then retold ones, then furniture.

    `vectors`: by document name, float32 `(n_sentences, dim)`, rows of length 1. `processes`: how many share the work on
    thousands of groups (see `aligner.loading`).
    """
    furniture = {d.name: find_furniture(d) for d in documents}
    left_out = {d.name: [s for spans in furniture[d.name] for s in spans] + [*boilerplate(d)] for d in documents}
    folded = fold_documents(documents, left_out)
    by_name = {d.name: d for d in documents}
    copied = [*told_apart(list(_copied(folded, documents, settings, progress, processes)), documents)]
    groups = [g for g in copied if g.kind is not RepeatKind.FURNITURE]
    heads = [g for g in copied if g.kind is RepeatKind.FURNITURE]
    heads += [
        DuplicateGroup(
            RepeatKind.FURNITURE, 1.0, tuple(Place(name, s) for s in spans), 0, Message("duplicates.keep.furniture")
        )
        for name, lines in furniture.items()
        for spans in lines
    ]
    if settings.retold:
        progress("progress.retold", 0, 1)
        for probability, places in find_retold(documents, vectors, [*groups, *heads], settings):
            copies = [by_name[p.document].slice(p.span) for p in places]
            keep, why = choose_told(copies, settings.keep)
            groups.append(DuplicateGroup(RepeatKind.RETOLD, round(probability, 4), places, keep, why))
    return (*groups, *heads)


def _copied(
    folded: Folded, documents: Sequence[Document], settings: DuplicateSettings, progress: Progress, processes: int
) -> Iterator[DuplicateGroup]:
    """Groups of exact and edited copies."""
    boundaries = np.append(np.flatnonzero(folded.codes == BOUNDARY), len(folded.codes)).astype(np.int32)
    ruler = Ruler(folded, documents, settings)
    progress("progress.duplicates", 0, 4)
    seeds = find_seeds(folded)
    progress("progress.duplicates", 1, 4)
    chains = promising_chains(folded, chain_seeds(seeds, boundaries, LEAST_SEEDED), ruler)
    del seeds
    progress("progress.duplicates", 2, 4)
    hits = align_chains(folded, chains, boundaries, LEAST_SCORE)
    progress("progress.duplicates", 3, 4)
    pieces = pieces_of(hits, ruler)
    repeats = join_reordered(join_in_order(pieces, ruler), ruler)
    groups = group_repeats(long_enough(repeats, pieces, ruler))
    progress("progress.duplicates", 4, 4)
    yield from described(groups, folded, documents, settings, ruler, progress, processes)
