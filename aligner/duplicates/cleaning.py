"""Texts without their repeats, as new files, and a list of every stretch that was taken out."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from aligner import own_files
from aligner.records import Document, DuplicateGroup, Place, RepeatKind, Span

_TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown"})
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"))
_LINE_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Removal:
    """A copy that is taken out, and the copy that stays."""

    place: Place
    kept: Place
    kind: RepeatKind
    similarity: float


def removals(
    groups: Sequence[DuplicateGroup], documents: Sequence[Document], decided: frozenset[int] | None = None
) -> tuple[Removal, ...]:
    """What `--write-clean` takes out: every copy but the kept one, of exact and edited repeats, in whole sentences.

    Retold passages are other words and stay, as does furniture and copies that differ in a number, a date, a name or a
    negation. Where a person was asked, the groups (by index) that he `decided` to thin out, and no others, are. Of
    overlapping groups the larger is settled first; a later one never takes away what an earlier one kept, nor relies on
    what it removed.
    """
    named = {d.name: d for d in documents}
    found: list[Removal] = []
    kept: list[Place] = []
    for k, group in enumerate(groups):
        copied = group.kind in (RepeatKind.EXACT, RepeatKind.EDITED)
        if (not copied or group.differs) if decided is None else k not in decided:
            continue
        stays = group.members[group.keep]
        if any(_meet(stays, r.place) for r in found):
            continue
        taken = [
            Removal(whole, stays, group.kind, group.similarity)
            for m in group.members
            if m != stays and not any(_meet(m, p) for p in kept) and not any(_meet(m, r.place) for r in found)
            if (whole := _whole_sentences(m, named[m.document])) is not None
        ]
        if taken:
            found += taken
            kept.append(stays)
    return tuple(sorted(found, key=lambda r: (r.place.document, r.place.span)))


def _whole_sentences(place: Place, document: Document) -> Place | None:
    """The sentences that a place holds, but for marks and spaces at its ends; None where it holds none.

    It ends: “Should they disagree, it must wait.” - of a sentence that quotes what stands elsewhere, a stump would be
    left. Nor is a quotation divided that begins before them or goes on behind them: its sentences stay.
    """
    text, span, sentences = document.text, place.span, document.sentences
    first = max(0, bisect_right(sentences, span.start, key=lambda s: s.span.start) - 1)
    end = bisect_left(sentences, span.end, key=lambda s: s.span.start)
    while first < end and (
        sentences[first].span.end <= span.start
        or _says(text[sentences[first].span.start : span.start])
        or _divides_quotation(document, first)
    ):
        first += 1
    while first < end and (_says(text[span.end : sentences[end - 1].span.end]) or _divides_quotation(document, end)):
        end -= 1
    return (
        Place(place.document, Span(sentences[first].span.start, sentences[end - 1].span.end)) if first < end else None
    )


def _divides_quotation(document: Document, at: int) -> bool:
    """Whether a quotation of their paragraph goes on from the sentence before `at` into that one, and is closed."""
    sentences = document.sentences
    if not 0 < at < len(sentences) or sentences[at - 1].paragraph != sentences[at].paragraph:
        return False
    begin = bisect_left(sentences, sentences[at].paragraph, key=lambda s: s.paragraph)
    end = bisect_right(sentences, sentences[at].paragraph, key=lambda s: s.paragraph)
    cut = sentences[at].span.start
    before, after = document.text[sentences[begin].span.start : cut], document.text[cut : sentences[end - 1].span.end]
    return any(
        before.count(opens) > before.count(closes) and after.count(closes) > after.count(opens)
        for opens, closes in _QUOTES
    )


def _says(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _meet(a: Place, b: Place) -> bool:
    return a.document == b.document and a.span.overlaps(b.span)


def without(text: str, spans: Sequence[Span]) -> str:
    """`text` without the spans; a line that is left empty goes with them, and of two spaces that meet one.

    Where a stretch goes over lines of which something is left on both sides, its widest line break stays: what stood in
    two paragraphs is not made one.
    """
    pieces, at = [], 0
    for span in _runs(text, spans):
        pieces.append(text[at : span.start])
        at = span.end
        before, after = text[: span.start].rpartition("\n")[2], text[span.end :].partition("\n")[0]
        if not before.strip() and not after.strip():
            at = min(len(text), span.end + len(after) + 1)
            pieces[-1] = pieces[-1][: len(pieces[-1]) - len(before)]
            continue
        if before.strip() and (breaks := _LINE_BREAK.findall(text, span.start, span.end)) and after.strip():
            pieces.append(max(breaks, key=len))
            before = ""
        if after[:1].isspace() and (not before or before[-1].isspace()):
            at += 1
    pieces.append(text[at:])
    return "".join(pieces)


def _runs(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those of one line joined that have nothing but space between them."""
    runs: list[Span] = []
    for span in sorted(spans):
        between = text[runs[-1].end : span.start] if runs else "\n"
        if "\n" in between or between.strip():
            runs.append(span)
        else:
            runs[-1] = Span(runs[-1].start, span.end)
    return runs


def clean_files(documents: Sequence[Document], removed: Sequence[Removal], folder: Path) -> Mapping[Path, bytes]:
    """What is to be written into `folder`: every document, UTF-8, without its repeats, and the list `removed.tsv`."""
    contents: dict[Path, bytes] = {}
    for document in documents:
        spans = [r.place.span for r in removed if r.place.document == document.name]
        path = _target(document, folder, contents)
        contents[path] = without(document.text, spans).encode("utf-8", "surrogatepass")
    contents[folder / own_files.REMOVED] = _listed({d.name: d for d in documents}, removed)
    return contents


def _target(document: Document, folder: Path, taken: Mapping[Path, bytes]) -> Path:
    """Where a document goes: under its own name, as .txt where the text was taken out of a container (docx, HTML)."""
    parts = [p for p in PurePath(document.name).parts if p not in ("..", ".") and not PurePath(p).anchor]
    path = folder.joinpath(*parts) if parts else folder / "text"
    if path.suffix.lower() not in _TEXT_SUFFIXES:
        path = path.with_name(path.name + ".txt")
    stem, k = path.stem, 2
    while path in taken:
        path, k = path.with_name(f"{stem}-{k}{path.suffix}"), k + 1
    return path


def _listed(documents: Mapping[str, Document], removed: Sequence[Removal]) -> bytes:
    """A table that spreadsheets open: one row for each stretch taken out, positions in code points of the original."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, dialect="excel-tab")
    writer.writerow(own_files.REMOVED_COLUMNS)
    for r in removed:
        span, kept = r.place.span, r.kept.span
        text = documents[r.place.document].slice(span)
        where = (r.place.document, span.start, span.end, str(r.kind), r.similarity)
        writer.writerow((*where, r.kept.document, kept.start, kept.end, text))
    # Excel takes a file without the mark for the local encoding.
    return out.getvalue().encode("utf-8-sig", "replace")
