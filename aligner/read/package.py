"""Zip packages of XML parts (docx, odt, epub), with clear errors for what users meet: a password, a damaged file."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

from aligner.errors import InputError

# Most bytes of one part, unpacked: a text of a hundred million characters. A zip bomb is larger.
_MAX_PART = 500_000_000


class Package:
    """A zip archive in memory. Every failure is an InputError that names the file."""

    def __init__(self, data: bytes, path: Path, format_name: str) -> None:
        self._path = path
        self._format = format_name
        if not data:
            raise InputError("read.empty", path=path)
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            # Word 97 files renamed .docx, and .docx with a password, are both OLE containers.
            raise InputError("read.locked", path=path, format=format_name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise self.broken(error) from error
        self._names = set(self._zip.namelist())

    def has(self, part: str) -> bool:
        return part in self._names

    def bytes(self, part: str) -> bytes:
        """A part's bytes. Raises InputError where it is missing, encrypted or damaged."""
        if part not in self._names:
            raise self.broken(f"no {part}")
        try:
            if self._zip.getinfo(part).file_size > _MAX_PART:
                raise self.broken(f"{part}: {self._zip.getinfo(part).file_size} bytes")
            return self._zip.read(part)
        # zipfile raises NotImplementedError for a compression that it lacks, RuntimeError for a part with a password,
        # ValueError for a name that is no UTF-8.
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
            OSError,
        ) as error:
            raise self.broken(error) from error

    def xml(self, part: str) -> Any:
        """A part's root element. Entities are not expanded and nothing is fetched."""
        return parsed(self.bytes(part), self._path, self._format, part)

    def broken(self, why: object) -> InputError:
        return InputError("read.broken", path=self._path, format=self._format, why=why)


def parsed(data: bytes, path: Path, format_name: str, part: str) -> Any:
    """The root element of the XML of a part of `path`. Entities are not expanded, nothing is fetched. Raises
    InputError.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError("read.broken", path=path, format=format_name, why=f"{part}: {error}") from error


def local(element: Any) -> str:
    """An element's name without its namespace; "" for comments and processing instructions."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def value_of(element: Any, attribute: str) -> str:
    """An attribute's value, whatever its namespace; "" where it is missing."""
    for name, value in element.attrib.items():
        if name.rpartition("}")[2] == attribute:
            return str(value)
    return ""
