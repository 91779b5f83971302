"""What a query asks for, as strings that an index can look up: dates by value, names by form.

A query is answered in a tenth of a second, so imports count here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from aligner.recognise.date_mentions import DateMention
from aligner.recognise.hanzi import simplified
from aligner.recognise.latin import plain
from aligner.recognise.moments import Moment
from aligner.recognise.names_native import name_spellings
from aligner.records import Lang

LONGEST_NAME = 4  # English words, or pairs of Chinese characters, of the longest name that a query may have
NAME_LENGTHS = (2, 3, 4)  # Chinese characters of a name that may be spelled out in letters
MOST_SPELLINGS = 16  # of one name in one system
SHORTEST_SPELLING = 5  # letters: "lian" is a name and a word
_WORD = re.compile(r"[A-Za-z][A-Za-z'’.-]*")
_HAN = re.compile(r"[\u3400-\u9fff·]+")


def asked(query: str, lang: Lang) -> tuple[frozenset[str], dict[str, str]]:
    """The dates of a query; and the strings that may be names (the index knows which are), with their form in the
    query.

    A full date is also looked up as day and month, since texts often leave out the year; a bare day of the month only
    if the query says no more (寒电). The gazetteer is not opened (0.3 s), since all its forms are in the index.
    """
    dated = _dates(query, lang)
    told = {level for mention in dated for level in levels(mention.resolve().start)}
    exact = {level for level in told if not level.startswith("day ")}
    wanted = {level for level in exact if not any(e.startswith(f"{level}-") for e in exact)} or told
    words = _WORD.findall(query)
    bare = [plain(w) for w in words]
    candidates = {
        "".join(bare[i : i + n]): " ".join(words[i : i + n])
        for n in range(1, LONGEST_NAME + 1)
        for i in range(len(words) - n + 1)
        if bare[i]
    }
    undated = simplified(query)
    for mention in dated if lang == "zh" else ():  # 光绪二十六年 names a year, not the emperor
        undated = f"{undated[: mention.span.start]}{' ' * len(mention.span)}{undated[mention.span.end :]}"
    for run in _HAN.findall(undated):
        lengths = range(2, 2 * LONGEST_NAME + 1)
        candidates |= {run[i : i + n]: run[i : i + n] for n in lengths for i in range(len(run) - n + 1)}
        short = {run[i : i + n] for n in NAME_LENGTHS for i in range(len(run) - n + 1)}
        candidates |= {letters: name for name in sorted(short) for letters in sorted(romanised(name))}
    return frozenset(wanted), {f"name {name}": written for name, written in candidates.items()}


def romanised(name: str) -> frozenset[str]:
    """A Chinese name in pinyin and Wade-Giles, in plain letters: 蔡廷锴 caitingkai, tsaitingkai.

    Made from the readings of its characters in surnames, and their two commonest; empty for names too short or long.
    """
    if len(name) not in NAME_LENGTHS or not _HAN.fullmatch(name):
        return frozenset()
    found = set()
    for system in ("pinyin", "wade-giles"):
        syllables = [name_spellings(char, system) for char in name]
        found |= {"".join(letters) for letters in islice(product(*syllables), MOST_SPELLINGS)}
    return frozenset(letters for letters in found if len(letters) >= SHORTEST_SPELLING)


def _dates(query: str, lang: Lang) -> tuple[DateMention, ...]:
    """The dates of a query; only the rules of its own language are imported."""
    if lang == "zh":
        from aligner.recognise.dates_zh import dates_zh

        return tuple(dates_zh(query))
    from aligner.recognise.dates_en import dates_en

    return tuple(dates_en(query))


def levels(moment: Moment) -> Iterator[str]:
    """What a date is looked up as: 1950-05-14 as that day, 14 May, the 14th, and May 1950; but not as the year 1950."""
    year, month, day = moment.year, moment.month, moment.day
    if moment.lunar or moment.relative:
        return
    if day is not None:
        yield f"day {day}"
        if month is not None:
            yield f"date {month:02d}-{day:02d}"
            if year is not None:
                yield f"date {year}-{month:02d}-{day:02d}"
    if month is not None and year is not None:
        yield f"date {year}-{month:02d}"
    elif year is not None and month is None:
        yield f"year {year}"
