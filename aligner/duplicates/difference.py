"""The differences between two copies of a passage, word by word."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Levenshtein

from aligner.duplicates.folding import fold_string
from aligner.records import Span
from aligner.segment.words import words

DifferenceKind = Literal["replaced", "removed", "added"]

# An ideograph, a number or word of letters, or a mark; white space is never a difference.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[㐀-鿿豈-﫿\U00020000-\U000323af]|[^\W\d_㐀-鿿豈-﫿]+(?:['’][^\W\d_]+)*|[^\w\s]|_"
)
# Marks that are set differently in one typography and another.
_MARKS = str.maketrans("。「」『』“”‘’、—–…〈〉《》", '.""""""\'\',--.<><>')
_WINDOW = 12  # tokens of an anchor; long texts are cut at stretches that stand once in both
_DIRECT = 3000  # tokens that are compared at once: the matrix then takes 2 MB


Change = tuple[int, int, int, int]
"""Tokens `[i, i_end)` of a stand for `[j, j_end)` of b."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Characters of the first text (`a`) that stand for others of the second (`b`); one of the two may be empty."""

    kind: DifferenceKind
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    key: str


def differences(a: str, b: str) -> tuple[Difference, ...]:
    """The differences between two copies, in order; not in width, case, script (傳/传), spaces and line breaks.

    Chinese is compared character by character, and differences are extended to whole words: 朝鲜人民军 and 朝鲜义勇军
    differ in 人民 / 义勇.
    """
    of_a, of_b = _tokens(a), _tokens(b)
    inner_a, inner_b = _inner_characters(a), _inner_characters(b)

    def cut(i: int, j: int) -> bool:
        """Whether a boundary before tokens i and j is inside a word."""
        return _cuts(of_a, i, inner_a) or _cuts(of_b, j, inner_b)

    found: list[Difference] = []
    for i, i_end, j, j_end in _grown([*_changes([t.key for t in of_a], [t.key for t in of_b])], cut):
        span_a, span_b = _spanned(of_a, i, i_end), _spanned(of_b, j, j_end)
        kind: DifferenceKind = "removed" if not len(span_b) else "replaced" if len(span_a) else "added"
        found.append(Difference(kind, span_a, span_b))
    return tuple(found)


def _grown(changes: Sequence[Change], cut: Callable[[int, int], bool]) -> list[Change]:
    """The changes, extended to whole words; changes that touch then become one.

    Both sides are extended by the same tokens, which are equal in both.
    """
    grown: list[Change] = []
    waiting = list(reversed(changes))
    while waiting:
        i, i_end, j, j_end = waiting.pop()
        while True:
            if grown and grown[-1][1] == i and grown[-1][3] == j:
                i, _, j, _ = grown.pop()
            elif cut(i, j):
                i, j = i - 1, j - 1
            elif waiting and waiting[-1][0] == i_end and waiting[-1][2] == j_end:
                _, i_end, _, j_end = waiting.pop()
            elif cut(i_end, j_end):
                i_end, j_end = i_end + 1, j_end + 1
            else:
                break
        grown.append((i, i_end, j, j_end))
    return grown


def _tokens(text: str) -> list[_Token]:
    return [_Token(Span(*m.span()), _key(m.group())) for m in _TOKEN.finditer(text)]


@lru_cache(maxsize=1 << 16)
def _key(token: str) -> str:
    return fold_string(token) or unicodedata.normalize("NFKC", token).translate(_MARKS)


def _inner_characters(text: str) -> frozenset[int]:
    """Places inside a Chinese word: a cut there would split it."""
    return frozenset(k for w in words(text, "zh") for k in range(w.start + 1, w.end))


def _cuts(tokens: Sequence[_Token], edge: int, inner: frozenset[int]) -> bool:
    """Whether the edge before this token lies inside a word."""
    return 0 < edge < len(tokens) and tokens[edge].span.start in inner


def _spanned(tokens: Sequence[_Token], start: int, end: int) -> Span:
    """The characters of tokens `[start, end)`; where there are none, the place where they would stand."""
    if start < end:
        return Span(tokens[start].span.start, tokens[end - 1].span.end)
    at = tokens[start - 1].span.end if start > 0 else 0
    return Span(at, at)


def _changes(a: Sequence[str], b: Sequence[str]) -> Iterator[Change]:
    """Where the two rows differ, by least edits; rows longer than `_DIRECT` are cut at anchors first."""
    i = j = 0
    for anchor_a, anchor_b in [*_anchors(a, b), (len(a), len(b))]:
        for op in Levenshtein.opcodes(a[i:anchor_a], b[j:anchor_b]):
            if op.tag != "equal":
                yield i + op.src_start, i + op.src_end, j + op.dest_start, j + op.dest_end
        i, j = anchor_a, anchor_b


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Places that surely correspond, increasing in both: stretches of `_WINDOW` tokens that stand once in each."""
    if max(len(a), len(b)) <= _DIRECT:
        return []
    once_a, once_b = _once(a), _once(b)
    pairs = sorted((i, once_b[key]) for key, i in once_a.items() if key in once_b)
    # The longest chain increasing in b (patience sorting).
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for k, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        previous.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [j], [k]
    chain: list[tuple[int, int]] = []
    k = ends[-1] if ends else -1
    while k >= 0:
        chain.append(pairs[k])
        k = previous[k]
    return chain[::-1][:: _DIRECT // 10]


def _once(tokens: Sequence[str]) -> dict[tuple[str, ...], int]:
    windows = [tuple(tokens[i : i + _WINDOW]) for i in range(len(tokens) - _WINDOW + 1)]
    counts = Counter(windows)
    return {w: i for i, w in enumerate(windows) if counts[w] == 1}
