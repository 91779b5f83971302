"""OpenDocument texts (LibreOffice, OpenOffice, Calligra): paragraphs, lists, tables, and the notes after them.

Read from the XML of the package: OASIS OpenDocument 1.3, part 3, 5 (paragraphs), 6 (text), 6.3 (notes), 5.5 (changes).
Names are compared without their namespaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aligner.errors import InputError
from aligner.read.blocks import BlockWriter
from aligner.read.package import Package, local, parsed, value_of
from aligner.read.source import SourceText
from aligner.read.story import Story, role_of_style
from aligner.records import Role
from aligner.settings import ReadSettings

# tracked-changes holds what was deleted; a title or description is that of a picture; ruby-text stands above the words
_LEAVE_OUT = frozenset(
    (
        "tracked-changes",
        "annotation",
        "forms",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "dde-connection-decls",
        "title",
        "desc",
        "ruby-text",
        "note-citation",
        "object",
        "binary-data",
        "index-title-template",
    )
)
_APART = frozenset(("p", "h", "frame", "custom-shape", "rect"))  # in a box: paragraphs of their own
_MADE = frozenset(
    ("table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index")
)
_SPACE = re.compile(r"[ \t\r\n]+")
_CODED = re.compile(r"_([0-9a-f]{1,4})_")  # Heading_20_1: a space in the name of a style


def read_odt(data: bytes, path: Path, settings: ReadSettings) -> SourceText:
    """The document's text; notes follow it, numbered "[n]" as are their references. Raises InputError.

    Tracked deletions, comments, headers, footers and the readings above characters (ruby) are no part of the text.
    """
    if data.lstrip()[:5] == b"<?xml":  # a flat one, whatever its suffix
        root = parsed(data, path, "odt", path.name)
        return _read([root], root, path, settings)
    package = Package(data, path, "odt")
    if package.has("META-INF/manifest.xml") and b"encryption-data" in package.bytes("META-INF/manifest.xml"):
        raise InputError("read.password", path=path)
    content = package.xml("content.xml")
    styles = [package.xml("styles.xml")] if package.has("styles.xml") else []
    return _read([*styles, content], content, path, settings)


def _read(styled: list[Any], content: Any, path: Path, settings: ReadSettings) -> SourceText:
    document = _Document({name: role for root in styled for name, role in _style_roles(root).items()})
    writer = BlockWriter(settings.lines)
    bodies = [body for body in content.iter() if local(body) == "body"]
    if not any(local(child) == "text" for body in bodies for child in body):
        raise InputError("read.broken", path=path, format="odt", why="no text document")
    for body in bodies:
        document.blocks(body, writer)
    document.notes(writer)
    return writer.source(str(path), "odt")


class _Document:
    """A document's body and its notes, in the order in which they are referred to."""

    def __init__(self, styles: dict[str, Role]) -> None:
        self._styles = styles
        self._notes: list[Any] = []

    def blocks(self, root: Any, writer: BlockWriter, role: Role | None = None, label: int = 0) -> None:
        """All paragraphs below `root`, table cells among them; `[label]` stands before the first of a note."""
        for paragraph, inherited in _paragraphs(root, None):
            story = Story()
            if label:
                story.label(label)
                label = 0
            self._text(paragraph, story)
            own = Role.HEADING if local(paragraph) == "h" else self._styles.get(value_of(paragraph, "style-name"))
            story.write(writer, role or (inherited if inherited is Role.BOILERPLATE else own or inherited))

    def notes(self, writer: BlockWriter) -> None:
        """The text of the notes referred to; a note may refer to a further one."""
        at = 0
        while at < len(self._notes):
            at += 1
            self.blocks(self._notes[at - 1], writer, Role.NOTE, at)

    def _text(self, element: Any, story: Story) -> None:
        """The text of a paragraph or a part of it. White space counts as one space, none at the start (6.1.2)."""
        _put(element.text, story)
        for child in element:
            name = local(child)
            if name == "s":
                story.put(" " * _count(child))
            elif name == "tab":
                story.put("\t")
            elif name == "line-break":
                story.put("\n")
            elif name == "note":
                self._notes.append(child)
                story.refer(len(self._notes))
            elif name and name not in _LEAVE_OUT and name not in _APART:
                self._text(child, story)
            _put(child.tail, story)


def _put(text: str | None, story: Story) -> None:
    if text:
        text = _SPACE.sub(" ", text)
        before = story.pieces[-1][-1:] if story.pieces else " "
        story.put(text[1:] if text[0] == " " and before in " \n\t" else text)


def _paragraphs(element: Any, role: Role | None) -> Iterator[tuple[Any, Role | None]]:
    """Paragraphs and headings in order, with the role of what they stand in; those of boxes after the one that holds
    the box. Notes are not entered.
    """
    for child in element:
        name = local(child)
        if name in ("p", "h"):
            yield child, role
            yield from _paragraphs(child, role)
        elif name and name not in _LEAVE_OUT and name != "note":
            own = Role.BOILERPLATE if name in _MADE else Role.BODY if name == "table-cell" else None
            yield from _paragraphs(child, role if role is Role.BOILERPLATE else own or role)


def _style_roles(root: Any) -> dict[str, Role]:
    """Style name -> role, by its own name or that of the style it is based on."""
    parents: dict[str, str] = {}
    for style in root.iter():
        if local(style) == "style" and value_of(style, "family") == "paragraph":
            parents[value_of(style, "name")] = value_of(style, "parent-style-name")
    roles: dict[str, Role] = {}
    for key in parents:
        name, seen = key, set[str]()
        while name and name not in seen and key not in roles:
            seen.add(name)
            if role := role_of_style(_CODED.sub(lambda m: chr(int(m[1], 16)), name)):
                roles[key] = role
            name = parents.get(name, "")
    return roles


def _count(element: Any) -> int:
    """How many spaces `<text:s text:c="3"/>` stands for; a line is not longer than the page is wide."""
    count = value_of(element, "c")
    return min(int(count), 1000) if count.isdecimal() else 1
