"""Which reader reads which file. A reader's module is imported when it reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from aligner.errors import InputError
from aligner.lazy import lazy
from aligner.read.plain import read_plain
from aligner.read.source import SourceText
from aligner.settings import ReadSettings

Reader = Callable[[bytes, Path, ReadSettings], SourceText]
"""Takes a file's bytes, its path (for messages) and the settings. Raises InputError."""

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    "": read_plain,
    ".zh": read_plain,
    ".en": read_plain,
    ".docx": lazy("aligner.read.docx", "read_docx"),
    ".docm": lazy("aligner.read.docx", "read_docx"),
    ".doc": lazy("aligner.read.doc", "read_doc"),
    ".odt": lazy("aligner.read.odt", "read_odt"),
    ".ott": lazy("aligner.read.odt", "read_odt"),
    ".fodt": lazy("aligner.read.odt", "read_odt"),
    ".rtf": lazy("aligner.read.rtf", "read_rtf"),
    ".epub": lazy("aligner.read.epub", "read_epub"),
    ".htm": lazy("aligner.read.html", "read_html"),
    ".html": lazy("aligner.read.html", "read_html"),
    ".md": lazy("aligner.read.markdown", "read_markdown"),
    ".markdown": lazy("aligner.read.markdown", "read_markdown"),
    ".srt": lazy("aligner.read.subtitles", "read_subtitles"),
    ".vtt": lazy("aligner.read.subtitles", "read_subtitles"),
    ".pdf": lazy("aligner.read.pdf", "read_pdf"),
    ".xhtml": lazy("aligner.read.html", "read_html"),
}

# What people have that is not read -> the message that says how to convert it (`read.convert.*`).
_CONVERT = {
    "word": (".wps", ".wpt", ".dot", ".wpd", ".sxw", ".uot", ".lwp"),
    "pages": (".pages",),
    "caj": (".caj", ".kdh", ".nh", ".teb"),
    "slides": (".ppt", ".pptx", ".pps", ".ppsx", ".dps", ".odp", ".key"),
    "book": (".mobi", ".azw", ".azw3", ".fb2", ".chm", ".lit"),
    "picture": (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".djvu", ".djv", ".heic"),
}


def reader_of(path: Path) -> Reader:
    """The reader for the path's suffix. Raises InputError for one that is not read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        suffix = path.suffix.lower()
        for way, suffixes in _CONVERT.items():
            if suffix in suffixes:
                raise InputError(f"read.convert.{way}", path=path, suffix=path.suffix)
        known = ", ".join(sorted(suffix for suffix in READERS if suffix and suffix != ".doc"))
        raise InputError("read.unknown-suffix", path=path, suffix=path.suffix, known=known)
    return reader
