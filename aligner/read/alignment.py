"""Reads back an alignment that a person corrected, and maps it to the two documents as they are segmented now.

A row is found by its sentence numbers if the file has them and the words agree, else by its words, white space aside.
So an alignment survives another segmentation, and sentences that were joined or cut in another tool.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from aligner.errors import InputError
from aligner.read.decode import decode
from aligner.read.finder import SentenceFinder
from aligner.read.paired import read_pairs
from aligner.read.paired.rows import Row
from aligner.read.source import file_errors
from aligner.records import Alignment, Bead, Document, Message, Role

_MAX_LOST = 0.5  # share of rows not found above which the file is of other texts; below it, `Alignment.why` counts them
_WHOLE = 0.9  # of a row that holds less than this share of a sentence, a neighbouring row may hold the rest


def read_alignment(path: Path, zh: Document, en: Document) -> Alignment:
    """An alignment of these two documents from a file: .beads.json (sentence numbers), or any paired format.

    The mode is parallel where the links follow both texts without crossing or sharing sentences (unlinked sentences
    are then null beads), else comparable. Raises InputError where most of it is not of these texts.
    """
    if path.name.lower().endswith(".json"):
        beads, lost = _numbered(path, zh, en), 0
    else:
        beads, lost = _located(path, zh, en)
    args = (("path", str(path)), ("links", str(len(beads))), ("rows", str(lost)))
    why = Message("read.alignment.lost", args) if lost else Message("read.alignment.why", args[:2])
    # The notes of a translation stand beside the text, in an order of their own.
    text: list[Bead] = []
    notes: list[Bead] = []
    for bead in beads:
        (notes if _of_notes(bead, zh, en) else text).append(bead)
    if _monotone(text):
        numbered = _with_nulls(text, zh.aligned, en.aligned)
        if notes:
            numbered += _with_nulls(notes, _note_sentences(zh), _note_sentences(en))
        return Alignment(zh, en, tuple(numbered), "parallel", why=why)
    return Alignment(zh, en, tuple(beads), "comparable", why=why)


def _numbered(path: Path, zh: Document, en: Document) -> list[Bead]:
    """Beads of `[[[zh ids], [en ids], score], ...]`. Raises InputError for numbers that the documents do not have."""
    with file_errors(path):
        text, _ = decode(path.read_bytes(), path)
    try:
        beads = [_bead(*entry) for entry in json.loads(text) if entry[0] and entry[1]]
    except (ValueError, TypeError, IndexError, KeyError) as error:
        raise InputError("read.broken", path=path, format="beads.json", why=error) from error
    for document, numbers in ((zh, {i for b in beads for i in b.zh}), (en, {j for b in beads for j in b.en})):
        outside = [n for n in numbers if not 0 <= n < len(document.sentences)]
        if outside:
            raise InputError(
                "read.alignment.number",
                path=path,
                number=outside[0],
                document=document.name,
                count=len(document.sentences),
            )
    return beads


def _bead(zh: list[int], en: list[int], score: float = 1.0) -> Bead:
    """Raises TypeError or ValueError if these are not sentence numbers and a probability."""
    return Bead(tuple(sorted({operator.index(i) for i in zh})), tuple(sorted({operator.index(j) for j in en})), score)


def _located(path: Path, zh: Document, en: Document) -> tuple[list[Bead], int]:
    """Beads of the rows of a paired file, and how many rows with both sides were not found."""
    finders = SentenceFinder(zh), SentenceFinder(en)
    beads: list[_Found] = []
    rows = _of_documents([row for row in read_pairs(path).rows if row.zh.strip() and row.en.strip()], zh, en)
    lost = 0
    for row in rows:
        sides = finders[0].find(row.zh, row.zh_sentences), finders[1].find(row.en, row.en_sentences)
        if sides[0] and sides[1]:
            _put(beads, _Found(sides[0], sides[1], _score(row)))
        else:
            lost += 1
    if lost > _MAX_LOST * len(rows):
        raise InputError("read.alignment.other-texts", path=path, lost=lost, rows=len(rows), zh=zh.name, en=en.name)
    return [Bead(tuple(b.zh), tuple(b.en), b.score) for b in beads], lost


def _of_documents(rows: list[Row], zh: Document, en: Document) -> list[Row]:
    """The rows that name these documents, where any do: a file may hold several pairs of texts."""
    named = [row for row in rows if (row.zh_document, row.en_document) == (zh.name, en.name)]
    return named or rows


def _score(row: Row) -> float:
    """The score of a row; 1 if it has none, since a person made it."""
    return 1.0 if row.score is None else row.score


@dataclass(slots=True)
class _Found:
    """Sentence numbers of one row's sides, with the share of each sentence that the row holds."""

    zh: dict[int, float]
    en: dict[int, float]
    score: float


def _put(beads: list[_Found], new: _Found) -> None:
    """Add a row's bead, or join it to the last where the two hold parts of one sentence (it was cut in the tool)."""
    if beads and any(_parts_of_one(a, b) for a, b in ((beads[-1].zh, new.zh), (beads[-1].en, new.en))):
        last = beads[-1]
        for side, more in ((last.zh, new.zh), (last.en, new.en)):
            for number, share in more.items():
                side[number] = side.get(number, 0.0) + share
        last.score = min(last.score, new.score)
    else:
        beads.append(new)


def _parts_of_one(last: dict[int, float], new: dict[int, float]) -> bool:
    return any(number in last and max(share, last[number]) < _WHOLE for number, share in new.items())


def _monotone(beads: list[Bead]) -> bool:
    """Whether each bead begins after the one before has ended, on both sides."""
    return all(a.zh[-1] < b.zh[0] and a.en[-1] < b.en[0] for a, b in pairwise(beads))


def _of_notes(bead: Bead, zh: Document, en: Document) -> bool:
    """Whether a bead links notes and nothing else."""
    sides = (zh, bead.zh), (en, bead.en)
    return all(d.sentences[i].role is Role.NOTE and not d.fixed for d, indices in sides for i in indices)


def _note_sentences(document: Document) -> list[int]:
    return [s.index for s in document.sentences if s.role is Role.NOTE]


def _with_nulls(beads: list[Bead], zh: Sequence[int], en: Sequence[int]) -> list[Bead]:
    """The links in order, with a null bead for each of the sentences that none holds."""
    merged: list[Bead] = []
    held_zh, held_en = {n for b in beads for n in b.zh}, {n for b in beads for n in b.en}
    zh_left = [i for i in zh if i not in held_zh]
    en_left = [j for j in en if j not in held_en]
    for bead in beads:
        while zh_left and zh_left[0] < bead.zh[0]:
            merged.append(Bead((zh_left.pop(0),), (), 1.0))
        while en_left and en_left[0] < bead.en[0]:
            merged.append(Bead((), (en_left.pop(0),), 1.0))
        merged.append(bead)
    merged += [Bead((i,), (), 1.0) for i in zh_left]
    return merged + [Bead((), (j,), 1.0) for j in en_left]
