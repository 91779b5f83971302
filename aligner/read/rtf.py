"""Rich Text Format: paragraphs, tables, and the notes after them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from aligner.errors import InputError
from aligner.read.blocks import BlockWriter
from aligner.read.rtf_tokens import CHARSETS, Token, codec_of, tokens, units_of
from aligner.read.rtf_words import CHARACTERS, DEEPEST, ENDS, PAGES, QUIET, SIGNS
from aligner.read.source import SourceText
from aligner.read.story import Story, role_of_style
from aligner.records import Role
from aligner.settings import ReadSettings

_SURROGATE = re.compile("[\ud800-\udfff]")  # half of a character, without the other
_WIDE = ("gb18030", "big5hkscs", "cp932", "cp949")  # two bytes a character
# A field that sets small characters above others: EQ \o\ad(\s\up 9(かんじ),漢字). In documents of Word the way to write
# readings (ruby), and the words themselves stand nowhere else.
_RUBY = re.compile(r"\s*EQ\b.*\\o.*?\(\\s\\up ?\d*\([^()]*\)[,;](?P<base>.*)\)\s*", re.DOTALL | re.IGNORECASE)
_TYPOGRAPHY = re.compile(
    rb"[\x00-\x7f\x85\x91-\x97\xa0]*"
)  # ASCII and … ‘ ’ “ ” • – —, which no common Hanzi begin with


@dataclass(slots=True)
class _Group:
    """State that lasts to the end of a group. `skip`: characters after each \\uN that stand in for it. `closes`: called
    at the end.
    """

    place: str = "text"  # or "field" (a field's code), "quiet", "fonts", "styles"
    codec: str = ""  # of the font; "" where the font does not say
    skip: int = 1
    deleted: bool = False
    starred: bool = False
    fresh: bool = True  # no word yet
    closes: Callable[[], None] | None = None


@dataclass(slots=True)
class _Paragraph:
    """Paragraph properties, which last until \\pard."""

    style: int = 0
    outline: bool = False
    table: bool = False


@dataclass(slots=True)
class _Flow:
    """A series of paragraphs: the text, a note or a box. `boxes`: blocks to follow the current paragraph."""

    role: Role | None = None
    blocks: list[tuple[Story, Role | None]] = field(default_factory=list)
    story: Story = field(default_factory=Story)
    paragraph: _Paragraph = field(default_factory=_Paragraph)
    boxes: list[tuple[Story, Role | None]] = field(default_factory=list)


def read_rtf(data: bytes, path: Path, settings: ReadSettings) -> SourceText:
    """The document's text; notes follow it, numbered "[n]" as are their references. Raises InputError.

    Tracked deletions, comments, field codes, headers, footers and the numbers of lists are no part of the text.
    """
    data = data.strip()
    if not data:
        raise InputError("read.empty", path=path)
    if not data.startswith(b"{\\rtf"):
        raise InputError("read.broken", path=path, format="rtf", why="no {\\rtf at its beginning")
    reader = _Reader()
    for token in tokens(data):
        reader.take(token)
        if len(reader.groups) > DEEPEST:
            raise InputError("read.too-deep", path=path)
        if not reader.groups:
            break  # what follows the last bracket is not part of the document
    else:
        raise InputError("read.broken", path=path, format="rtf", why="it ends inside the text")
    writer = BlockWriter(settings.lines)
    for story, role in reader.blocks():
        story.write(writer, role)
    return writer.source(str(path), f"rtf, {reader.page}")


class _Reader:
    """Reads one token after the other. `groups`: the open ones, innermost last."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self.page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default = 0
        self._described = 0  # the current font or style in a table
        self._styles: dict[int, Role] = {}
        self._based_on = 0
        self._bytes = b""
        self._passed = 0  # characters still to be skipped after \uN
        self._field = ""
        self._flows = [_Flow()]
        self._notes: list[_Flow] = []

    def blocks(self) -> list[tuple[Story, Role | None]]:
        """All paragraphs, those of notes at the end."""
        self._end_paragraph()
        return [block for flow in (*self._flows, *self._notes) for block in flow.blocks]

    def take(self, token: Token) -> None:
        if token.kind == "bytes":
            data = token.data[self._passed :]
            self._passed -= len(token.data) - len(data)
            self._bytes += data
            return
        if self._bytes:
            self._decode()
        if token.kind == "units":
            self._units(token.data)
        elif token.kind in ("open", "close"):
            self._passed = 0
            (self._open if token.kind == "open" else self._close)()
        elif self._passed:
            self._passed -= 1
        elif token.kind == "sign":
            self._sign(token.value)
        else:
            self._word(token.value, token.number)
            if self.groups:
                self.groups[-1].fresh = self.groups[-1].starred = False

    def _units(self, run: bytes) -> None:
        """A run of \\uN at once, as far as each has the expected stand-in; the rest one by one."""
        text, end = ("", 0) if self._passed else units_of(run, self.groups[-1].skip)
        if end:
            self._put(text)
            self.groups[-1].fresh = self.groups[-1].starred = False
        for token in tokens(run[end:], runs=False):
            self.take(token)

    def _open(self) -> None:
        above = self.groups[-1] if self.groups else _Group()
        self.groups.append(replace(above, starred=False, fresh=True, closes=None))

    def _close(self) -> None:
        group = self.groups.pop()
        if group.closes:
            group.closes()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.groups[-1].starred = True
        elif sign in "\r\n":
            self._word("par", None)
        elif sign in SIGNS:
            self._put(SIGNS[sign])

    def _word(self, word: str, number: int | None) -> None:
        group = self.groups[-1]
        if group.fresh and self._begins(group, word):
            return
        if group.place == "fonts":
            self._font(word, number or 0)
        elif group.place == "styles":
            if word == "s":
                self._described = number or 0
            elif word == "sbasedon":
                self._based_on = number or 0
        elif group.place != "quiet":
            self._running(group, word, number)

    def _begins(self, group: _Group, word: str) -> bool:
        """Whether the first word of a group says what the group holds."""
        if word == "shptxt" and group.place == "quiet":
            group.place, group.closes = "text", self._close_flow
            self._flows.append(_Flow())
        elif word == "ud" and group.starred:
            group.place = "text"  # the same words as before, in Unicode
        elif group.place == "quiet":
            return True
        elif word == "fldinst":
            group.place, group.closes, self._field = "field", self._close_field, ""
        elif word in ("fonttbl", "stylesheet"):
            group.place = "fonts" if word == "fonttbl" else "styles"
        elif word == "footnote" and not group.deleted:
            note = _Flow(Role.NOTE)
            self._notes.append(note)
            self._flows[-1].story.refer(len(self._notes))
            note.story.label(len(self._notes))
            self._flows.append(note)
            group.closes = self._close_flow
        elif word == "footnote" or group.starred or word in QUIET:
            group.place = "quiet"
        else:
            return False
        return True

    def _close_flow(self) -> None:
        """A note or a box ends."""
        self._end_paragraph()
        flow = self._flows.pop()
        if flow.role is None:
            self._flows[-1].boxes += flow.blocks

    def _close_field(self) -> None:
        """The code of a field ends: no text, but for what stands below a reading."""
        if ruby := _RUBY.fullmatch(self._field):
            self._put(ruby["base"])

    def _font(self, word: str, number: int) -> None:
        if word == "f":
            self._described = number
        elif word == "fcharset" and number in CHARSETS:
            self._fonts[self._described] = CHARSETS[number]
        elif word == "cpg":
            self._fonts[self._described] = codec_of(number)

    def _running(self, group: _Group, word: str, number: int | None) -> None:
        paragraph = self._flows[-1].paragraph
        if word == "u" and number is not None:
            self._unit(chr(number % 0x10000))
            self._passed = group.skip
        elif word in CHARACTERS:
            self._put(CHARACTERS[word])
        elif word in ENDS:
            paragraph.table = paragraph.table or word not in ("par", "sect")
            self._end_paragraph()
        elif word == "uc":
            group.skip = max(0, number or 0)
        elif word == "f":
            group.codec = self._fonts.get(number or 0, "")
        elif word == "plain":
            group.codec, group.deleted = self._fonts.get(self._default, ""), False
        elif word in ("deleted", "mvf"):
            group.deleted = number != 0
        elif word == "pard":
            self._flows[-1].paragraph = _Paragraph()
        elif word == "s":
            paragraph.style = number or 0
        elif word == "outlinelevel":
            paragraph.outline = 0 <= (number or 0) < 9
        elif word == "intbl":
            paragraph.table = True
        elif word == "deff":
            self._default = number or 0
        elif word == "ansicpg" or word in PAGES:
            self.page = codec_of(PAGES.get(word, number))

    def _decode(self) -> None:
        """The bytes met so far, as characters."""
        data, self._bytes = self._bytes, b""
        group = self.groups[-1] if self.groups else _Group("quiet")
        codec = group.codec or self.page
        if not group.codec and codec in _WIDE and _TYPOGRAPHY.fullmatch(data):
            codec = "cp1252"  # it’s, not it抯
        text = data.decode(codec, "replace")
        if group.place == "styles":
            self._style(text)
        else:
            self._put(text)

    def _style(self, name: str) -> None:
        """The name of a style, at the end of its group: "heading 1;"."""
        role = role_of_style(name.rstrip(";")) or self._styles.get(self._based_on)
        if role:
            self._styles[self._described] = role
        self._described = self._based_on = 0

    def _put(self, text: str) -> None:
        group = self.groups[-1]
        if group.place == "field":
            self._field += text
        elif group.place == "text" and not group.deleted:
            self._flows[-1].story.put(text)

    def _unit(self, unit: str) -> None:
        """A UTF-16 unit: the second half of a character beyond U+FFFF takes the place of the first."""
        pieces = self._flows[-1].story.pieces
        if "\udc00" <= unit <= "\udfff" and pieces and "\ud800" <= pieces[-1] <= "\udbff":
            pieces[-1] = (pieces[-1] + unit).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        else:
            self._put(unit)

    def _end_paragraph(self) -> None:
        flow = self._flows[-1]
        p = flow.paragraph
        role = (
            flow.role or (Role.HEADING if p.outline else self._styles.get(p.style)) or (Role.BODY if p.table else None)
        )
        flow.story.pieces = [_SURROGATE.sub("\ufffd", "".join(flow.story.pieces))]
        flow.blocks += [(flow.story, role), *flow.boxes]
        flow.story, flow.boxes = Story(), []
