"""Several accounts of one matter: what their alignments, each of two accounts, say about one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from aligner.align.accounts.events import gather_events
from aligner.align.accounts.repetitions import link_repetitions
from aligner.align.accounts.same_language import align_same_language
from aligner.align.accounts.search_again import search_again
from aligner.align.accounts.third_account import link_through_third
from aligner.embed import Encoder, Vectors
from aligner.progress import Progress, silent
from aligner.records import Alignment, DuplicateGroup, Event
from aligner.settings import Settings


def link_accounts(
    alignments: Sequence[Alignment],
    duplicates: Sequence[DuplicateGroup],
    vectors: Mapping[str, Vectors],
    encoder: Encoder,
    settings: Settings,
    progress: Progress = silent,
    settle: Callable[[Alignment], Alignment] = lambda alignment: alignment,
) -> tuple[tuple[Alignment, ...], tuple[Event, ...]]:
    """The alignments with the links that other accounts add, and the events that several accounts tell.

    Alignments of translations stay as they are. `vectors`: by document name. `settle` gives an alignment as the person
    who reviewed it wants it; no step here overrules that.
    """
    alignments = [settle(alignment) for alignment in alignments]
    within = align_same_language(alignments, vectors, encoder, settings, progress)
    alignments = search_again(alignments, within, vectors, encoder, settings, progress)
    linked = link_through_third(link_repetitions(alignments, duplicates), duplicates)
    # Paths through accounts of the same language come second: all at once they would form other groups, of less sure
    # links (recall on the sample corpus .887 instead of .904).
    linked = link_through_third([*linked, *within], duplicates)[: len(linked)]
    linked = tuple(settle(alignment) for alignment in linked)
    return linked, gather_events([*linked, *within], duplicates)
