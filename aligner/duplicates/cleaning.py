"""Texts without their repeats, as new files, and a list of every stretch that was taken out."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from aligner import own_files
from aligner.messages import say
from aligner.records import Document, DuplicateGroup, Place, RepeatKind, Span

_TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown"})
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"))
_BIN = 512  # characters
_LINE_BREAK = re.compile(r"\s*\n\s*")


class Reason(StrEnum):
    """Why a copy stays where others are taken out."""

    DIFFERS = "differs"  # the copies differ in a number, a date, a name or a negation
    RETOLD = "retold"  # other words
    CHOSEN = "chosen"  # a person was asked, and kept all
    PART = "part"  # it fills no sentence, or a quotation would be left without its other mark
    OVERLAPS = "overlaps"  # it overlaps a copy that was kept, or relies on one that was taken out


@dataclass(frozen=True, slots=True)
class Removal:
    """A copy that is taken out, and the copy that stays."""

    place: Place
    kept: Place
    kind: RepeatKind
    similarity: float


@dataclass(frozen=True, slots=True)
class Stay:
    """A copy that is not taken out although another one stays, with the number of its group, from 1."""

    place: Place
    kept: Place
    kind: RepeatKind
    group: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Thinned:
    """What becomes of the copies: each but the kept one of its group is taken out or stays. As they stand."""

    removed: tuple[Removal, ...]
    stays: tuple[Stay, ...]


def thin_out(
    groups: Sequence[DuplicateGroup], documents: Sequence[Document], decided: frozenset[int] | None = None
) -> Thinned:
    """What `--write-clean` takes out: every copy but the kept one, of exact and edited repeats, in whole sentences.

    Retold passages are other words and stay, as does furniture and copies that differ in a number, a date, a name or a
    negation. Where a person was asked, the groups (by index) that he `decided` to thin out, and no others, are. Of
    overlapping groups the larger is settled first; a later one never takes away what an earlier one kept, nor relies on
    what it removed.
    """
    named = {d.name: d for d in documents}
    removed: list[Removal] = []
    stays: list[Stay] = []
    gone, held = _Places(), _Places()
    for k, group in enumerate(groups):
        if group.kind is RepeatKind.FURNITURE:
            continue
        kept = group.members[group.keep]
        reason = _reason(group, decided is None or k in decided, asked=decided is not None)
        if reason is None and gone.meets(kept):
            reason = Reason.OVERLAPS
        taken = []
        for m in group.members:
            if m == kept or gone.meets(m):
                continue
            whole = _whole_sentences(m, named[m.document]) if reason is None and not held.meets(m) else None
            if whole is not None:
                taken.append(Removal(whole, kept, group.kind, group.similarity))
            else:
                why = reason or (Reason.OVERLAPS if held.meets(m) else Reason.PART)
                stays.append(Stay(m, kept, group.kind, k + 1, why))
        for removal in taken:
            gone.add(removal.place)
        if taken:
            removed += taken
            held.add(kept)
    return Thinned(
        tuple(sorted(removed, key=lambda r: (r.place.document, r.place.span))),
        tuple(sorted(stays, key=lambda s: (s.place.document, s.place.span))),
    )


def _reason(group: DuplicateGroup, decided: bool, asked: bool) -> Reason | None:
    """Why the group keeps all its copies; None where it does not."""
    if asked:
        return None if decided else Reason.CHOSEN
    if group.kind is RepeatKind.RETOLD:
        return Reason.RETOLD
    return Reason.DIFFERS if group.differs else None


class _Places:
    """Places of many documents, found by where they lie."""

    def __init__(self) -> None:
        self._bins: dict[tuple[str, int], list[Span]] = defaultdict(list)

    def add(self, place: Place) -> None:
        for key in self._keys(place):
            self._bins[key].append(place.span)

    def meets(self, place: Place) -> bool:
        """Whether one of them overlaps `place`."""
        return any(place.span.overlaps(span) for key in self._keys(place) for span in self._bins.get(key, ()))

    def _keys(self, place: Place) -> Iterator[tuple[str, int]]:
        return ((place.document, k) for k in range(place.span.start // _BIN, place.span.end // _BIN + 1))


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


def without(text: str, spans: Sequence[Span]) -> str:
    """`text` without the spans; a line that is left empty goes with them, and of two spaces that meet one.

    Where a stretch goes over lines of which something is left on both sides, its widest line break stays: what stood in
    two paragraphs is not made one.
    """
    pieces, at = [], 0
    for span in _runs(text, spans):
        pieces.append(text[at : span.start])
        at = span.end
        line_end = text.find("\n", span.end)
        before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
        after = text[span.end : line_end if line_end >= 0 else len(text)]
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


def clean_files(documents: Sequence[Document], thinned: Thinned, folder: Path) -> Mapping[Path, bytes]:
    """What is to be written into `folder`: every document, UTF-8, without its repeats, and the lists `removed.tsv` of
    what was taken out and `kept.tsv` of the copies that stay, with the reason.
    """
    contents: dict[Path, bytes] = {}
    gone: dict[str, list[Span]] = defaultdict(list)
    for removal in thinned.removed:
        gone[removal.place.document].append(removal.place.span)
    for document in documents:
        path = _target(document, folder, contents)
        contents[path] = without(document.text, gone[document.name]).encode("utf-8", "surrogatepass")
    named = {d.name: d for d in documents}
    contents[folder / own_files.REMOVED] = _table(
        own_files.REMOVED_COLUMNS, (_row(r.place, r.kept, (r.kind, r.similarity), named) for r in thinned.removed)
    )
    contents[folder / own_files.KEPT] = _table(
        own_files.KEPT_COLUMNS,
        (_row(s.place, s.kept, (s.kind, s.group, say(f"duplicates.stays.{s.reason}")), named) for s in thinned.stays),
    )
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


Cell = str | int | float


def _row(copy: Place, kept: Place, about: Sequence[Cell], documents: Mapping[str, Document]) -> list[Cell]:
    """Where a copy stands (lines from 1, positions in code points of the original), what it is, which copy is kept."""
    row: list[Cell] = []
    for place, what in ((copy, about), (kept, ())):
        document = documents[place.document]
        row += [place.document, document.line_at(place.span.start), place.span.start, place.span.end, *what]
    return [*row, documents[copy.document].slice(copy.span)]


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table that spreadsheets open."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, dialect="excel-tab")
    writer.writerow(columns)
    writer.writerows(rows)
    # Excel takes a file without the mark for the local encoding.
    return out.getvalue().encode("utf-8-sig", "replace")
