"""What stands around a Chinese number: how exact it is said to be, and words whose numerals count nothing."""

from __future__ import annotations

import re
from functools import cache

from aligner.packaged import packaged_lines
from aligner.recognise.mentions import Exactness
from aligner.recognise.number_context import alternatives, context_words

_LONGEST_WORD = 8  # characters of the longest word in data/not_numbers_zh.txt


@cache
def not_numbers() -> frozenset[str]:
    """Words whose numerals count nothing (data/not_numbers_zh.txt)."""
    return frozenset(packaged_lines("recognise/data/not_numbers_zh.txt"))


def in_word(folded: str, start: int, end: int) -> bool:
    """Whether a numeral stands wholly inside a word that counts nothing (四川, 统一, 万一)."""
    if end - start > 4 or folded[start].isdigit():
        return False
    words = not_numbers()
    for first in range(max(0, start - 4), start + 1):
        for last in range(max(end, first + 2), min(len(folded), first + _LONGEST_WORD) + 1):
            if folded[first:last] in words:
                return True
    return False


# What may stand between 至少 and its figure: 至少要提前两个月; no other figure, nor another clause.
_BETWEEN = r"(?:(?![零〇一二三四五六七八九十百千万亿两几半第])[一-鿿])"


@cache
def _hedges() -> dict[str, re.Pattern[str]]:
    words = context_words()["zh"]
    clauses = {k: re.compile(rf"(?:{alternatives(v)}){_BETWEEN}{{0,6}}$") for k, v in words.items() if "clause" in k}
    patterns = {k: re.compile(rf"(?:{alternatives(v)})(?:了|有|达|为|在|是|于)? ?$") for k, v in words.items()}
    return (
        patterns
        | clauses
        | {k: re.compile(rf" ?[一-鿿]{{0,4}}?(?:{alternatives(words[k])})") for k in words if "after" in k}
    )


_OPEN_AFTER = re.compile(r" ?[一-鿿]{0,1}?[多余]")  # 三十个余, 五百人多


def exactness_around(folded: str, start: int, end: int, own: Exactness) -> Exactness:
    """How exact the words around say a number is, unless the numeral itself is vague or open (数千, 千余)."""
    if own not in (Exactness.EXACT, Exactness.APPROXIMATE):
        return own
    hedges, before = _hedges(), folded[max(0, start - 6) : start]
    if hedges["least_before"].search(before) and not hedges["least_but"].search(before):
        return Exactness.AT_LEAST
    for name, exactness in (("most_before", Exactness.AT_MOST), ("about_before", Exactness.APPROXIMATE)):
        if hedges[name].search(before):
            return exactness
    clause = folded[max(0, start - 8) : start]
    for name, exactness in (("least_clause", Exactness.AT_LEAST), ("most_clause", Exactness.AT_MOST)):
        if hedges[name].search(clause):
            return exactness
    after = {"about_after": Exactness.APPROXIMATE, "least_after": Exactness.AT_LEAST, "most_after": Exactness.AT_MOST}
    for name, exactness in after.items():
        if hedges[name].match(folded, end):
            return exactness
    return Exactness.AT_LEAST if _OPEN_AFTER.match(folded, end) else own
