"""What word processors' formats have in common: a paragraph while it is read, and roles by the names of styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aligner.read.blocks import BlockWriter
from aligner.records import Role

# Names of styles as Word and LibreOffice store them, whatever their language: "heading 1", "Title", "Quotations".
_STYLE_ROLES = (
    (re.compile(r"(?:heading(?: \d{1,2})?|title|subtitle)\Z", re.IGNORECASE), Role.HEADING),
    (re.compile(r"(?:intense )?quote\Z|block text\Z|quotations?\Z", re.IGNORECASE), Role.QUOTE),
    (re.compile(r"caption\Z", re.IGNORECASE), Role.CAPTION),
    (re.compile(r"(?:footnote|endnote)(?: text)?\Z", re.IGNORECASE), Role.NOTE),
    (
        re.compile(
            r"toc(?: heading|\s*\d)\Z|contents (?:heading|\d{1,2})\Z|table of figures\Z|(?:header|footer)\Z",
            re.IGNORECASE,
        ),
        Role.BOILERPLATE,
    ),
)


def role_of_style(name: str) -> Role | None:
    """The role that a style's name tells."""
    return next((role for pattern, role in _STYLE_ROLES if pattern.match(name)), None)


@dataclass(slots=True)
class Story:
    """A paragraph while it is read: its pieces, and note references as offsets."""

    pieces: list[str] = field(default_factory=list)
    references: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    labelled: bool = False  # nothing yet but the label of a note

    def put(self, text: str) -> None:
        if self.labelled:
            text = text.lstrip()
            self.labelled = not text
        self.pieces.append(text)
        self.length += len(text)

    def label(self, number: int) -> None:
        """The head of a note, "[3] "; the space or tab that the program has set there instead is left out."""
        self.refer(number)
        self.put(" ")
        self.labelled = True

    def refer(self, number: int) -> None:
        """A reference to a note: "[3]"."""
        start = self.length
        self.put(f"[{number}]")
        self.references.append((start, self.length))

    def write(self, writer: BlockWriter, role: Role | None) -> None:
        """The paragraph as a block, without the white space around it."""
        text = "".join(self.pieces)
        start = len(text) - len(text.lstrip())
        writer.add(text.strip(), role, [(a - start, b - start) for a, b in self.references])
