"""Note references that the format tells, made such that the rules for sentences and paragraphs see them."""

from __future__ import annotations

import re
from dataclasses import replace

from aligner.read.source import SourceText
from aligner.records import MarkKind

_FIGURES = re.compile(r"\d+")
_BRACKETED = re.compile(r"[\[［〔【]\d{1,3}[\]］〕】]")  # the rules know these
_BEHIND_WORDS = r"(?:(?<=\S)|(?<=\S ))"
_MARKDOWN = re.compile(rf"{_BEHIND_WORDS}\[\^[\w-]+\]")
_INSIDE = re.compile(_BEHIND_WORDS)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def with_raised_references(source: SourceText) -> SourceText:
    """The same text, character for character, but with references as superscript figures: 爆发。¹杜鲁门, `out.¹ He`.

    A page or book says by its markup that the 1 in 爆发。1杜鲁门 is a note; in its bare text it opens the next
    sentence. What stands at the head of a line is the label of a note and stays as it is. For rules only, never shown.
    """
    text = source.text
    spans = [(m.span.start, m.span.end) for m in source.marks if m.kind is MarkKind.NOTE_REFERENCE]
    spans += [match.span() for match in _MARKDOWN.finditer(text)]
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at and _INSIDE.match(text, start) and not _BRACKETED.fullmatch(text, start, end):
            parts += [text[at:start], _raised(text[start:end])]
            at = end
    return replace(source, text="".join([*parts, text[at:]])) if parts else source


def _raised(reference: str) -> str:
    return reference.translate(_RAISED) if _FIGURES.fullmatch(reference) else "¹" * len(reference)
