"""Links between accounts in one language, for events: two English accounts of a matter that no Chinese one tells.

The comparable search takes any two texts; its models are learned from pairs of languages, and hold within one: what
counts is how far a likeness stands above that of unrelated sentences of these very texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from aligner.embed import Encoder, Vectors
from aligner.progress import Progress, silent
from aligner.records import Alignment, Document
from aligner.settings import Settings


def align_within(
    alignments: Sequence[Alignment],
    vectors: Mapping[str, Vectors],
    encoder: Encoder,
    settings: Settings,
    progress: Progress = silent,
) -> tuple[Alignment, ...]:
    """Links between documents of one language that were both compared, as accounts, with one of the other language.

    `vectors`: by document name. In each alignment `zh` is the one that comes first, `en` the other, whatever their
    language.
    """
    pairs = paired_within(alignments)
    if not pairs:
        return ()
    from aligner.align.comparable import align_comparable  # parallel mode needs none of it

    found = []
    for i, (first, second) in enumerate(pairs):
        progress("progress.within", i, len(pairs))
        rows = vectors[first.name], vectors[second.name]
        found.append(align_comparable(first, second, *rows, encoder, settings))
    return tuple(found)


def paired_within(alignments: Sequence[Alignment]) -> tuple[tuple[Document, Document], ...]:
    """Documents of one language that share a counterpart in comparable mode, each pair once, in order."""
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
