"""Latin spellings of Chinese, Korean and Japanese names in characters, by system.

Mandarin in pinyin, Wade-Giles, Tongyong and postal spelling (Hsinghwa, Kiukiang); Cantonese, Korean and Japanese from
names_readings.tsv. A name is spelled in one system throughout.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, reduce
from operator import or_

from aligner.recognise.latin import plain
from aligner.recognise.names_gazetteer import table_rows
from aligner.recognise.pinyin import readings

LONGEST = 6  # letters of one character: zhuang
MANDARIN = ("pinyin", "wade-giles", "tongyong", "postal")
SYSTEMS = (*MANDARIN, "korean", "cantonese", "japanese")
_COLUMN = {"korean": 1, "cantonese": 2, "japanese": 3}
# Pinyin -> Tongyong (Taiwan 2002-2008) and the loose spellings of Taiwan's names: Lujhu, Keelung.
_TONGYONG = (("zh", "jh"), ("q", "c"), ("x", "s"))
# Readings that pypinyin lists rarely or not at all for surnames.
_SURNAME_READINGS = {"曾": ("zeng",), "单": ("shan",), "尉": ("yu",), "仇": ("qiu",), "查": ("zha",), "解": ("xie",)}


@cache
def spellings(char: str, system: str) -> frozenset[str]:
    """The spellings of one character, in plain letters; empty if the system does not have it."""
    if system in _COLUMN:
        return _readings().get(char, {}).get(system, frozenset())
    pinyin = _pinyin(char)
    if system == "pinyin":
        return pinyin
    if system == "tongyong":
        return frozenset(_tongyong(p) for p in pinyin)
    if system == "postal":
        return frozenset(w for p in pinyin for w in _postal(p))
    return frozenset(w for p in pinyin for w in _wade(p))


@cache
def _pinyin(char: str) -> frozenset[str]:
    """Toneless readings of a character. ü may be spelled u, yu or v: Lü, Lyu."""
    found = (*readings(char), *_SURNAME_READINGS.get(char, ()))
    return frozenset(reading.replace("v", u) for reading in found for u in ("u", "v", "yu", "ue"))


@cache
def name_spellings(char: str, system: str) -> tuple[str, ...]:
    """The likeliest of `spellings`, pinyin or Wade-Giles: the reading of a surname and the two commonest, ü as u."""
    found = (*_SURNAME_READINGS.get(char, ()), *readings(char)[:2])
    pinyin = dict.fromkeys(reading.replace("v", "u") for reading in found)
    if system == "pinyin":
        return tuple(pinyin)
    return tuple(dict.fromkeys(letters for reading in pinyin for letters in _wade(reading)))


def _tongyong(pinyin: str) -> str:
    for old, new in _TONGYONG:
        if pinyin.startswith(old):
            return new + pinyin[len(old) :]
    return pinyin


# Initials and finals of pinyin in Wade-Giles, apostrophes and marks left out, as names are printed (Chou En-lai).
_WADE_INITIALS = {
    "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "ch": "ch",
    "sh": "sh", "r": "j", "z": "ts", "c": "ts", "s": "s", "m": "m", "f": "f", "n": "n", "l": "l", "h": "h", "w": "w",
    "y": "y", "": "",
}  # fmt: skip
_WADE_WHOLE = {
    "zi": ("tzu", "tze", "tse"), "ci": ("tzu",), "si": ("szu", "ssu", "sze"), "zhi": ("chih",), "chi": ("chih",),
    "shi": ("shih",), "ri": ("jih",), "yi": ("i", "yi"), "e": ("o",), "er": ("erh",), "you": ("yu",), "yan": ("yen",),
    "yong": ("yung",), "ye": ("yeh",), "ge": ("ko",), "ke": ("ko",), "he": ("ho",), "gui": ("kuei", "kwei"),
    "kui": ("kuei",), "guo": ("kuo", "kwok"), "xu": ("hsu",), "yuan": ("yuan", "yuen"), "huo": ("huo", "ho"),
    "hui": ("hui", "hwei"),
}  # fmt: skip
_WADE_FINALS = {"ian": "ien", "ong": "ung", "iong": "iung", "ie": "ieh", "ue": "ueh", "uo": "o"}
# As the post wrote places until 1964: Hankow, Kweichow, Soochow; Kiangsi, Nanking, Tsingtao; Kwangtung, Hwaiyin.
# Source: Postal Atlas of China (1919, 1936), after its list of names.
_POSTAL = (("ou", "ow"),)
_POSTAL_ALONE = (*_POSTAL, ("su", "soo"), ("fu", "foo"))  # not in names of persons
_POSTAL_FINALS = {
    "ui": "wei",
    "ua": "wa",
    "uai": "wai",
    "uan": "wan",
    "uang": "wang",
    "ei": "eh",
    "ai": "eh",
    "o": "eh",
}
_POSTAL_INITIALS = {"j": ("k", "ts", "ch"), "q": ("k", "ts", "ch"), "x": ("hs", "s", "h", "sh"), "r": ("j", "y")}
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)")


def _wade(pinyin: str) -> tuple[str, ...]:
    """zhang -> chang, xiao -> hsiao, duo -> to; irregular syllables stand in `_WADE_WHOLE`."""
    if pinyin in _WADE_WHOLE:
        return _WADE_WHOLE[pinyin]
    match = _SYLLABLE.fullmatch(pinyin)
    assert match is not None  # both parts may be empty: any string matches
    initial, final = match.groups()
    wade = _WADE_INITIALS[initial] + _WADE_FINALS.get(final, final)
    return (wade, *(wade.replace(old, new) for old, new in _POSTAL if old in wade))


def _postal(pinyin: str) -> frozenset[str]:
    """hua -> hwa, jiu -> kiu or tsiu, xi -> si or hsi; what it has from Wade-Giles too."""
    match = _SYLLABLE.fullmatch(pinyin)
    assert match is not None  # both parts may be empty: any string matches
    initial, final = match.groups()
    heads = _POSTAL_INITIALS.get(initial, (_WADE_INITIALS[initial],))
    tails = {final, _WADE_FINALS.get(final, final)}
    if initial in ("h", "g", "k", "b"):  # hwa, kwei; peh (bai), peh (bei)
        tails.add(_POSTAL_FINALS.get(final, final))
    plain_ = {*_wade(pinyin), *(head + tail for head in heads for tail in tails)}
    return frozenset(plain_ | {s.replace(old, new) for s in plain_ for old, new in _POSTAL_ALONE if s.endswith(old)})


@cache
def _readings() -> dict[str, dict[str, frozenset[str]]]:
    table: dict[str, dict[str, frozenset[str]]] = {}
    for row in table_rows("names_readings.tsv"):
        row_of = table.setdefault(row[0], {})
        for system, column in _COLUMN.items():
            new = frozenset(plain(s) for s in row[column].split("|") if s != "-")
            row_of[system] = row_of.get(system, frozenset()) | new
    return table


_bits: dict[str, int] = {}  # spelling -> its bit: sets of spellings are added up as whole numbers


@cache
def _spelling_bits(char: str) -> int:
    """The spellings of a character, in all systems."""
    found = {spelling for system in SYSTEMS for spelling in spellings(char, system)}
    return sum(1 << _bits.setdefault(spelling, len(_bits)) for spelling in found)


@lru_cache(maxsize=64)
def _spelled_somewhere(chars: str) -> int:
    return reduce(or_, map(_spelling_bits, set(chars)), 0)


def may_be_spelled(letters: str, chars: str) -> bool:
    """Whether spellings of some of the characters, in any system and order, make up the letters.

    Cheap to see; where they do not, `spelled_at` finds nothing.
    """
    spelled = _spelled_somewhere(chars)
    reached = {0}
    for at in range(len(letters)):
        if at in reached:
            for end in range(at + 1, min(len(letters), at + LONGEST) + 1):
                bit = _bits.get(letters[at:end])
                if bit is not None and spelled >> bit & 1:
                    reached.add(end)
    return len(letters) in reached


@lru_cache(maxsize=20_000)  # all names of a text, in each system
def _spelled(chars: str, system: str) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """Spellings of each character; and what any of them begins with, one or two letters."""
    table = tuple(spellings(char, system) for char in chars)
    return table, frozenset(spelling[:2] for some in table for spelling in some)


def spelled_at(letters: str, chars: str, system: str) -> tuple[int, int] | None:
    """Where `chars` hold characters that spell exactly `letters` in the system, as (start, end); None where nowhere.

    Two characters at least: one syllable is found in any text.
    """
    table, heads = _spelled(chars, system)
    if letters[:2] not in heads and letters[:1] not in heads:
        return None
    for start in range(len(chars) - 1):
        if not any(map(letters.startswith, table[start])):
            continue
        reached = {0}
        for i in range(start, min(len(chars), start + 6)):
            reached = {at + len(s) for at in reached for s in table[i] if letters.startswith(s, at)}
            if not reached:
                break
            if len(letters) in reached and i > start:
                return start, i + 1
    return None
