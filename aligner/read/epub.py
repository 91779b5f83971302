"""Electronic books (EPUB 2 and 3): the chapters in reading order, each read as HTML."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from aligner.read.blocks import BlockWriter
from aligner.read.decode import decode
from aligner.read.html import write_html
from aligner.read.package import Package, local
from aligner.read.source import SourceText
from aligner.records import Role
from aligner.settings import ReadSettings

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read_epub(data: bytes, path: Path, settings: ReadSettings) -> SourceText:
    """The text of the spine's documents, blocks separated by blank lines. Raises InputError.

    A table of contents in the spine is kept and marked as furniture.
    """
    package = Package(data, path, "epub")
    root = _package_document(package)
    book = package.xml(root)
    manifest: dict[str, Any] = {}
    spine: list[str] = []
    for element in book.iter():
        if local(element) == "item":
            manifest[element.get("id", "")] = element
        elif local(element) == "itemref":
            spine.append(element.get("idref", ""))
    writer = BlockWriter(settings.lines)
    for number in spine:
        item = manifest.get(number)
        if item is None or item.get("media-type") not in _PAGES:
            continue
        part = posixpath.normpath(posixpath.join(posixpath.dirname(root), unquote(item.get("href", ""))))
        text, _ = decode(package.bytes(part), Path(f"{path}:{part}"))
        contents = "nav" in item.get("properties", "").split()
        write_html(text, writer, path, Role.BOILERPLATE if contents else None)
    return writer.source(str(path), "epub")


def _package_document(package: Package) -> str:
    """Where the book's own description lies (EPUB Open Container Format, 3.5.2.1)."""
    for element in package.xml("META-INF/container.xml").iter():
        if local(element) == "rootfile":
            return str(element.get("full-path", ""))
    raise package.broken("no rootfile in META-INF/container.xml")
