"""Formal errors: unmatched brackets and quotation marks, doubled words, text left untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.flags import flag
from aligner.records import Evidence, Flag, FlagKind, Severity, Span

_PAIRS = {"(": ")", "（": "）", "[": "]", "【": "】", "「": "」", "『": "』", "《": "》", "〈": "〉", "“": "”"}
_BRACKETS = frozenset((*_PAIRS, *_PAIRS.values()))
_SAME = str.maketrans("()", "（）")  # a full-width bracket may close a half-width one
# Brackets of enumerations, a), 1), (iv, and of emoticons, :) ;-).
_NO_BRACKET = re.compile(
    r"(?:^|[\s(（;；，。])[(（]?[0-9a-zA-Z]{1,4}[)）](?=[\s.、．]|[\u4e00-\u9fff])"
    r"|[:;=][-']?[()]|[0-9一二三四五六七八九十]+[)）]"
)
_DOUBLED_EN = re.compile(r"\b([A-Za-z]{2,})\s+\1\b", re.IGNORECASE)
# That that, had had, names (Duran Duran), interjections: doubled on purpose.
_DOUBLE_EN = frozenset(
    ("that", "had", "very", "so", "no", "ha", "bye", "far", "really", "long", "many", "much", "blah", "yeah", "oh")
)
_DOUBLED_ZH = re.compile("([\u4e00-\u9fff]{2,4})\\1")
# Words that Chinese doubles for emphasis or action: 讨论讨论, 一个一个, 很深很深.
_DOUBLE_ZH = re.compile(
    "^(.)\\1$|^[一两三几很好太最老越]|哈|呵|谢|很好|好的|不是|多多|慢|天天|休息|研究|讨论|商量|考虑|了解|锻炼|打扫|收拾|介绍|学习|"
    "非常|真的|加油|对对|是的|永远|快|来"
)
_LATIN_RUN = re.compile(r"(?:[A-Za-z][A-Za-z'’-]*[\s,]+){6,}[A-Za-z][A-Za-z'’-]*")
_HAN_RUN = re.compile("[\u4e00-\u9fff，、：；]{6,}")


def check_mechanics(pair: Pair, context: Context) -> Iterator[Flag]:  # noqa: ARG001 (the signature of checks)
    """Minor flags of the kinds punctuation, duplication and untranslated, for each side by itself."""
    for side in (pair.zh, pair.en):
        other = pair.en if side is pair.zh else pair.zh
        for span in unmatched(side.text):
            yield _one_sided(pair, side, FlagKind.PUNCTUATION, span, "compare.mechanics.unmatched", 0.5)
        for span in doubled(side):
            if not doubled(other):
                yield _one_sided(pair, side, FlagKind.DUPLICATION, span, "compare.mechanics.doubled", 0.6)
        for span in untranslated(side, other):
            yield _one_sided(pair, side, FlagKind.UNTRANSLATED, span, "compare.mechanics.untranslated", 0.6)


def unmatched(text: str) -> list[Span]:
    """Brackets and quotation marks without their partner.

    An opening “ without its ” is not reported, since a quotation may go on in the next paragraph.
    """
    if _BRACKETS.isdisjoint(text):
        return []
    # The brackets of a label "(a)" do not count. That of "a)" may also close an open one, as in "(five feet)".
    labels = [m.span() for m in _NO_BRACKET.finditer(text)]
    whole = {i for start, end in labels if any(c in "(（" for c in text[start:end]) for i in range(start, end)}
    loose = {i for start, end in labels for i in range(start, end)} - whole
    folded = text.translate(_SAME)
    closing = {v.translate(_SAME): k.translate(_SAME) for k, v in _PAIRS.items()}
    opening = set(closing.values())
    stack: list[tuple[str, int]] = []
    lost: list[int] = []
    for i, c in enumerate(folded):
        if i in whole or (i in loose and not (stack and closing.get(c) == stack[-1][0])):
            continue
        if c in opening:
            stack.append((c, i))
        elif c in closing:
            if stack and stack[-1][0] == closing[c]:
                stack.pop()
            elif any(o == closing[c] for o, _ in stack):
                while stack[-1][0] != closing[c]:
                    lost.append(stack.pop()[1])
                stack.pop()
            elif c != "”":
                lost.append(i)
    lost += [i for c, i in stack if c != "“"]
    return [Span(i, i + 1) for i in sorted(lost)]


def doubled(side: Excerpt) -> list[Span]:
    """A word that stands twice in a row: "the the", 电报电报."""
    if side.lang == "en":
        found = (m for m in _DOUBLED_EN.finditer(side.text) if m.group(1).lower() not in _DOUBLE_EN)
        return [Span(*m.span()) for m in found if not m.group(1)[0].isupper()]
    return [Span(*m.span()) for m in _DOUBLED_ZH.finditer(side.text) if not _DOUBLE_ZH.search(m.group(1))]


def untranslated(side: Excerpt, other: Excerpt) -> list[Span]:
    """Seven words of English in the Chinese that stand in the English too; a clause of Chinese in the English."""
    pattern = _LATIN_RUN if side.lang == "zh" else _HAN_RUN
    return [Span(*m.span()) for m in pattern.finditer(side.text) if side.lang == "en" or m.group() in other.text]


def _one_sided(pair: Pair, side: Excerpt, kind: FlagKind, span: Span, key: str, confidence: float) -> Flag:
    words = side.text[span.start : span.end]
    zh = side.lang == "zh"
    said = Evidence(words if zh else "", "" if zh else words)
    zh_span, en_span = (span, None) if zh else (None, span)
    return flag(pair, kind, Severity.MINOR, confidence, zh_span, en_span, said, f"{key}-{side.lang}")
