"""Subtitles, SubRip (.srt) and WebVTT (.vtt): each cue a paragraph, its number and times furniture."""

from __future__ import annotations

import re
from pathlib import Path

from aligner.read.decode import decode
from aligner.read.source import Hint, SourceText
from aligner.records import Mark, MarkKind, Role, Span
from aligner.settings import ReadSettings

_TIME = r"(?:\d+:)?\d\d:\d\d[.,]\d{1,3}"
_LINE = re.compile(r"[^\r\n]+")
_TIMES = re.compile(rf"\s*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_TAG = re.compile(r"<rt\b[^>\n]*>[^<\n]*</rt>|</?(?:[ibuc]|font|v|lang|ruby|rt)\b[^>\n]*>|\{\\[^}\n]*\}")
_AROUND = re.compile(
    rf"(?P<before>(?:\s*(?:{_TAG.pattern}))*)(?P<said>.*?)(?P<after>(?:(?:{_TAG.pattern})\s*)*)", re.DOTALL
)


def read_subtitles(data: bytes, path: Path, settings: ReadSettings) -> SourceText:  # noqa: ARG001 (as all readers)
    """The text as it stands. What precedes the times since the last blank line (a number, WEBVTT) goes with them."""
    text, encoding = decode(data, path)
    hints: list[Hint] = []
    lines: list[Span] = []  # of the cue, since its times
    head: list[Span] = []  # since the last blank line, before the times
    timed, last = False, 0
    for match in _LINE.finditer(text):
        if not match[0].strip():
            continue
        span = Span(*match.span())
        if _blank(text[last : span.start]):
            _close_cue(hints, lines, text)
            _close(hints, head, Role.BOILERPLATE)
            timed = False
        last = span.end
        if _TIMES.match(match[0]):
            _close_cue(hints, lines, text)
            head.append(span)
            _close(hints, head, Role.BOILERPLATE)
            timed = True
        else:
            (lines if timed else head).append(span)
    _close_cue(hints, lines, text)
    _close(hints, head, Role.BOILERPLATE)
    marks = tuple(Mark(Span(*m.span()), MarkKind.MARKUP) for m in _TAG.finditer(text))
    return SourceText(str(path), text, encoding, hints=tuple(hints), marks=marks)


def _blank(gap: str) -> bool:
    """Whether an empty line stands in the white space between two lines."""
    return max(gap.count("\n"), gap.count("\r")) > 1


def _close(hints: list[Hint], lines: list[Span], role: Role) -> None:
    if lines:
        hints.append(Hint(Span(lines[0].start, lines[-1].end), role))
        lines.clear()


def _close_cue(hints: list[Hint], lines: list[Span], text: str) -> None:
    """What is said; the tags around it, which would be sentences of their own (<i>Wait.</i>), are furniture."""
    if not lines:
        return
    start = lines[0].start
    around = _AROUND.fullmatch(text[start : lines[-1].end])
    lines.clear()
    assert around is not None  # all three parts may be empty: any text matches
    for name in ("before", "said", "after"):
        span = Span(start + around.start(name), start + around.end(name))
        if len(span):
            hints.append(Hint(span, Role.BODY if name == "said" else Role.BOILERPLATE))
