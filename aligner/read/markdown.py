"""Markdown, with YAML front matter: its blocks as paragraphs and roles, its inline signs as marks. Text untouched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.read.decode import decode
from aligner.read.source import Hint, SourceText
from aligner.records import Mark, MarkKind, Role, Span
from aligner.settings import ReadSettings

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_KEY = re.compile(r"^[\w-]+:", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_BOLD = re.compile(r"\*\*[^\s*][^*\n]*\*\*|\]\(https?://")
_SENTENCE_END = re.compile(r"[。！？…!?.][”’」』）)\"'*]*(?:\[\^?\w+\])*\s*\Z")
_NOTE = re.compile(r"^ {0,3}\[\^[\w-]+\]:", re.MULTILINE)
# What each stands for, and what of it is markup: the whole match, or its groups.
_MARKUP = (
    re.compile(r"^[ \t]*(#{1,6}[ \t]+)|[ \t](#+)[ \t]*$", re.MULTILINE),
    re.compile(r"^[ \t]*((?:>[ \t]?)+)", re.MULTILINE),
    re.compile(r"^([=-]{3,})[ \t]*$", re.MULTILINE),
    re.compile(r"^[ \t]*([-+*][ \t]+)(?=\S)", re.MULTILINE),
    re.compile(r"(!?\[)(?=[^\]\n^]*\]\()"),
    re.compile(r"(?<=[^\n])(\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))"),
    re.compile(r"(\*{1,3}|~~|`+)(?=\S)|(?<=\S)(\*{1,3}|~~|`+)"),
    re.compile(r"(?<!\w)(_{1,2})(?=\w)|(?<=[\w.!?。！？])(_{1,2})(?!\w)"),
    re.compile(r"(</?[A-Za-z][^<>\n]*>)"),
)
# **中长路**（中国长春铁路: …）: what a term in bold means, in brackets behind it.
_GLOSS = re.compile(r"(?<=\*\*)（[^（）\n]*）|(?<=\*\*)\([^()\n]*\)")


def looks_like_markdown(text: str) -> bool:
    """Whether a text without the suffix is Markdown: front matter, or headings with # and some other sign of it."""
    if front_matter_end(text):
        return True
    headings = len(_HEADING.findall(text))
    return headings >= 2 or (headings == 1 and _BOLD.search(text) is not None)


def front_matter_end(text: str) -> int:
    """Where YAML front matter ends, its closing line included; 0 where there is none."""
    match = _FRONT_MATTER.match(text)
    return match.end() if match and _KEY.search(match[0]) else 0


def read_markdown(data: bytes, path: Path, settings: ReadSettings) -> SourceText:
    """The text as it stands, with hints for its blocks. Raises InputError."""
    text, encoding = decode(data, path)
    if settings.lines:
        return SourceText(str(path), text, encoding)
    return with_blocks(str(path), text, encoding)


def with_blocks(name: str, text: str, encoding: str) -> SourceText:
    """A Markdown text with its blocks as hints and its signs as marks."""
    start = front_matter_end(text)
    hints = [Hint(Span(0, start), Role.FRONT_MATTER)] if start else []
    hints += _blocks(text, start)
    return SourceText(name, text, encoding, hints=tuple(hints), marks=tuple(_marks(text, start)))


def _blocks(text: str, start: int) -> Iterator[Hint]:
    """Paragraphs, headings, quotations, code and table rows in order, none overlapping."""
    # Only \n breaks lines in Markdown, after \r\n and \r are made so: the parser counts the same lines as we do.
    starts = [start, *(m.end() for m in re.finditer(r"\r\n|\r|\n", text[start:]))]
    starts = [starts[0], *(start + s for s in starts[1:]), len(text)]
    last = 0
    for first, end, role in _leaves(_parser().parse(text[start:])):
        end = min(end, len(starts) - 1)
        first = max(first, last)
        if first >= end:
            continue
        last = end
        a, b = starts[first], starts[end]
        if role is None and _NOTE.match(text, a):
            notes = [m.start() for m in _NOTE.finditer(text, a, b)]
            yield from (Hint(Span(x, y), Role.NOTE) for x, y in pairwise([*notes, b]))
            continue
        ends = [starts[n] for n in range(first + 1, end + 1)]
        if role is None and all(_SENTENCE_END.search(text, max(0, e - 40), e) for e in ends):
            # Chinese authors write a paragraph a line without blank lines between; what is wrapped breaks off anywhere.
            yield from (Hint(Span(x, y)) for x, y in pairwise([a, *ends]))
        else:
            yield Hint(Span(a, b), role)


def _leaves(tokens: list[Token]) -> Iterator[tuple[int, int, Role | None]]:
    """First line, line after the last, and role of every block that holds text."""
    quoted = 0
    for token in tokens:
        if token.type == "blockquote_open":
            quoted += 1
        elif token.type == "blockquote_close":
            quoted -= 1
        elif token.map and token.type in _LEAVES:
            role = _LEAVES[token.type]
            yield token.map[0], token.map[1], Role.QUOTE if quoted and role is None else role


_LEAVES: dict[str, Role | None] = {
    "paragraph_open": None,
    "heading_open": Role.HEADING,
    "fence": Role.BOILERPLATE,
    "code_block": None,
    "html_block": None,
    "hr": Role.BOILERPLATE,
    "tr_open": None,
}


def _marks(text: str, start: int) -> Iterator[Mark]:
    """Signs of Markdown and glosses, after the front matter; they may overlap, the segmenter keeps the first."""
    for match in _GLOSS.finditer(text, start):
        yield Mark(Span(*match.span()), MarkKind.GLOSS)
    for pattern in _MARKUP:
        for match in pattern.finditer(text, start):
            group = match.lastindex or 0
            yield Mark(Span(*match.span(group)), MarkKind.MARKUP)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser
