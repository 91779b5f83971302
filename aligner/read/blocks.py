"""Puts together the text of a container (HTML, docx, epub) from its blocks, with their roles and marks as spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from aligner.read.source import Hint, SourceText
from aligner.records import Mark, MarkKind, Role, Span


@dataclass(slots=True)
class BlockWriter:
    """Takes blocks in reading order. A blank line divides them, or with `lines` (`--lines`) a line break."""

    lines: bool = False
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _hints: list[Hint] = field(default_factory=list)
    _marks: list[Mark] = field(default_factory=list)

    def add(self, text: str, role: Role | None = None, marks: list[tuple[int, int]] | None = None) -> None:
        """Add a block, unless it is blank. `marks`: note references as offsets in `text`.

        Line breaks inside a block without a role (<br>, Shift+Enter) may divide paragraphs; whole articles are written
        so. Such a block gets no hint, so that its lines are treated as those of a plain text.
        """
        if not text.strip():
            return
        if self._parts:
            self._put("\n" if self.lines else "\n\n")
        start = self._length
        self._put(text)
        if role is not None or "\n" not in text:
            self._hints.append(Hint(Span(start, self._length), role))
        for a, b in marks or ():
            self._marks.append(Mark(Span(start + a, start + b), MarkKind.NOTE_REFERENCE))

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def source(self, name: str, encoding: str) -> SourceText:
        return SourceText(name, "".join(self._parts), encoding, hints=tuple(self._hints), marks=tuple(self._marks))
