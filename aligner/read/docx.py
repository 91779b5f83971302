"""Word documents (Office Open XML): paragraphs, tables, and the notes that python-docx leaves out.

Read from the XML of the package itself: ECMA-376 part 1, 17.3 (paragraphs), 17.11 (notes), 17.13 (revisions). Names are
compared without their namespaces, so that "strict" files are read as well.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aligner.read.blocks import BlockWriter
from aligner.read.package import Package, local, value_of
from aligner.read.source import SourceText
from aligner.read.story import Story, role_of_style
from aligner.records import Role
from aligner.settings import ReadSettings

_LEAVE_OUT = frozenset(
    # rt: how the characters below it are read (17.3.3.24); in the XML it stands before them
    ("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "tblPr", "sdtPr", "rt")
)


def read_docx(data: bytes, path: Path, settings: ReadSettings) -> SourceText:
    """The document's text; notes follow it, numbered "[n]" as are their references. Raises InputError.

    Tracked deletions, comments, field codes, headers, footers and the readings above characters (ruby) are no part of
    the text.
    """
    package = Package(data, path, "docx")
    main = _main_part(package)
    document = _Document(package, posixpath.dirname(main))
    writer = BlockWriter(settings.lines)
    document.blocks(package.xml(main), writer)
    document.notes(writer)
    return writer.source(str(path), "docx")


def docx_tables(data: bytes, path: Path) -> list[list[list[str]]]:
    """The tables of a document, outermost ones only: rows of cells, their paragraphs joined by line breaks."""
    package = Package(data, path, "docx")
    main = _main_part(package)
    document = _Document(package, posixpath.dirname(main))
    return [document.table(table) for table in _outermost(package.xml(main), "tbl")]


def _main_part(package: Package) -> str:
    """The part that the package's relations call the document: mostly word/document.xml."""
    for relation in package.xml("_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    raise package.broken("no main document")


class _Document:
    """A document's body and its notes, in the order in which they are referred to."""

    def __init__(self, package: Package, folder: str) -> None:
        self._package = package
        self._folder = folder
        self._styles = self._style_roles()
        self._met: list[tuple[str, str]] = []  # ("footnote", id) in order

    def blocks(self, root: Any, writer: BlockWriter, role: Role | None = None, label: int = 0) -> None:
        """All paragraphs below `root`, table cells among them; `[label]` stands before the first of a note."""
        for paragraph, in_table in _paragraphs(root, False):
            story = Story()
            if label:
                story.label(label)
                label = 0
            self._runs(paragraph, story)
            story.write(writer, role or self._role(paragraph) or (Role.BODY if in_table else None))

    def table(self, table: Any) -> list[list[str]]:
        """Rows of cells."""
        return [[self._cell(cell) for cell in _outermost(row, "tc")] for row in _outermost(table, "tr")]

    def _cell(self, cell: Any) -> str:
        texts = []
        for paragraph, _ in _paragraphs(cell, False):
            story = Story()
            self._runs(paragraph, story)
            texts.append("".join(story.pieces))
        return "\n".join(texts)

    def notes(self, writer: BlockWriter) -> None:
        """The text of the notes referred to, footnotes and endnotes in one numbering."""
        parts = {kind: self._notes_part(kind) for kind in ("footnote", "endnote")}
        # A note may refer to a further note: the list grows while it is written.
        at = 0
        while at < len(self._met):
            kind, number = self._met[at]
            at += 1
            note = parts[kind].get(number)
            if note is not None:
                self.blocks(note, writer, Role.NOTE, at)

    def _runs(self, element: Any, story: Story) -> None:
        for child in element:
            name = local(child)
            if name == "t":
                story.put(child.text or "")
            elif name in ("tab", "ptab"):
                story.put("\t")
            elif name in ("br", "cr"):
                story.put("\n")
            elif name == "noBreakHyphen":
                story.put("-")
            elif name == "sym":
                story.put(_symbol(child))
            elif name in ("footnoteReference", "endnoteReference"):
                self._met.append((name.removesuffix("Reference"), value_of(child, "id")))
                story.refer(len(self._met))
            elif name not in _LEAVE_OUT and name != "p":
                self._runs(child, story)

    def _notes_part(self, kind: str) -> dict[str, Any]:
        """Notes by id; Word's separators have a type and are none."""
        part = posixpath.join(self._folder, f"{kind}s.xml")
        if not self._package.has(part):
            return {}
        notes = (n for n in self._package.xml(part) if local(n) == kind)
        return {value_of(n, "id"): n for n in notes if value_of(n, "type") in ("", "normal")}

    def _role(self, paragraph: Any) -> Role | None:
        for properties in paragraph:
            if local(properties) != "pPr":
                continue
            for entry in properties:
                if local(entry) == "pStyle" and (role := self._styles.get(value_of(entry, "val"))):
                    return role
                if local(entry) == "outlineLvl" and value_of(entry, "val") != "9":
                    return Role.HEADING
        return None

    def _style_roles(self) -> dict[str, Role]:
        """Style id -> role, by the style's name or that of the style it is based on."""
        part = posixpath.join(self._folder, "styles.xml")
        if not self._package.has(part):
            return {}
        names: dict[str, str] = {}
        parents: dict[str, str] = {}
        for style in self._package.xml(part):
            key = value_of(style, "styleId")
            for entry in style:
                if local(entry) == "name":
                    names[key] = value_of(entry, "val")
                elif local(entry) == "basedOn":
                    parents[key] = value_of(entry, "val")
        roles: dict[str, Role] = {}
        for key in names:
            style_id, seen = key, set[str]()
            while style_id in names and style_id not in seen and key not in roles:
                seen.add(style_id)
                if role := role_of_style(names[style_id]):
                    roles[key] = role
                style_id = parents.get(style_id, "")
        return roles


def _paragraphs(element: Any, in_table: bool) -> Iterator[tuple[Any, bool]]:
    """Paragraphs in order, and whether they stand in a table; those of text boxes after the one that holds the box."""
    for child in element:
        name = local(child)
        if name == "p":
            yield child, in_table
            yield from _paragraphs(child, in_table)
        elif name not in _LEAVE_OUT:
            yield from _paragraphs(child, in_table or name == "tc")


def _outermost(element: Any, name: str) -> Iterator[Any]:
    """Descendants of that name which are not inside another of that name."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) not in _LEAVE_OUT:
            yield from _outermost(child, name)


def _symbol(element: Any) -> str:
    """<w:sym w:char="F0B7"/>: a character of a symbol font; those in the private use area have no meaning as text."""
    code = value_of(element, "char")
    character = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else ""
    return "" if "\ue000" <= character <= "\uf8ff" else character
