"""Names that are known: Chinese forms and their English forms, from CC-CEDICT and from names_known.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from aligner.recognise.dictionary import Entry, common_english, name_entries
from aligner.recognise.latin import plain

LONGEST = 12  # characters of the longest Chinese form looked for
# What a gloss says before or instead of a name.
_NOT_A_NAME = re.compile(
    r"^(surname|see |variant of|old variant|also |used in|abbr|CL:|fig\.|lit\.|to |\(bird|name of)", re.IGNORECASE
)
_REFERS = re.compile(
    r"^(?:see|see also|variant of|also written|same as|abbr\. for|another name for) (?:[^\s|\[]*\|)?([\u4e00-\u9fff]+)"
)
_CALENDAR = re.compile("^(星期|礼拜|周[一二三四五六日])")  # capitalised in English, no names
_CAPITALS = re.compile(r"[A-Z]\w+")
_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\u3400-\u9fff|·]+")
_NAME = re.compile(
    r"(?:[A-Z][\w'’.-]*|[A-Z]\.)(?:[ -](?:(?:of|the|and|de|von|van|der|la|le|al|du|bin|for|on|in)[ -])*[A-Z][\w'’.-]*)*"
)
# Where the name in a gloss ends; between two names; in the gloss of a person who lived from ... to.
_HEAD, _OR, _LIVED = re.compile(r", | in |;"), re.compile(r" or |/"), re.compile(r"\(.*\d{3}")
# Forms of this length or less say nothing unless they stand in the table: 林 is Lin, and a wood.
_SHORT = 1


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Chinese form -> plain English forms, and the reverse.

    `kinds` of the Chinese forms of names_known.tsv: person, place, body, event, state. `surnames`: spelled in pinyin.
    `naming` holds the Chinese forms that are mentions of a name wherever they stand; the others, like 大众 (Volkswagen,
    the public), single characters (中 of 中苏) and 大学 ("Great Learning"), only support an English one.
    `lengths` tells how long those of `naming` are that begin with two characters, longest first.
    """

    english: dict[str, set[str]] = field(default_factory=dict)
    chinese: dict[str, set[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, set[str]] = field(default_factory=dict)
    naming: set[str] = field(default_factory=set)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, zh: str, en: str, kind: str = "") -> None:
        form = plain(en)
        if not form:
            return
        self.english.setdefault(zh, set()).add(form)
        self.chinese.setdefault(form, set()).add(zh)
        if kind:
            self.kinds[zh] = kind
        if len(zh) > _SHORT and zh not in self.naming:
            ordinary = common_english()
            if kind or any(word.lower() not in ordinary for word in _CAPITALS.findall(en)):
                self.naming.add(zh)


@cache
def gazetteer() -> Gazetteer:
    """Everything known, built once (0.3 s)."""
    known = Gazetteer()
    references: list[tuple[str, str]] = []
    for entry in name_entries():
        for gloss in entry.glosses:
            if gloss.startswith("surname ") and len(entry.word) <= 2:
                known.surnames.setdefault(entry.word, set()).add(plain(gloss.split()[1]))
            elif refers := _REFERS.match(gloss):
                references.append((entry.word, refers.group(1)))
        if len(entry.word) > _SHORT and not _CALENDAR.search(entry.word):
            for name in english_names(entry):
                known.add(entry.word, name)
    for word, other in references:
        if len(word) > _SHORT:
            for form in tuple(known.english.get(other, ())):
                known.add(word, form)
    for kind, zh_forms, en_forms in table_rows("names_known.tsv"):
        for zh in zh_forms.split("|"):
            for en in en_forms.split("|"):
                known.add(zh.removeprefix("~"), en, kind)
            if zh.startswith("~"):
                known.naming.discard(zh[1:])
    for name in sorted(known.naming, key=len, reverse=True):
        if len(name) <= LONGEST and len(name) not in (seen := known.lengths.get(name[:2], ())):
            known.lengths[name[:2]] = (*seen, len(name))
    return known


def english_names(entry: Entry) -> Iterator[str]:
    """The names that the glosses begin with: "Joseph Stalin (1879-1953), Soviet dictator" -> Joseph Stalin, Stalin.

    Only before the first comma: what follows explains; "Khabarovsk, Russia" would make Russia an English form of 伯力.
    """
    for gloss in entry.glosses:
        if _NOT_A_NAME.match(gloss):
            continue
        head = _HEAD.split(_BRACKETED.sub("", gloss), maxsplit=1)[0].strip()
        head = head.removeprefix("the ").removeprefix("The ")
        alternatives = _OR.split(gloss.split("(")[0]) if "(name)" in gloss or " or " in head else [head]
        for alternative in alternatives:
            if (match := _NAME.match(alternative.strip().removeprefix("the "))) is None:
                continue
            name = match.group()
            yield name
            # A person is also called by the family name, which English puts last.
            if _LIVED.search(gloss) and len(parts := name.split()) > 1:
                yield parts[-1]


def table_rows(name: str) -> Iterator[list[str]]:
    """Rows of a table of this folder: tabs between columns, # before remarks."""
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
