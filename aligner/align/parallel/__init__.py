"""Parallel mode: aligns translations, in order except for blocks that moved (docs/alignment.md)."""

from __future__ import annotations

from dataclasses import replace

from aligner.align.parallel.beads import align_sides
from aligner.align.parallel.model import Model, load_model
from aligner.align.parallel.moved import in_order, link_moved
from aligner.align.parallel.texts import filled, read_side
from aligner.align.parallel.threads import at_once
from aligner.align.parallel.words import word_encoder
from aligner.align.passages import find_passages
from aligner.embed import Encoder, Vectors
from aligner.records import Alignment, Bead, Document
from aligner.settings import ParallelSettings

__all__ = ["align_parallel"]


def align_parallel(
    zh: Document,
    en: Document,
    zh_vectors: Vectors | None,
    en_vectors: Vectors | None,
    encoder: Encoder,
    settings: ParallelSettings,
    model: Model | None = None,
) -> Alignment:
    """Align two documents. Every aligned sentence is in exactly one bead; beads out of order are marked `moved`.

    `zh_vectors`, `en_vectors`: one row for every sentence of the document; None if they are to be made where they are
    needed. A bead's score is its posterior probability. `model`: weights in place of the shipped ones.
    """
    model = model or load_model()
    words = word_encoder(encoder)
    numbers = filled(zh), filled(en)
    sides = at_once(
        lambda: read_side(zh, numbers[0], zh_vectors, encoder, words),
        lambda: read_side(en, numbers[1], en_vectors, encoder, words),
    )
    beads = align_sides(*sides, settings.max_sentences, model)
    beads = link_moved(*sides, beads, settings.max_sentences, model)
    given = all(len(own) == len(document.sentences) for own, document in zip(numbers, (zh, en), strict=True))
    numbered = beads if given else [in_document(bead, *numbers) for bead in beads]
    empty = [Bead((i,), (), 1.0) for i in sorted(set(zh.aligned) - set(numbers[0]))]
    empty += [Bead((), (j,), 1.0) for j in sorted(set(en.aligned) - set(numbers[1]))]
    if empty:
        numbered = in_order(numbered + empty)
    alignment = Alignment(zh, en, tuple(numbered), "parallel")
    return replace(alignment, passages=find_passages(alignment))


def in_document(bead: Bead, zh: tuple[int, ...], en: tuple[int, ...]) -> Bead:
    """The bead with the sentence numbers of the documents. `zh`, `en`: these numbers, for each aligned sentence."""
    return replace(bead, zh=tuple(zh[i] for i in bead.zh), en=tuple(en[j] for j in bead.en))
