"""Lists the notes of a document: the label of each, its sentences, and the sentence that refers to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aligner.records import Document, Mark, MarkKind, Role
from aligner.segment.labels import is_signed, label_key
from aligner.segment.lexicon import Lexicon
from aligner.segment.marks import marks_by_sentence


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `label` is "12", or "" if it has none; `reference` is the sentence that refers to it, None if unknown.

    `heading`: not a note but the line above the notes (Notes, 注释). `signed`: the note says that it is by the
    translator or editor.
    """

    label: str
    sentences: tuple[int, ...]
    reference: int | None = None
    heading: bool = False
    signed: bool = False


def read_notes(document: Document) -> tuple[Note, ...]:
    """The notes in order, in whatever language; every sentence with that role is in exactly one.

    A paragraph without a label continues the note before it, unless no note has a label (as in a numbered HTML list).
    """
    marks = marks_by_sentence(document)
    paragraphs: list[list[int]] = []
    for s in document.sentences:
        if s.role is Role.NOTE:
            if paragraphs and document.sentences[paragraphs[-1][-1]].paragraph == s.paragraph:
                paragraphs[-1].append(s.index)
            else:
                paragraphs.append([s.index])
    labels = [_label(document, sentences[0], marks[sentences[0]]) for sentences in paragraphs]
    headings = [not label and _is_heading(document, p) for label, p in zip(labels, paragraphs, strict=True)]
    labelled = any(labels)
    notes: list[Note] = []
    for label, heading, sentences in zip(labels, headings, paragraphs, strict=True):
        if label or heading or not labelled or not notes or notes[-1].heading:
            notes.append(Note(label, tuple(sentences), heading=heading))
        else:
            notes[-1] = replace(notes[-1], sentences=(*notes[-1].sentences, *sentences))
    references = [
        (s, label_key(document.slice(mark.span)))
        for s, found in enumerate(marks)
        if document.sentences[s].role is not Role.NOTE
        for mark in found
        if mark.kind is MarkKind.NOTE_REFERENCE
    ]
    return _referred_to([replace(note, signed=_signed(document, note)) for note in notes], references)


def _label(document: Document, sentence: int, marks: Sequence[Mark]) -> str:
    head = document.sentences[sentence].span.start
    for mark in marks:
        if mark.kind is MarkKind.NOTE_REFERENCE and mark.span.start == head:
            return label_key(document.slice(mark.span))
    return ""


def _is_heading(document: Document, sentences: Sequence[int]) -> bool:
    return len(sentences) == 1 and bool(Lexicon.load().notes_heading.match(document.matching_text(sentences[0])))


def _referred_to(notes: Sequence[Note], references: Sequence[tuple[int, str]]) -> tuple[Note, ...]:
    """The notes with the sentences that refer to them. `references`: (sentence, label) in order.

    Numbering may begin anew on each page or in each chapter, so that several notes have one label. If there are as many
    references with that label, they belong together in order; otherwise a note belongs to the only reference between it
    and the note before it with that label. Notes without labels belong to the references in order.
    """
    by_label: dict[str, list[int]] = defaultdict(list)
    for sentence, label in references:
        by_label[label].append(sentence)
    own: dict[str, list[int]] = defaultdict(list)  # notes by label
    for k, note in enumerate(notes):
        if not note.heading:
            own[note.label].append(k)
    found: dict[int, int] = {}
    for label, members in own.items():
        if not label:
            first = list(dict.fromkeys(label for _, label in references))
            if len(members) == len(notes) - sum(n.heading for n in notes) == len(first):
                found |= {k: by_label[name][0] for k, name in zip(members, first, strict=True)}
        elif len(by_label[label]) == len(members):
            found |= dict(zip(members, by_label[label], strict=True))
        else:
            found |= _between(notes, members, by_label[label])
    return tuple(replace(note, reference=found.get(k)) for k, note in enumerate(notes))


def _signed(document: Document, note: Note) -> bool:
    return is_signed("\n".join(map(document.sentence_text, note.sentences)))


def _between(notes: Sequence[Note], members: Sequence[int], references: Sequence[int]) -> Mapping[int, int]:
    """For each note with one label, the only reference since the note before it; for a single note, the first."""
    if len(members) == 1:
        return {members[0]: references[0]} if references else {}
    found, since = {}, -1
    for k in members:
        here = notes[k].sentences[0]
        between = [r for r in references if since < r < here]
        if len(between) == 1:
            found[k] = between[0]
        since = here
    return found
