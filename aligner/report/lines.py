"""Lines of a terminal: text of documents made harmless, clipped and wrapped by columns, of which Chinese counts two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from aligner.messages import UiLang, say
from aligner.records import Severity

SHAPES = {Severity.CRITICAL: "◆", Severity.MAJOR: "▲", Severity.MINOR: "●", Severity.NEUTRAL: "○"}
STYLES = {Severity.CRITICAL: "bold red", Severity.MAJOR: "yellow", Severity.MINOR: "cyan", Severity.NEUTRAL: "dim"}

# C0, DEL and C1 controls, line and paragraph separators, and marks that turn the direction of writing: a text that
# holds an escape sequence must not move the reader's cursor.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def counted(key: str, n: int, ui: UiLang, **args: object) -> str:
    """`key.one` or `key.many`: English tells them apart."""
    return say(f"{key}.{'one' if n == 1 else 'many'}", ui, n=f"{n:,}", **args)


def shown(text: str) -> str:
    """Text of a document or a name, harmless to the terminal: controls as symbols (ESC as ␛), the rest as it is."""
    return _CONTROL.sub(lambda m: chr(0x2400 + ord(m[0])) if m[0] < " " else "�", text)


def wrapped(text: str, width: int, indent: str = "", *, first: str | None = None, style: str = "") -> Iterator[Text]:
    """Lines of at most `width` columns, broken at spaces or anywhere in Chinese; the first begins with `first`."""
    line = indent if first is None else first
    for token in re.findall(r"\s+|[\u2e80-\U0003ffff]|[^\s\u2e80-\U0003ffff]+", shown(text)):
        if cell_len(line) + cell_len(token) > width and line.strip():
            yield Text(line.rstrip(), style=style, no_wrap=True)
            line = indent
        if token.isspace() and not line.strip():
            continue
        while cell_len(line) + cell_len(token) > width:  # a word longer than the line, as names of files are
            part = clip(token, width - cell_len(line), mark="")
            if not part:
                break
            yield Text(line + part, style=style, no_wrap=True)
            line, token = indent, token[len(part) :]
        line += token
    if line.strip():
        yield Text(line.rstrip(), style=style, no_wrap=True)


def clip(text: str, width: int, *, keep_end: bool = False, mark: str = "…") -> str:
    """`text`, harmless, in at most `width` columns, `mark` where it was cut: at its end, or at its start."""
    text = shown(text)
    if cell_len(text) <= width:
        return text
    room = width - cell_len(mark)
    if room < 0:
        return ""
    kept = text[::-1] if keep_end else text
    while cell_len(kept) > room:
        kept = kept[: max(0, len(kept) - max(1, (cell_len(kept) - room) // 2))]
    return mark + kept[::-1] if keep_end else kept + mark
