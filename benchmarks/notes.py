"""Notes planted in novels: passages of the gold of MAC-Dev as the text, others of it as its notes, some left out.

Novels are the hard case: the notes share no page, year or name, and the translation is free.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from aligner.align.notes import link_notes
from aligner.align.notes.listing import Note, read_notes
from aligner.align.parallel import align_parallel
from aligner.embed import load_encoder
from aligner.read.source import SourceText
from aligner.records import Alignment, Document, Lang
from aligner.segment import segment
from aligner.settings import ParallelSettings
from benchmarks.harness import Score

BOOKS = ("002", "003", "004", "005", "006")
TEXT, NOTES = 400, 150  # passages of a book, at most
LOST = (0.1, 0.3)  # share of the notes left out on either side
SEED = 1

Passage = tuple[str, str]
Planted = tuple[Document, list[int]]  # with the numbers of its notes


def scores(shared: Path) -> Iterator[Score]:
    for lost in LOST:
        for placed in (True, False):
            found = right = wanted = 0
            for book in BOOKS:
                zh, en = plant(shared / "eval" / "align" / "mac-dev" / f"{book}.json", lost, placed)
                pairs = paired(linked(zh[0], en[0]), zh[1], en[1])
                found, right = found + len(pairs), right + sum(a == b for a, b in pairs)
                wanted += len(set(zh[1]) & set(en[1]))
            name = f"align/notes/{'placed' if placed else 'unplaced'}-lost-{lost:.1f}"
            yield Score(f"{name}/precision", right / found if found else 0.0)
            yield Score(f"{name}/recall", right / wanted)


def plant(path: Path, lost: float, placed: bool) -> tuple[Planted, Planted]:
    """A book with notes on both sides, numbered through on each. `placed`: references stand in the text."""
    draw = random.Random(SEED)
    data = json.loads(path.read_text(encoding="utf-8"))
    passages = [
        ("".join(data["zh"][i] for i in zh).strip(), " ".join(data["en"][j] for j in en).strip())
        for zh, en in data["gold"]
        if zh and en and len(zh) < 3 and len(en) < 3
    ]
    most = min(TEXT, 2 * len(passages) // 3)
    text, notes = passages[:most], passages[most : most + NOTES]
    places = {place: k for k, place in enumerate(sorted(draw.sample(range(len(text)), len(notes))))}
    zh, en = ([k for k in range(len(notes)) if draw.random() >= lost] for _ in range(2))
    return (_side("zh", text, notes, places, zh, placed), zh), (_side("en", text, notes, places, en, placed), en)


def _side(
    lang: Lang, text: Sequence[Passage], notes: Sequence[Passage], places: dict[int, int], kept: list[int], placed: bool
) -> Document:
    side = 0 if lang == "zh" else 1
    number = {k: n for n, k in enumerate(kept, 1)}
    told = [
        passage[side] + (f"[{number[places[n]]}]" if placed and places.get(n) in number else "")
        for n, passage in enumerate(text)
    ]
    paragraphs = [("" if side == 0 else " ").join(told[n : n + 5]) for n in range(0, len(told), 5)]
    below = [f"[{number[k]}] {notes[k][side]}" for k in kept]
    return segment(SourceText(lang, "\n\n".join([*paragraphs, "注释" if side == 0 else "Notes", *below]), lang=lang))


def linked(zh: Document, en: Document) -> Alignment:
    encoder, settings = load_encoder("embedded"), ParallelSettings()
    text = align_parallel(zh, en, None, None, encoder, settings)
    return link_notes(text, None, None, encoder, settings)


def paired(alignment: Alignment, zh: Sequence[int], en: Sequence[int]) -> set[tuple[int, int]]:
    """Which notes are linked, by the numbers they were planted with."""
    left, right = _numbers(read_notes(alignment.zh), zh), _numbers(read_notes(alignment.en), en)
    return {(left[i], right[j]) for b in alignment.links() for i in b.zh for j in b.en if i in left and j in right}


def _numbers(notes: Sequence[Note], planted: Sequence[int]) -> dict[int, int]:
    """The planted number of each sentence of a note."""
    told = [note for note in notes if not note.heading]
    return {i: number for note, number in zip(told, planted, strict=True) for i in note.sentences}
