"""What readers return: the text as it stands, how it was decoded, and what the format says about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import InputError
from aligner.records import Lang, Mark, Role, Span


@dataclass(frozen=True, slots=True)
class Hint:
    """A paragraph by the format, with its role if the format has it (a heading in HTML, a footnote in docx).

    With `role` None, the segmenter decides on the role by the words. Line breaks inside a hint do not end the
    paragraph.
    """

    span: Span
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text before it is segmented.

    `text` is the decoded file, line ends included; for containers (docx, epub, HTML) the extracted text, with a blank
    line between blocks. `encoding` says how the bytes were decoded ("utf-8", "gb18030"), and what was lost ("utf-8
    (last 2 bytes cut off)"), or names the container. `lang` is None unless the user gave it. `hints` are in order and
    do not overlap; `marks` are the format's own markup inside the running text.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    lang: Lang | None = None
    hints: tuple[Hint, ...] = ()
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        end = 0
        for hint in self.hints:
            if hint.span.start < end or hint.span.end > len(self.text):
                raise ValueError(f"{self.name}: hint {hint} overlaps or leaves the text")
            end = hint.span.end


@contextmanager
def file_errors(path: Path) -> Iterator[None]:
    """Turns errors of the file system into an InputError that names the file: `path`, or the one that failed."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError("read.vanished", path=error.filename or path) from error
    except PermissionError as error:
        raise InputError("read.forbidden", path=error.filename or path) from error
    except OSError as error:
        raise InputError("read.unreadable", path=path, why=error.strerror or error) from error
