"""Set phrases that a text cannot but repeat: names of bodies, titles of people, references to sources.

苏联部长会议主席约瑟夫·维萨里昂诺维奇·斯大林 and "APRF, F. 45, Op. 1, D. 331, Ll. 123-124" are longer than the
shortest repeat, and no editor would take one of them out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from aligner.packaged import packaged_toml
from aligner.records import Lang
from aligner.segment.words import words

NAMED = 0.4  # share of the characters of a Chinese title that names make up: 朝鲜民主主义人民共和国|内阁首相|金日成
MADE_OF = 0.7  # share of the letters and figures of a reference that its known parts cover
_CLAUSES = re.compile(r"[，,：:]")
_ENDS = re.compile(r"[。！？!?；;]|[a-z]{3}\.\s")


def is_formula(text: str, lang: Lang) -> bool:
    """Whether a short stretch is a reference, a name or a title, and no statement."""
    return _is_reference(text) or (not _ENDS.search(text.strip()[:-1]) and _is_name(text, lang))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return packaged_toml("duplicates/formulas.toml")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_table()["citation"][name]))


def _is_reference(text: str) -> bool:
    if not _pattern("signs").search(text):
        return False
    letters = sum(c.isalnum() for c in text)
    covered = sum(c.isalnum() for m in _pattern("parts").finditer(text) for c in m.group())
    return covered >= MADE_OF * letters


def _is_name(text: str, lang: Lang) -> bool:
    if lang == "en":
        found = [text[w.start : w.end] for w in words(text, "en")]
        small = _table()["english"]["small"]
        return len(found) > 1 and all(w[0].isupper() or w[0].isdigit() or w in small for w in found)
    table = _table()["chinese"]
    tagged = [(word, tag) for word, tag in _tagger().tag(text) if any(c.isalnum() for c in word)]
    if not tagged or tagged[-1][1] not in table["last"] or any(tag in table["never"] for _, tag in tagged):
        return False
    named = sum(len(word) for word, tag in tagged if tag in table["names"])
    return named >= NAMED * sum(len(word) for word, _ in tagged) and not _CLAUSES.search(text)


@cache
def _tagger() -> Any:
    import rjieba

    return rjieba.Jieba()
