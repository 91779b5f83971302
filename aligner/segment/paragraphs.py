"""Paragraphs: runs of lines, with lines joined where the text is hard-wrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from aligner.read.source import SourceText
from aligner.records import Lang, Role, Span
from aligner.segment.signs import CIRCLED, SUPERSCRIPT, WRITTEN_NOTE
from aligner.segment.spans import trimmed


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's characters, without the space around; its role, None where the format did not tell it."""

    span: Span
    lang: Lang = "en"
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: its characters, its width in columns, how far it is indented."""

    span: Span
    width: int
    indent: int
    open: bool  # ends in the middle of a sentence
    ruled: bool  # no words: -----, * * *
    after_blank: bool


_LINES = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
_WORD = re.compile(r"[^\W_]")
_CLOSED = re.compile(
    rf"[.!?:;。！？：；…—][”’」』）)\]\"'*]*(?:\[\d+\]|［\d+］|〔\d+〕|{WRITTEN_NOTE}|[{CIRCLED}{SUPERSCRIPT}])*\s*\Z"
)
_ITEM = re.compile(
    r"(?:[-*•·◆■●]\s|\d{1,3}[.)、．]\s?(?!\d)|[（(][\d一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|\[\d+\]|[①-⑳])"
)

# A text is wrapped by hand where lines that are followed by another one of the same block mostly break off inside a
# sentence, at much the same width, and none is longer than a screen. Books at Project Gutenberg are wrapped at 65 to
# 80 columns, Chinese mails and OCR at 60 to 90 (30 to 45 characters); five or seven characters a line are verse.
_MIN_WRAP, _MAX_WRAP = 30, 130
_MIN_LINES = 3  # fewer show it only where each goes on with a small letter
_SHORT = 0.75
# Columns by which a full line of Chinese may fall short: marks that may not start or end a line (GB/T 15834, 5.1.8).
_CHINESE_RAG = 6
_FIRST_WORD = re.compile(r"[!-~]+")


def find_paragraphs(source: SourceText) -> list[Paragraph]:
    """Paragraphs in order. Every character of the text that is not white space is in exactly one."""
    text = source.text
    found: list[Paragraph] = []
    at = 0
    for hint in source.hints:
        found += _plain(text, at, hint.span.start)
        span = trimmed(text, hint.span.start, hint.span.end)
        if len(span):
            found.append(Paragraph(span, role=hint.role))
        at = hint.span.end
    return found + _plain(text, at, len(text))


def _plain(text: str, start: int, end: int) -> list[Paragraph]:
    lines = _lines(text, start, end)
    width = wrap_width(text, lines)
    paragraphs: list[Paragraph] = []
    run: list[_Line] = []
    for line in lines:
        if run and _begins(text, line, run[-1], width):
            paragraphs.append(Paragraph(Span(run[0].span.start, run[-1].span.end)))
            run = []
        run.append(line)
    if run:
        paragraphs.append(Paragraph(Span(run[0].span.start, run[-1].span.end)))
    return paragraphs


def _lines(text: str, start: int, end: int) -> list[_Line]:
    lines: list[_Line] = []
    last_end = start
    for match in _LINES.finditer(text, start, end):
        span = trimmed(text, *match.span())
        if not len(span):
            continue
        blank = not lines or _breaks(text[last_end : span.start]) > 1
        tail = text[max(span.start, span.end - 40) : span.end]
        head = text[match.start() : span.start]
        width = len(span) + len(_WIDE.findall(text, span.start, min(span.end, span.start + 2 * _MAX_WRAP)))
        lines.append(
            _Line(
                span,
                width,
                len(head) + head.count("\u3000"),
                not _CLOSED.search(tail),
                not _WORD.search(text, *match.span()),
                blank,
            )
        )
        last_end = match.end()
    return lines


def wrap_width(text: str, lines: list[_Line]) -> int:
    """The width, in columns, at which the text was wrapped by hand; 0 where each line is a paragraph."""
    inner = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    if not inner or (len(inner) < _MIN_LINES and not all(a.open and text[b.span.start].islower() for a, b in inner)):
        return 0
    cut = [(a, b) for a, b in inner if a.open]
    widths = sorted(a.width for a, _ in inner)
    wide = widths[int(0.9 * (len(widths) - 1))]
    if not _MIN_WRAP <= wide <= _MAX_WRAP or len(cut) < 0.5 * len(inner):
        return 0
    # What runs on goes on with a small letter, or in Chinese; a list of titles does not.
    if sum(text[b.span.start].isupper() or text[b.span.start].isdigit() for _, b in cut) > 0.5 * len(cut):
        return 0
    return wide if sum(a.width >= _SHORT * wide for a, _ in cut) >= 0.6 * len(cut) else 0


def _begins(text: str, line: _Line, last: _Line, width: int) -> bool:
    """Whether `line` starts a paragraph after `last`."""
    if line.after_blank or not width or last.width > _MAX_WRAP:
        return True
    if last.width < _SHORT * width or line.ruled or last.ruled:
        return True
    if last.open:
        return False  # indented or not: the second line of an item hangs
    if line.indent > last.indent + 1:
        return True
    # The line before could have held the first word of this one: somebody broke it on purpose.
    word = _FIRST_WORD.match(text, line.span.start, min(line.span.end, line.span.start + width))
    need = 1 + len(word[0]) if word else _CHINESE_RAG
    return last.width + need < width or _ITEM.match(text, line.span.start) is not None


def _breaks(gap: str) -> int:
    """Line breaks in the space between two lines, whatever the system that wrote them; a form feed is a break."""
    return max(gap.count("\n"), gap.count("\r")) + gap.count("\u2028") + 2 * gap.count("\u2029") + 2 * gap.count("\f")
