"""Comparable mode: finds corresponding passages in independent accounts, in any order (docs/comparable.md)."""

from __future__ import annotations

from aligner.align.comparable.compete import LEAST, as_sure_as_serves, compete
from aligner.align.comparable.mentions import read_mentions
from aligner.align.comparable.neighbours import check_length
from aligner.align.comparable.null import Null
from aligner.align.comparable.reasons import reasons
from aligner.align.comparable.search import search
from aligner.align.comparable.sides import read_side
from aligner.align.passages import gather_passages
from aligner.embed import Encoder, Vectors
from aligner.records import Alignment, Bead, Document
from aligner.settings import Settings

__all__ = ["align_comparable"]


def align_comparable(
    zh: Document,
    en: Document,
    zh_vectors: Vectors,
    en_vectors: Vectors,
    encoder: Encoder,
    settings: Settings,
    shared: float = 0.0,
) -> Alignment:
    """Links between two independent accounts, ordered by place, and passages.

    `zh_vectors`, `en_vectors`: float32, the encoder's vector for every sentence. `shared`: how many sentences of the
    shorter account are told in the other one at least, known from third accounts. Raises InputError if the texts are
    too long to be compared without the extra `ann`.
    """
    check_length(len(zh.aligned), len(en.aligned))
    options = settings.comparable
    left = read_side(zh, zh_vectors, encoder, options.with_notes)
    right = read_side(en, en_vectors, encoder, options.with_notes, left.usual_year)
    if left.usual_year is None and right.usual_year is not None and left.dated:
        left = read_side(zh, zh_vectors, encoder, options.with_notes, right.usual_year)
    if not len(left) or not len(right):
        return Alignment(zh, en, (), "comparable")
    null, mentions = Null(left, right), read_mentions(left, right)
    found = search(null, mentions, shared)
    beads: dict[tuple[tuple[int, ...], tuple[int, ...]], Bead] = {}
    chosen = compete(found.runs, found.score, found.exact, options.min_confidence or LEAST)
    if not options.min_confidence:
        chosen = as_sure_as_serves(found.runs, found.score, chosen)
    for k in chosen.tolist():
        zh_run = range(int(found.runs.zh[k]), int(found.runs.zh[k] + found.runs.zh_size[k]))
        en_run = range(int(found.runs.en[k]), int(found.runs.en[k] + found.runs.en_size[k]))
        link = left.sentences(zh_run), right.sentences(en_run)
        score = round(float(found.score[k]), 4)
        # Two parts of one sentence may have the same partner.
        if link not in beads or score > beads[link].score:
            beads[link] = Bead(*link, score, reasons=reasons(left, right, mentions, zh_run, en_run))
    linked = [beads[link] for link in sorted(beads)]
    return Alignment(zh, en, tuple(linked), "comparable", passages=gather_passages(linked))
