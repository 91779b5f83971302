"""Links between accounts in the same language, for events: two English accounts may tell what no Chinese one does.

The comparable search takes any two texts. Its models are learned from Chinese-English pairs and hold within a language
too, since likeness is measured against that of unrelated sentences of the same two texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from aligner.embed import Encoder, Vectors
from aligner.progress import Progress, silent
from aligner.records import Alignment, Document
from aligner.settings import Settings


def align_same_language(
    alignments: Sequence[Alignment],
    vectors: Mapping[str, Vectors],
    encoder: Encoder,
    settings: Settings,
    progress: Progress = silent,
) -> tuple[Alignment, ...]:
    """Alignments of documents in the same language that were both compared, as accounts, with one in the other.

    `vectors`: by document name. In each alignment `zh` is the document that comes first and `en` the other one,
    whatever their language.
    """
    pairs = pairs_in_same_language(alignments)
    if not pairs:
        return ()
    from aligner.align.comparable import align_comparable  # parallel mode needs none of it

    found = []
    for i, (first, second) in enumerate(pairs):
        progress("progress.within", i, len(pairs))
        rows = vectors[first.name], vectors[second.name]
        found.append(align_comparable(first, second, *rows, encoder, settings))
    return tuple(found)


def pairs_in_same_language(alignments: Sequence[Alignment]) -> tuple[tuple[Document, Document], ...]:
    """Documents in the same language that share a counterpart in comparable mode, each pair once, in order."""
    met: dict[str, dict[str, Document]] = {}  # by name of the counterpart
    order: dict[str, int] = {}
    for alignment in alignments:
        for own, other in ((alignment.zh, alignment.en), (alignment.en, alignment.zh)):
            order.setdefault(own.name, len(order))
            if alignment.mode == "comparable":
                met.setdefault(other.name, {})[own.name] = own
    pairs = {
        (first.name, second.name): (first, second)
        for documents in met.values()
        for first, second in combinations(sorted(documents.values(), key=lambda d: order[d.name]), 2)
    }
    return tuple(pairs[key] for key in sorted(pairs, key=lambda key: (order[key[0]], order[key[1]])))
