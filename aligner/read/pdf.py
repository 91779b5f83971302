"""PDF: puts the lines of pages together to paragraphs; footnotes, running heads and page numbers follow the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from aligner.errors import InputError
from aligner.read.blocks import BlockWriter
from aligner.read.pdf_lines import DIVIDED, Line, lines_of
from aligner.read.source import SourceText
from aligner.records import Role
from aligner.settings import ReadSettings

# Typographic measures, in multiples of the type size. Paragraphs are set off by an indent of one to two letters, by a
# shorter last line, or by space; notes are set a tenth smaller or more, headings larger.
INDENT, SHORT, LOOSE, SMALLER, LARGER = 0.7, 2.0, 0.4, 0.92, 1.12
BROKEN_OFF = 0.6  # a line shorter than this share of the column ends a paragraph, whatever it ends with
EDGE = 3  # lines at either end of a page that may be running heads
LONGEST_HEADING = 120  # characters
_CLOSED = re.compile(r"[.!?:;。！？：；…][”’」』）)\]\"'*]*(?:\[?\d{1,3}\]?|[①-⑳¹²³⁰⁴-⁹]+)?$")
_PAGE_NUMBER = re.compile(r"\d{1,3}|[ivxlc]{1,7}", re.IGNORECASE)
_HYPHENS = f"-\u00ad\u2010{DIVIDED}"
_BULLET = re.compile(r"[•·◆■●▪▸◦]\s")
_NOTE = re.compile(r"(?:\[?(?P<number>\d{1,3})(?!\d)\]?[.)]?|[*†‡①-⑳])\s*[\w《〈“‘「『(（\[]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U0003ffff“”‘’—…]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def read_pdf(data: bytes, path: Path, settings: ReadSettings) -> SourceText:
    """The text of a PDF; then its footnotes; then running heads and page numbers.

    Paragraphs are joined across pages, and words that were divided at the end of a line are put together. Raises
    InputError for a file that is broken, has a password, or holds only pictures of pages.
    """
    pages = lines_of(data, path)
    lines = [line for page in pages for line in page]
    if not lines:
        raise InputError("read.pdf-pictures", path=path, pages=len(pages))
    size = _usual(lines)
    furniture = _furniture(pages)
    body, notes = [], []
    for page in pages:
        own = [line for line in page if line not in furniture]
        end = len(own)
        while end and own[end - 1].size < SMALLER * size:
            end -= 1
        # A page wholly in small print is not a note but an appendix.
        body += own[:end] if end else own
        notes += own[end:] if end else []
    words = _words(lines)
    writer = BlockWriter(settings.lines)
    for paragraph in _paragraphs(body):
        text, references = _joined(paragraph, words)
        writer.add(text, _role(paragraph, size), references)
    for paragraph in _paragraphs(notes, _NOTE):
        writer.add(_joined(paragraph, words)[0], Role.NOTE)
    for line in lines:
        if line in furniture:
            writer.add(line.text, Role.BOILERPLATE)
    return writer.source(str(path), "pdf")


def _usual(lines: Sequence[Line]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _furniture(pages: Sequence[Sequence[Line]]) -> frozenset[Line]:
    """Running heads and page numbers: lines at the ends of pages that recur, except for their numbers."""
    edges = [edge for page in pages for edge in (page[:EDGE], page[-EDGE:][::-1])]
    shown: dict[tuple[str, int | None], set[int]] = defaultdict(set)
    for edge in edges:
        for line in edge:
            shown[_shape(line)].add(line.page)
    least = max(2, min(3, len(pages)))
    found = set()
    for edge in edges:
        for k, line in enumerate(edge):
            if len(shown[_shape(line)]) < least and (k or not _PAGE_NUMBER.fullmatch(line.text)):
                break
            found.add(line)
    return frozenset(found)


def _shape(line: Line) -> tuple[str, int | None]:
    """What is the same in a running head on every page: its words, and the difference of a leading number to the page.

    Short footnotes ("12 Ibid., p. 5") recur too, but their numbers do not follow the pages.
    """
    number = re.match(r"\d{1,4}", line.text)
    return re.sub(r"\d+", "#", line.text), int(number[0]) - line.page if number else None


def _paragraphs(lines: Sequence[Line], opening: re.Pattern[str] | None = None) -> Iterator[list[Line]]:
    """Lines that belong together. `opening`: how each paragraph begins."""
    gaps = [a.base - b.base for a, b in pairwise(lines) if a.page == b.page and a.base > b.base]
    gap = median(gaps) if gaps else 0.0
    run: list[Line] = []
    for k, line in enumerate(lines):
        near = [other for other in lines[max(0, k - 4) : k + 4] if other.page == line.page]
        around = [other for other in near if other is line or other.overlaps(line)]
        marked = (
            run and opening and opening.match(line.text) and (_CLOSED.search(run[-1].text) or _follows(run[0], line))
        )
        if run and (marked or _begins(line, run[-1], around, gap)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _follows(note: Line, line: Line) -> bool:
    """Whether a line has the number that follows that of a note. (Notes may end without a full stop: Beijing, 1990.)"""
    numbers = [match["number"] if (match := _NOTE.match(each.text)) else None for each in (note, line)]
    return numbers[0] is not None and numbers[1] is not None and int(numbers[1]) == int(numbers[0]) + 1


def _begins(line: Line, before: Line, around: Sequence[Line], gap: float) -> bool:
    """Whether a paragraph begins with this line. `around`: the lines of its column near it, itself included."""
    size = line.size
    if abs(size - before.size) > (LARGER - 1) * size or _BULLET.match(line.text):
        return True
    one_column = line.page == before.page and line.overlaps(before)
    if one_column and before.base - line.base > gap + LOOSE * size:
        return True
    right, left = max(other.right for other in around), min(other.left for other in around)
    if before.right - before.left < BROKEN_OFF * (right - left):
        return True
    if not _CLOSED.search(before.text):
        return False
    return line.left - left > INDENT * size or (one_column and before.right < right - SHORT * size)


def _role(paragraph: Sequence[Line], size: float) -> Role | None:
    large = all(line.size > LARGER * size for line in paragraph)
    return Role.HEADING if large and sum(len(line.text) for line in paragraph) <= LONGEST_HEADING else None


def _joined(lines: Sequence[Line], words: Counter[str]) -> tuple[str, list[tuple[int, int]]]:
    """The lines as one, and the references to notes in it as offsets."""
    parts: list[str] = []
    references: list[tuple[int, int]] = []
    length, chinese = 0, False
    for line in lines:
        if parts:
            parts[-1] = _ended(parts[-1], line.text, words, chinese)
            length += len(parts[-1])
        references += [(length + start, length + end) for start, end in line.references]
        parts.append(line.text)
        chinese = chinese or bool(_HAN.search(line.text))
    return "".join(parts).replace(DIVIDED, "-"), references


def _ended(line: str, follows: str, words: Counter[str], chinese: bool) -> str:
    """A line as it is to be joined to the next one: without a dividing hyphen, with a space if one is needed.
    `chinese`: whether there are Chinese characters in the paragraph so far.
    """
    if line[-1] in _HYPHENS and follows[:1].islower() and line[-2:-1].isalpha():
        return line[:-1] + ("-" if _stays(line[:-1], follows, words) else "")
    return line if _close(line[-1], follows[0], chinese) else line + " "


def _close(last: str, first: str, chinese: bool) -> bool:
    """Whether two characters are joined without a space: Chinese characters, and figures in Chinese text."""
    figures = chinese and last.isdigit() and first.isdigit()
    return figures or bool(_WIDE.match(last) or _WIDE.match(first)) or last in _HYPHENS


def _stays(before: str, after: str, words: Counter[str]) -> bool:
    """Whether a hyphen at the end of a line is part of the word: the text has the word with it elsewhere, or has both
    parts as words and never the whole.
    """
    first, second = re.findall(r"[\w-]*$", before)[0].lower(), re.findall(r"^[\w-]*", after)[0].lower()
    parted, whole = words[f"{first}-{second}"], words[first + second]
    return parted > whole or not (parted or whole or not words[first] or not words[second])


def _words(lines: Sequence[Line]) -> Counter[str]:
    """How often each word stands in the lines, but for those that the end of a line divides."""
    words: Counter[str] = Counter()
    divided = False
    for line in lines:
        own = re.findall(r"[\w-]+", line.text.lower())
        begins, divided = divided, line.text[-1] in _HYPHENS
        words.update(own[begins : len(own) - divided])
    return words
