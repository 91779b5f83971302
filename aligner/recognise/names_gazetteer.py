"""Names that are known: Chinese forms and their English forms, from names_cedict.tsv and from names_known.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from aligner.packaged import packaged_lines
from aligner.recognise.latin import plain

LONGEST = 12  # characters of the longest Chinese form looked for
SHORT = 1  # forms of so few characters are names only if names_known.tsv says so: 林 is Lin, and a wood


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names. `english`: Chinese form -> plain English forms; `chinese`: the reverse.

    `kinds` of the Chinese forms in names_known.tsv: person, place, body, event, state; `english_kinds` of the English
    forms, the first in the table if there are several. `surnames`: with their spellings in pinyin.
    `naming`: the Chinese forms that are names wherever they occur; others, such as 大众 (Volkswagen, the public),
    single characters (中 in 中苏) and 大学 ("Great Learning"), only confirm an English name. `lengths`: the first two
    characters of forms in `naming` -> the lengths of these forms, longest first.
    """

    english: dict[str, set[str]] = field(default_factory=dict)
    chinese: dict[str, set[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    english_kinds: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, set[str]] = field(default_factory=dict)
    naming: set[str] = field(default_factory=set)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, zh: str, form: str) -> None:
        """One plain English form of a Chinese one."""
        self.english.setdefault(zh, set()).add(form)
        self.chinese.setdefault(form, set()).add(zh)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, built once (0.1 s)."""
    known = Gazetteer()
    for zh, kind, forms in table_rows("names_cedict.tsv"):
        if kind == "surname":
            known.surnames[zh] = set(forms.split())
            continue
        if kind == "name":
            known.naming.add(zh)
        for form in forms.split():
            known.add(zh, form)
    for kind, zh_forms, en_forms in table_rows("names_known.tsv"):
        plain_forms = [form for en in en_forms.split("|") if (form := plain(en))]
        for form in plain_forms:
            known.english_kinds.setdefault(form, kind)
        for zh in zh_forms.split("|"):
            name = zh.removeprefix("~")
            for form in plain_forms:
                known.add(name, form)
            known.kinds[name] = kind
            if len(name) > SHORT and name == zh:
                known.naming.add(name)
            if name != zh:
                known.naming.discard(name)
    for name, kind in known.kinds.items():
        for form in known.english.get(name, ()):
            known.english_kinds.setdefault(form, kind)
    for name in sorted(known.naming, key=len, reverse=True):
        if len(name) <= LONGEST and len(name) not in (seen := known.lengths.get(name[:2], ())):
            known.lengths[name[:2]] = (*seen, len(name))
    return known


@cache
def common_english() -> frozenset[str]:
    """English words that are not names even with a capital: Security, Council (words_cedict.txt)."""
    return frozenset(word for (word,) in table_rows("words_cedict.txt"))


def table_rows(name: str) -> Iterator[list[str]]:
    """Rows of a table of this folder: tabs between columns, # before remarks."""
    return (line.split("\t") for line in packaged_lines(f"recognise/{name}"))
