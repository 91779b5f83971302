"""The lines of a PDF's pages and where they stand, as PDFium gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import hypot
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2
from pypdfium2 import raw

from aligner.errors import InputError

# In sizes of the type: most between the parts of a line, least between words, less than which raised numbers are.
RAISED, SPACE, SMALL = 1.2, 0.12, 0.85
MEASURED = 3  # letters of a line whose size is asked for
# A line; one that ends in a hyphen runs on in the next with one of these signs in place of hyphen and line break.
_LINE = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")
DIVIDED = "\ufffe"
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; `DIVIDED` stands for a hyphen at its end.

    Places are in points, from the lower left corner; `base` is what its letters stand on, `size` that of the type.
    `references` are the raised numbers of notes, as offsets in `text`.
    """

    page: int
    number: int
    text: str
    left: float
    right: float
    base: float
    size: float
    references: tuple[tuple[int, int], ...] = ()

    def overlaps(self, other: Line) -> bool:
        """Whether the two stand in one column."""
        return min(self.right, other.right) > max(self.left, other.left)

    def goes_on_in(self, other: Line) -> bool:
        """Whether the other is the rest of this line, which a raised number interrupts."""
        size = max(self.size, other.size)
        return abs(self.base - other.base) < size / 2 and -size / 2 < other.left - self.right < RAISED * size

    def with_rest(self, rest: Line) -> Line:
        """Both as one line, in the type of the longer part."""
        space = " " if rest.left - self.right > SPACE * max(self.size, rest.size) else ""
        main = max(self, rest, key=lambda part: len(part.text))
        at = len(self.text) + len(space)
        found = rest.references or (((0, len(rest.text)),) if _is_reference(rest.text, rest.size, main.size) else ())
        references = (*self.references, *((at + start, at + end) for start, end in found))
        text = self.text + space + rest.text
        return replace(main, number=self.number, text=text, left=self.left, right=rest.right, references=references)


def lines_of(data: bytes, path: Path) -> list[list[Line]]:
    """Page by page, without empty lines. Raises InputError for a file that is broken or has a password."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise InputError("read.pdf-locked", path=path) from error
        raise InputError("read.broken", path=path, format="PDF", why=error) from error
    try:
        return [_page(document[number].get_textpage(), number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise InputError("read.broken", path=path, format="PDF", why=error) from error
    finally:
        document.close()


def _page(page: Any, number: int) -> list[Line]:
    text = page.get_text_range()
    lines: list[Line] = []
    for match in _LINE.finditer(text):
        written = match[0].replace("\x02", DIVIDED).strip()
        if not written.strip(DIVIDED):
            continue
        first, last = match.start() + len(match[0]) - len(match[0].lstrip()), match.end() - 1
        sizes, bases = zip(*(_type(page, k) for k in range(first, min(first + MEASURED, last + 1))), strict=True)
        left, right = (page.get_charbox(_character(page, k), loose=True)[side] for k, side in ((first, 0), (last, 2)))
        size = median(sizes)
        references = tuple(
            found.span()
            for found in _NUMBER.finditer(written)
            if _is_reference(found[0], _type(page, first + found.start())[0], size)
        )
        line = Line(number, len(lines), written, left, right, median(bases), size, references)
        if lines and lines[-1].goes_on_in(line):
            line = lines.pop().with_rest(line)
        lines.append(line)
    return lines


def _is_reference(text: str, size: float, around: float) -> bool:
    """Whether a piece of a line is the number of a note: figures that are smaller than what stands around them."""
    return text.isdigit() and size < SMALL * around


def _type(page: Any, k: int) -> tuple[float, float]:
    """Size of a character, and the height of the line that it stands on."""
    matrix, character = raw.FS_MATRIX(), _character(page, k)
    raw.FPDFText_GetMatrix(page, character, matrix)
    return raw.FPDFText_GetFontSize(page, character) * hypot(matrix.c, matrix.d), matrix.f


def _character(page: Any, k: int) -> int:
    """The number of the page's character that offset `k` of its text shows; PDFium leaves out and adds some."""
    return max(0, int(raw.FPDFText_GetCharIndexFromTextIndex(page, k)))
