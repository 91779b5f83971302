"""The whole flow, top to bottom: paths -> Documents -> vectors -> Alignments -> Flags, Duplicates -> Comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aligner.align.accounts import link_accounts
from aligner.align.notes import link_notes
from aligner.align.pairing import align_pairs
from aligner.compare import find_divergences
from aligner.compare.timeline import build_timeline
from aligner.duplicates import find_duplicates
from aligner.duplicates.versions import without_versions
from aligner.embed import Encoder, Vectors, load_encoder
from aligner.errors import InputError
from aligner.loading import load_documents
from aligner.progress import Progress, silent
from aligner.read.alignment import read_alignment
from aligner.records import Alignment, Comparison, Document
from aligner.review.decisions import decide
from aligner.review.file import Review
from aligner.settings import Settings
from aligner.signature import sign


def compare_accounts(
    paths: Sequence[Path],
    settings: Settings | None = None,
    *,
    zh: Sequence[Path] = (),
    en: Sequence[Path] = (),
    alignment: Path | None = None,
    review: Review | None = None,
    encoder: Encoder | None = None,
    progress: Progress = silent,
) -> Comparison:
    """Align, compare and deduplicate accounts.

    `paths` are files or folders whose languages are detected; files under `zh` and `en` are taken to be in these.
    `alignment` is a file with an alignment that a person corrected; it needs exactly one text of each language.
    `review` holds what a person decided in the page. A file that cannot be used is listed in `Comparison.skipped`.
    Raises InputError if no text is left in one language.
    """
    settings = settings or Settings()
    documents, skipped = load_documents(paths, settings, zh=zh, en=en, progress=progress, split=True)
    for lang in ("zh", "en"):
        if not any(d.lang == lang for d in documents):
            if skipped:  # the missing text was given, but could not be used: say why
                raise InputError(skipped[0].reason.key, **dict(skipped[0].reason.args))
            raise InputError(f"pipeline.one-side-missing.{lang}", read=", ".join(d.name for d in documents) or "-")
    decisions = decide(review, documents)
    encoder = encoder or load_encoder(settings.embed.encoder, settings.embed, progress)
    vectors = embed_documents(documents, encoder, progress)
    if alignment is not None:
        found = [corrected(alignment, documents)]
    else:
        found = align_pairs(documents, vectors, encoder, settings, progress)
    duplicates = find_duplicates(documents, vectors, settings.duplicates, progress)
    alignments, events = link_accounts(found, duplicates, vectors, encoder, settings, progress, decisions.settle_text)
    alignments = tuple(
        decisions.settle(link_notes(a, vectors[a.zh.name], vectors[a.en.name], encoder, settings.parallel))
        for a in alignments
    )
    flags = [
        replace(flag, pair=n)
        for n, alignment in enumerate(alignments)
        for flag in find_divergences(alignment, encoder, settings.compare)
    ]
    standing, dismissed = decisions.parted(flags, alignments)
    return Comparison(
        documents=tuple(documents),
        alignments=alignments,
        flags=tuple(standing),
        duplicates=without_versions(duplicates, alignments),
        events=events,
        timeline=build_timeline(documents, events),
        skipped=tuple(skipped),
        signature=sign(encoder, settings, documents),
        dismissed=tuple(dismissed),
        review=decisions.told,
    )


def corrected(path: Path, documents: Sequence[Document]) -> Alignment:
    """The alignment in a file, for the only Chinese and the only English document. Raises InputError."""
    zh, en = ([d for d in documents if d.lang == lang] for lang in ("zh", "en"))
    if len(zh) != 1 or len(en) != 1:
        raise InputError("read.alignment.one-pair", path=path, zh=len(zh), en=len(en))
    return read_alignment(path, zh[0], en[0])


def embed_documents(documents: Sequence[Document], encoder: Encoder, progress: Progress = silent) -> dict[str, Vectors]:
    """By document name: float32 `(n_sentences, dim)`, rows of length 1."""
    vectors = {}
    for i, document in enumerate(documents):
        progress("progress.embed", i, len(documents))
        vectors[document.name] = encoder.encode(document.matching_texts)
    return vectors
