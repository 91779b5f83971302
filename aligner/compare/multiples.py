"""How many times as much: 增加两倍 is three times as much, 翻两番 four times, and so "tripled", "quadrupled".

增加 N 倍 adds N times what there was; 增加到 N 倍 arrives at it. English "increased threefold", "three times more" is
used either way, and is taken for both. 翻一番 doubles, and each 番 more doubles again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from aligner.recognise.hanzi import simplified
from aligner.recognise.mentions import Exactness, NumberMention
from aligner.records import Lang, Span

FOLD = "fold"  # the unit of 倍, times
_ADDED = re.compile(r"(?:增加|增长|增多|提高|扩大|上升|上涨|增|涨|多|高出|多出)了?(?:约|近|大约|将近|超过|整整|足足)?$")
# 比它快三倍 is three times faster, or four times as fast: people mean either.
_COMPARED = re.compile(
    r"比[^，。；]{1,20}(?:快|慢|大|小|高|低|长|短|重|轻|强|贵|远|近|深|厚|宽|早|久|富|亮|热|响|难|好)了?(?:约|近|大约|将近|上|整整)?$"
)
_DOUBLINGS = re.compile("翻了?([一两二三四])?番")
_COUNTS = {None: 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_GREW = re.compile(
    r"\b(?:increas\w*|gr[eo]w\w*|rose|ris(?:es?|en|ing)|expand\w*|multipl\w*|up|jump\w*|soar\w*)"
    r"(?: by| of| some| about| nearly| almost| over| more than| a)*[ -]$",
    re.IGNORECASE,
)
_MORE = re.compile(r"[ -]?(?:times|fold)? ?(?:more|higher|larger|bigger|greater|faster)\b", re.IGNORECASE)
_WORDS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_WORD = re.compile(
    rf"\b(?:({'|'.join(_WORDS)})(?:ed|ing)|(?:to|will|would|could|should|may|might|can) ({'|'.join(_WORDS)})e)\b",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:more than|over|at least) (?:has |have |had )?$", re.IGNORECASE)
_NEARLY = re.compile(r"\b(?:nearly|almost|about|roughly) (?:has |have |had )?$", re.IGNORECASE)


def as_multiples(mentions: Sequence[NumberMention], text: str, lang: Lang) -> tuple[NumberMention, ...]:
    """The mentions with what was added counted as how many times as much."""
    return tuple(_as_multiple(m, text, lang) if m.unit == FOLD else m for m in mentions)


def _as_multiple(m: NumberMention, text: str, lang: Lang) -> NumberMention:
    before = text[: m.span.start]
    if lang == "zh":
        if _COMPARED.search(simplified(before)):
            return replace(m, high=m.high + 1)
        return replace(m, low=m.low + 1, high=m.high + 1) if _ADDED.search(simplified(before)) else m
    return replace(m, high=m.high + 1) if _GREW.search(before) or _MORE.match(text, m.span.end) else m


def growth_words(text: str, lang: Lang) -> tuple[NumberMention, ...]:
    """翻两番, doubled: words that say how many times as much."""
    if lang == "zh":
        if "番" not in text:
            return ()
        found = _DOUBLINGS.finditer(simplified(text))
        return tuple(_mention(text, lang, m.start(), m.end(), 2 ** _COUNTS[m[1]], Exactness.EXACT) for m in found)
    words = []
    for m in _WORD.finditer(text):
        stem, before = (m[1] or m[2]).lower(), text[: m.start()]
        loose = Exactness.AT_LEAST if _OVER.search(before) else Exactness.APPROXIMATE
        exact = Exactness.EXACT if loose is Exactness.APPROXIMATE and not _NEARLY.search(before) else loose
        words.append(_mention(text, lang, m.start(), m.end(), _WORDS[stem], exact))
    return tuple(words)


def _mention(text: str, lang: Lang, start: int, end: int, value: int, exactness: Exactness) -> NumberMention:
    return NumberMention(
        Span(start, end), text[start:end], lang, float(value), float(value), exactness=exactness, unit=FOLD
    )
