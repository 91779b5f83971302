"""Finds the ends of Chinese sentences in a paragraph.

What ends a sentence follows the gold data of aligners (MAC-Dev and academic texts, 2,400 sentence ends counted): 。！？
do, also inside quotation marks; ； (3 of 104) and ： (15 of 323) do not; …… does outside quotation marks or before a
closing one, but not in the middle of speech (0 of 33: “您能……说具体些吗？”).
"""

from __future__ import annotations

import re

from aligner.segment.signs import CIRCLED, SUPERSCRIPT, WRITTEN_NOTE

_CLOSERS = "”’」』﹂﹄）)】〕〗》〉］\\]"
# A full stop of ASCII ends a Chinese sentence only after a Chinese character or a closing mark, and not before a digit
# or letter: 同样.莫斯科 does, 3.5 and No.4 and 1.第一 do not.
_HALF_STOP = r"(?<=[\u3400-\u9fff”’」』）)])\.(?!\s*[A-Za-z0-9.])"
_END = re.compile(
    rf"""
    (?P<stop>
        (?:[。！？!?｡]|(?<![\d０-９])．(?![\d０-９])|{_HALF_STOP})(?:\s*[。！？!?｡…⋯])*      # ？！ and 。…… are one end
      | (?P<dots>[…⋯]+|\.{{3,}}|。{{2,}})(?:\s*[。！？!?｡])*
      | (?P<dash>[—─―]+)(?=\s*[”’」』])
    )
    (?P<close>(?:\s*(?:[{_CLOSERS}"']|\*\*))*)
    (?P<marks>(?:\s*(?:\[\d{{1,3}}\]|［\d{{1,3}}］|〔\d{{1,3}}〕|【\d{{1,3}}】|{WRITTEN_NOTE}|[{CIRCLED}{SUPERSCRIPT}]))*)
    """,
    re.VERBOSE,
)
_TOGGLES = ('"', "**")  # marks that open and close alike
_TOGGLE = re.compile(r'"|\*\*')
# Characters that cannot begin a sentence, so that the one before continues (说了一声“你好？”，; ……吸管？)。).
_NOT_A_START = re.compile(r"\s*[，、：；,;:·％%。！？…]")
# After a closing mark, these show that the quotation is a part of the sentence: “为什么？”的问题.
_GOES_ON = re.compile(r"的(?!确)|之|等|一[词詞语語句类類文书書]")
_ASIDE = re.compile(r"[（(][^（）()。！？!?…]{0,6}\Z")  # （？）, （欧洲？）: an aside of the writer inside a sentence


def chinese_ends(text: str) -> list[int]:
    """Where sentences end in `text` (one paragraph), in order; the last is `len(text)`."""
    ends: list[int] = []
    depth = _Depth(text)
    for match in _END.finditer(text):
        end = _before_opening(text, match, depth)
        trailing = match["dots"] and not match["close"] and match["stop"].rstrip()[-1:] in "…⋯."
        if _NOT_A_START.match(text, end) or (trailing and depth.inside(match.start())) or _inside(text, match, end):
            continue
        ends.append(end)
    if not ends or text[ends[-1] :].strip():
        ends.append(len(text))
    return ends


def _inside(text: str, match: re.Match[str], end: int) -> bool:
    """Whether only a title, a quoted word or an aside ends, and the sentence around it continues."""
    closing = match["close"].strip()[-1:]
    if not closing or end >= len(text):
        return False
    if closing in "》〉" or _GOES_ON.match(text, end):
        return True
    if closing not in "）)" or "。" in match["stop"]:
        return False
    aside = _ASIDE.search(text, max(0, match.start() - 8), match.start())
    return aside is not None and text[max(0, aside.start() - 3) : aside.start()].rstrip()[-1:] not in "。！？!?…”’」』"


def _before_opening(text: str, match: re.Match[str], depth: _Depth) -> int:
    """The end, before a mark that opens the next sentence: 后果。"民主"早已成为手段。 后果。**民主**成为手段。"""
    for mark in _TOGGLE.finditer(text, match.start("close"), match.end("close")):
        if mark.end() < len(text) and not depth.opened(mark[0], mark.start()):
            return mark.start()
    return match.end()


class _Depth:
    """Says, for rising positions, whether they are inside “…” or 「…」; in linear time over the whole text."""

    _MARKS = re.compile(r'[“”「」『』"]|\*\*')

    def __init__(self, text: str) -> None:
        self._marks = self._MARKS.finditer(text)
        self._next = next(self._marks, None)
        self._depth = 0
        self._toggled = dict.fromkeys(_TOGGLES, False)
        self._paired = {mark: text.count(mark) % 2 == 0 for mark in _TOGGLES}

    def opened(self, mark: str, position: int) -> bool:
        """Whether a straight quotation mark, or **, was opened before `position` and not closed.

        True also if their number is odd (5" of rain), since it is unknown then which of them open.
        """
        self.inside(position)
        return self._toggled[mark] or not self._paired[mark]

    def inside(self, position: int) -> bool:
        while self._next is not None and self._next.start() < position:
            mark = self._next[0]
            if mark in _TOGGLES:
                self._toggled[mark] = not self._toggled[mark]
            elif mark in "“「『":
                self._depth += 1
            else:
                self._depth = max(0, self._depth - 1)
            self._next = next(self._marks, None)
        return self._depth > 0
