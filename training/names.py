"""The names and the common words of CC-CEDICT, as two files of aligner/recognise: `python -m training.names`.

Worked out here once, since reading 124,000 entries for it takes a second of every command that compares names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import aligner.recognise
from aligner.recognise.dictionary import Entry, entries
from aligner.recognise.latin import plain
from aligner.recognise.names_gazetteer import SHORT
from aligner.recognise.names_zh import tagger

SOURCE = "# From CC-CEDICT (MDBG, CC BY-SA 4.0), by training/names.py.\n"
# What a gloss says before or instead of a name.
_NOT_A_NAME = re.compile(
    r"^(surname|see |variant of|old variant|also |used in|abbr|CL:|fig\.|lit\.|to |\(bird|name of|Taiwan pr\.)",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"^(?:see|see also|variant of|also written|same as|abbr\. for|another name for) (?:[^\s|\[]*\|)?([\u4e00-\u9fff]+)"
)
# Capitalised in English, no names.
_CALENDAR = re.compile("^(?:星期|礼拜|周[一二三四五六日]|[日月火水木金土]曜日|[一二三四五六七八九十]+月$)")
_CAPITALS = re.compile(r"[A-Z]\w+")
_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]|[\u3400-\u9fff|·]+")
_NAME = re.compile(
    r"(?:[A-Z][\w'’.-]*|[A-Z]\.)(?:[ -](?:(?:of|the|and|de|von|van|der|la|le|al|du|bin|for|on|in)[ -])*[A-Z][\w'’.-]*)*"
)
_NAMED = frozenset({"nr", "ns", "nz"})  # beginnings of jieba's tags
# Where the name in a gloss ends; between two names; in the gloss of a person who lived from ... to.
_HEAD, _OR, _LIVED = re.compile(r", | in |;"), re.compile(r" or |/"), re.compile(r"\(.*\d{3}")
_PINYIN = re.compile(r"\[[^\]]*\]")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_CAPITAL = re.compile(r"[A-Z][a-z]+")
_LETTERS = re.compile(r"[A-Za-z'-]+")


def common_english() -> list[str]:
    """English words that the glosses write in lower case twice at least, and not four times as often with a capital.

    What is capitalised but stands here need be no name: Security, Council. Jersey and Parker, also garments, do not.
    """
    glosses = (_PINYIN.sub("", gloss) for entry in entries() for gloss in entry.glosses)
    # a word may stand at the head of what no other character parts: "well-known" is well
    tokens = Counter(token for gloss in glosses for token in _LETTERS.findall(gloss))
    lower, capital = Counter[str](), Counter[str]()
    for token, n in tokens.items():
        if word := _WORD.match(token):
            lower[word.group()] += n
        for name in _CAPITAL.findall(token):
            capital[name] += n
    return sorted(word for word, n in lower.items() if n > 1 and 4 * n >= capital[word.capitalize()])


def names() -> Iterator[tuple[str, list[str], str]]:
    """Chinese form, plain English forms, and what it is.

    A `name` is one wherever it stands; `support` (大众: Volkswagen, the public) only backs an English mention; a
    `surname` is spelled in pinyin.
    """
    ordinary = frozenset(common_english())
    words = _common_words()
    english: dict[str, set[str]] = {}
    naming: set[str] = set()
    surnames: dict[str, set[str]] = {}
    references: list[tuple[str, str]] = []
    for entry in entries():
        if not entry.is_name:
            continue
        for gloss in entry.glosses:
            if gloss.startswith("surname ") and len(entry.word) <= 2:
                surnames.setdefault(entry.word, set()).add(plain(gloss.split()[1]))
            elif refers := _REFERS.match(gloss):
                references.append((entry.word, refers.group(1)))
        if len(entry.word) > SHORT and not _CALENDAR.search(entry.word):
            for name in english_names(entry):
                if form := plain(name):
                    english.setdefault(entry.word, set()).add(form)
                    if any(word.lower() not in ordinary for word in _CAPITALS.findall(name)):
                        naming.add(entry.word)
    for word, other in references:
        if len(word) > SHORT and other in english:
            english.setdefault(word, set()).update(english[other])
    naming -= words
    for word in sorted(english):
        yield word, sorted(english[word]), "name" if word in naming else "support"
    for word in sorted(surnames):
        yield word, sorted(surnames[word]), "surname"


def _common_words() -> frozenset[str]:
    """Words that are no names as well (成功: success, and a town in Taiwan), but for those that are names of persons,
    places or works in the tagger's dictionary: 牛顿 is also a unit, 海湾 a bay, 贝克 becquerel.
    """
    found = {entry.word for entry in entries() if not entry.is_name}
    return frozenset(w for w in found if (tags := tagger().tag(w)) and len(tags) == 1 and tags[0][1][:2] not in _NAMED)


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


def main() -> None:
    folder = Path(aligner.recognise.__file__).parent
    rows = [f"{word}\t{kind}\t{' '.join(forms)}\n" for word, forms, kind in names()]
    legend = "# Chinese form; name, support (no mention by itself) or surname; English forms, letters only\n"
    tags = "# Words that are no names as well are names where jieba (MIT) tags them so.\n"
    (folder / "names_cedict.tsv").write_text(SOURCE + tags + legend + "".join(rows), encoding="utf-8")
    words = [f"{word}\n" for word in common_english()]
    (folder / "words_cedict.txt").write_text(SOURCE + "".join(words), encoding="utf-8")


if __name__ == "__main__":
    main()
