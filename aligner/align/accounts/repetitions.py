"""Links of repetitions: what is linked to a passage is also linked to the places where its account repeats it.

An account may quote a telegram twice, or sum up at its end what it told at its beginning. The second place may lack
what made the link of the first one sure, or may name another day; that is the contradiction a historian looks for, and
no reason to leave it unlinked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from aligner.align.accounts.events import Copy, copies_of
from aligner.align.passages import gather_passages
from aligner.records import Alignment, Bead, Document, DuplicateGroup, RepeatKind

WORD_FOR_WORD = frozenset({RepeatKind.EXACT, RepeatKind.EDITED})


def link_repetitions(alignments: Sequence[Alignment], duplicates: Iterable[DuplicateGroup]) -> tuple[Alignment, ...]:
    """The alignments; those in comparable mode with links for exact and edited repetitions within a document.

    The `reasons` of an added link name that document ("↔ 01-decisions.txt"); its score is that of the first link, times
    the similarity of the repetition.
    """
    documents = {d.name: d for a in alignments for d in (a.zh, a.en)}
    repeats = list(_repeats(duplicates, documents))
    return tuple(_linked(a, repeats) if a.mode == "comparable" and repeats else a for a in alignments)


def _repeats(
    duplicates: Iterable[DuplicateGroup], documents: Mapping[str, Document]
) -> Iterator[tuple[Copy, Copy, float]]:
    """Passages and their repetitions, both ways, as sentences."""
    for group in duplicates:
        if group.kind in WORD_FOR_WORD:
            for first, second in permutations(copies_of(group, documents), 2):
                if first and second and first[0][0] == second[0][0]:
                    yield first, second, group.similarity


def _linked(alignment: Alignment, repeats: Sequence[tuple[Copy, Copy, float]]) -> Alignment:
    taken = {(i, j) for bead in alignment.links() for i in bead.zh for j in bead.en}
    added: dict[tuple[tuple[int, ...], tuple[int, ...]], Bead] = {}
    for bead in alignment.links():
        for copy, repetition, similarity in repeats:
            zh, en = bead.zh, bead.en
            if copy[0][0] == alignment.zh.name:
                zh = _moved(zh, copy, repetition)
            elif copy[0][0] == alignment.en.name:
                en = _moved(en, copy, repetition)
            score = round(bead.score * similarity, 4)
            if (zh, en) == (bead.zh, bead.en) or any((i, j) in taken for i in zh for j in en):
                continue
            if (zh, en) not in added or score > added[zh, en].score:
                added[zh, en] = Bead(zh, en, score, reasons=(f"↔ {copy[0][0]}",))
    if not added:
        return alignment
    beads = sorted([*alignment.beads, *added.values()], key=lambda bead: (bead.zh, bead.en))
    return replace(alignment, beads=tuple(beads), passages=gather_passages(beads))


def _moved(run: tuple[int, ...], copy: Copy, repetition: Copy) -> tuple[int, ...]:
    """The sentences of the repetition that correspond to a run; the run itself if less than half of it is repeated."""
    at = [k for k, (_, i) in enumerate(copy) if i in run]
    if 2 * len(at) < len(run):
        return run
    # Copies with equally many sentences correspond sentence by sentence, others as a whole.
    places = [repetition[k] for k in at] if len(copy) == len(repetition) else repetition
    return tuple(sorted({i for _, i in places}))
