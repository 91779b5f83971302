"""HTML: the reading text in order, blocks with their roles; furniture of the page is marked, not dropped."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aligner.errors import InputError
from aligner.packaged import packaged_toml
from aligner.read.blocks import BlockWriter
from aligner.read.decode import decode
from aligner.read.source import SourceText
from aligner.records import Role
from aligner.segment.lexicon import Lexicon
from aligner.settings import ReadSettings

_DECLARED = re.compile(rb"""(?:<meta[^>]+charset|<\?xml[^>]+encoding)\s*=\s*["']?\s*([\w:-]+)""", re.IGNORECASE)
# What pages call these encodings, and the superset that reads what they really hold.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")

_NOTE_NAMES = re.compile(r"\b(?:foot|end|rear)?notes?\b|\breflist\b|\breferences\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOTE_SIGN = re.compile(r"\s*[\[（(【〔]?(?:\d{1,3}|[a-z]|[*†‡①-⑳])[\]）)】〕]?\s*\Z")
_WAY_BACK = re.compile(r"[↩↵⏎↑⤴^\ufe0e\ufe0f\s]+\Z")  # of a link from a note to its reference
_SPACE = re.compile(r"[ \t\r\n\f]+")
# Share of a list's characters that are links, from which it is a menu (trafilatura: 0.8, readability: 0.5), and the
# characters of its longest item: longer ones are sentences.
_LINKED = 0.7
_MENU_ITEM = 40
_MAIN = 0.4  # share of a page's text above which an element is its text, whatever it is called


@dataclass(frozen=True, slots=True)
class _Elements:
    """html.toml: which elements are skipped, which are blocks, which roles they have."""

    skipped: frozenset[str]
    blocks: frozenset[str]
    menus: frozenset[str]
    roles: dict[str, Role]
    aria: dict[str, Role]

    @staticmethod
    @cache
    def load() -> _Elements:
        table = packaged_toml("read/html.toml")
        skipped, blocks, menus = (frozenset(table[name].split()) for name in ("skipped", "blocks", "menus"))
        roles, aria = ({key: Role(role) for key, role in table[name].items()} for name in ("roles", "aria"))
        return _Elements(skipped, blocks, menus, roles, aria)


def read_html(data: bytes, path: Path, settings: ReadSettings) -> SourceText:
    """The extracted text, blocks separated by blank lines. Raises InputError."""
    text, encoding = _decode(data, path)
    writer = BlockWriter(settings.lines)
    write_html(text, writer, path)
    return writer.source(str(path), f"html, {encoding}")


def write_html(text: str, writer: BlockWriter, path: Path, role: Role | None = None) -> None:
    """Put the blocks of a page into `writer`, all of `role` if one is given. Raises InputError."""
    from lxml import etree, html

    text = _XML_DECLARATION.sub("", text)
    if not text.strip():
        return
    parser = html.HTMLParser(huge_tree=True, remove_comments=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError("read.broken", path=path, format="HTML", why=error) from error
    # Bad markup is mended by the parser; what nests too deep for it (2,048 elements) would be lost.
    fatal = [e for e in parser.error_log if e.level_name == "FATAL"]
    if fatal:
        raise InputError("read.broken", path=path, format="HTML", why=fatal[0].message)
    _Page(writer).walk(root, role)


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    """By byte order mark, by what the page declares, else as any text."""
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared[1].decode("ascii", "replace").lower()
        name = _SUPERSETS.get(name, name)
        try:
            return data.decode(name), name
        except (LookupError, UnicodeDecodeError):
            pass  # pages lie about their encoding; what they hold decides then
    return decode(data, path)


class _Page:
    """One walk over a page: text collects until a block begins or ends, then goes to the writer."""

    def __init__(self, writer: BlockWriter) -> None:
        self._writer = writer
        self._elements = _Elements.load()
        self._size = 0
        self._pieces: list[str] = []
        self._references: list[tuple[int, int]] = []  # offsets into the joined pieces
        self._length = 0

    def walk(self, element: Any, role: Role | None) -> None:
        """Depth first, without recursion: pages nest thousands of elements deep."""
        self._size = _size(element)
        stack: list[tuple[Any, Role | None, bool]] = [(element, role, False)]
        while stack:
            node, inherited, leaving = stack.pop()
            tag = node.tag if isinstance(node.tag, str) else ""
            block = tag in self._elements.blocks
            if leaving:
                if block:
                    self._flush(inherited)
                if node is not element:
                    self._text(node.tail)
                continue
            if not tag or tag in self._elements.skipped or _hidden(node):
                self._text(node.tail)
                continue
            if block:
                self._flush(inherited)
            own = self._role(node, tag, inherited)
            if tag == "br":
                self._put("\n")
            if tag in ("sup", "a") and (_leads_back(node, tag) or self._reference(node, tag)):
                self._text(node.tail)
                continue
            stack.append((node, own, True))
            self._text(node.text)
            stack += [(child, own, False) for child in reversed(node)]

    def _role(self, node: Any, tag: str, inherited: Role | None) -> Role | None:
        """The element's role; inside furniture, notes and captions all is that."""
        if inherited in (Role.BOILERPLATE, Role.NOTE, Role.CAPTION):
            return inherited
        own = self._elements.roles.get(tag) or self._elements.aria.get(node.get("role", ""))
        if own is None and tag in self._elements.blocks and tag not in ("html", "body", "main", "article"):
            own = _named(node) or (Role.BOILERPLATE if tag in self._elements.menus and _menu(node) else None)
        if own is Role.BOILERPLATE and _size(node) > _MAIN * self._size:
            own = None  # whole pages stand in a <form> (ASP.NET) or in <div class="sidebar-left">
        if tag in ("td", "th") and own is None and next(node.iter(*self._elements.blocks - {"td", "th"}), None) is None:
            own = Role.BODY  # a cell of a real table: short, but no heading
        return own or inherited

    def _reference(self, node: Any, tag: str) -> bool:
        """Put a note reference, <sup>12</sup> or <a href="#fn12">[12]</a>; False where it is none."""
        text = "".join(node.itertext())
        linked = _within_book(node, tag)
        if not _NOTE_SIGN.match(text) or not (linked or (tag == "sup" and self._after_word())):
            return False
        start = self._length
        self._put(text.strip())
        self._references.append((start, self._length))
        return True

    def _after_word(self) -> bool:
        """A superscript behind a sentence or word, not behind a single letter or digit (m², x²)."""
        before = "".join(self._pieces[-3:])[-2:]
        return len(before) == 2 and (not before[-1].isalnum() or (before.isalpha() and not before.isspace()))

    def _text(self, text: str | None) -> None:
        if text:
            self._put(_SPACE.sub(" ", text))

    def _put(self, text: str) -> None:
        if text.startswith(" ") and self._pieces and self._pieces[-1][-1:] in (" ", "\n"):
            text = text[1:]
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def _flush(self, role: Role | None) -> None:
        text = "".join(self._pieces)
        lead = len(text) - len(text.lstrip())
        marks = [(a - lead, b - lead) for a, b in self._references if a >= lead]
        self._writer.add(text.strip(), role, marks)
        self._pieces, self._references, self._length = [], [], 0


def _within_book(node: Any, tag: str) -> bool:
    """Whether it is a link to a place in the page or book."""
    return tag == "a" and "#" in node.get("href", "") and not node.get("href", "").startswith("http")


def _leads_back(node: Any, tag: str) -> bool:
    """Whether it is the arrow at a note that leads back to its reference: a button, and no word of the text."""
    return _within_book(node, tag) and _WAY_BACK.match("".join(node.itertext())) is not None


def _hidden(node: Any) -> bool:
    return node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style", "")))


def _size(node: Any) -> int:
    return sum(len(text) for text in node.itertext())


def _named(node: Any) -> Role | None:
    """The role that class, id or type tell: <div class="footnotes">, <aside epub:type="footnote">, <div id="nav">."""
    names = f"{node.get('class', '')} {node.get('id', '')}".replace("_", "-").lower()
    types = f"{node.get('role', '')} {node.get('epub:type', '')}"
    if _NOTE_NAMES.search(f"{names} {types}"):
        return Role.NOTE
    return Role.BOILERPLATE if Lexicon.load().boilerplate_names & set(re.split(r"[\s-]+", names)) else None


def _menu(node: Any) -> bool:
    """Whether an element is a list of links: mostly link text, in short pieces, three at least."""
    links = [len("".join(a.itertext()).strip()) for a in node.iter("a")]
    if len(links) < 3 or max(links) > _MENU_ITEM:
        return False
    total = len(_SPACE.sub("", "".join(node.itertext())))
    return sum(links) >= _LINKED * total
