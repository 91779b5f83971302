"""Finds English names in a list of Chinese ones by spelling and by sound, for all names of two texts at once.

It does what `names_rendering.rendering` does for one name. Spellings are compared only from characters that spell the
beginning of a name; sounds are all compared, in a compiled loop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from aligner.recognise.hanzi import runs
from aligner.recognise.latin import plain
from aligner.recognise.names_en import bare, known_kind, parts
from aligner.recognise.names_hearing import Hearing
from aligner.recognise.names_native import LONGEST, SYSTEMS, spelled_at, spellings
from aligner.recognise.names_rendering import sound_score

SHORTEST_SPELLED = 4  # letters; Li and Ma are spelled everywhere
# Letters of a name that is looked for in the text itself, since it may not be recognised as a name (楚望台, 良弼).
# Shorter names of two syllables are spelled by some two characters of most texts.
SHORTEST_ANYWHERE = 6
MOST_OF_A_NAME = 0.75  # least share of a Chinese name that is heard, unless from its beginning
COMMON_SYSTEMS = ("pinyin", "wade-giles")


@dataclass(frozen=True, slots=True)
class _Sounding:
    """`word` of the English `name` sounds like `form`, a part of a Chinese name."""

    ratio: float
    word: str
    name: str
    form: str


class UnknownNames:
    """A list of Chinese names, simplified. The gazetteer has English forms of those `known`, which are compared only by
    spelling: 张国焘 is known as Zhang Guotao, and may be spelled Chang Kuo-t'ao. `text`: the whole text, for names that
    are in neither list.
    """

    def __init__(self, unknown: Iterable[str], known: Iterable[str] = (), text: str = "") -> None:
        self._unknown = tuple(unknown)
        # A word must be most of the name or begin it: Wilson is not the end of 皮尔逊.
        self._hearing = Hearing(self._unknown, [int(len(name) * (1 - MOST_OF_A_NAME)) for name in self._unknown])
        # (system, spelling of a character) -> names with such a character
        self._spelled: dict[tuple[str, str], dict[str, None]] = {}
        for name in (*self._unknown, *known):
            for char in name:
                for system in SYSTEMS:
                    for letters in spellings(char, system):
                        self._spelled.setdefault((system, letters), {})[name] = None
        # A quick test: most letters are not a series of such spellings, and then no name can spell them.
        self._series = {s: _series(spelling for system, spelling in self._spelled if system == s) for s in SYSTEMS}
        self._text, self._following = text, _following(text)
        self._beginning: dict[tuple[str, str], list[str]] = {}
        for char in self._following:
            for system in COMMON_SYSTEMS:
                for letters in spellings(char, system):
                    self._beginning.setdefault((system, letters), []).append(char)
        chars = {*self._following, *(char for others in self._following.values() for char in others)}
        self._series_of_text = {s: _series(x for char in chars for x in spellings(char, s)) for s in COMMON_SYSTEMS}

    def renderings(self, names: Iterable[str], least: float) -> dict[str, str]:
        """The Chinese forms of those English names that have one, by spelling, or by sound from the score `least` on.

        A part of a name suffices. A form that sounds like several names belongs to the most similar: 麦克 in 麦克米伦
        is the beginning of Macmillan, not Mike Pearson.
        """
        found: dict[str, str] = {}
        heard: list[_Sounding] = []
        for name in names:
            form = self._spelled_as(name)
            if form is not None:
                found[name] = form
            else:
                heard += self._sounding_like(name, least)
        taken: dict[str, str] = {}  # form -> the word that it is
        for s in sorted(heard, key=lambda s: (-s.ratio, s.name)):
            if s.name in found or any(
                s.word != word and (s.form in form or form in s.form) for form, word in taken.items()
            ):
                continue
            found[s.name] = s.form
            taken[s.form] = s.word
        return found

    def _spelled_as(self, name: str) -> str | None:
        words = name.split()
        whole = ("".join(words), "".join(words[-1:] + words[:-1]))
        telling = [(word,) for word in parts(name)]
        for orders in (whole, *telling):
            found = self._spelling(orders) or self._anywhere(orders)
            if found:
                return found
        return None

    def _spelling(self, orders: Sequence[str]) -> str | None:
        """The name that is spelled so, with the fewest other characters: 吴起 rather than 吴奇伟 for Wuch'i."""
        for system in SYSTEMS:
            for letters in (form for order in orders if len(form := plain(order)) >= SHORTEST_SPELLED):
                if not self._series[system].fullmatch(letters):
                    continue
                beginnings = (letters[:n] for n in range(1, LONGEST + 1))
                names = dict.fromkeys(n for start in beginnings for n in self._spelled.get((system, start), ()))
                spelled = [
                    (len(name) - (at[1] - at[0]), name)
                    for name in names
                    if (at := spelled_at(letters, name, system)) is not None
                ]
                if spelled:
                    return min(spelled)[1]
        return None

    def _anywhere(self, orders: Sequence[str]) -> str | None:
        """At least two characters of the text that are spelled so."""
        for system in COMMON_SYSTEMS:
            for letters in (form for order in orders if len(form := plain(order)) >= SHORTEST_ANYWHERE):
                syllables = self._series_of_text[system].fullmatch(letters)
                found = next(self._spelled_from(letters, system), None) if syllables else None
                if found is not None:
                    return found
        return None

    def _spelled_from(self, letters: str, system: str) -> Iterator[str]:
        beginnings = (self._beginning.get((system, letters[:n]), ()) for n in range(1, LONGEST + 1))
        waiting = [(char, n) for n, chars in enumerate(beginnings, start=1) for char in chars]
        while waiting:
            form, at = waiting.pop()
            if at == len(letters):
                if len(form) > 1 and form in self._text:
                    yield form
                continue
            for char in self._following.get(form[-1], ()):
                waiting += [(form + char, at + len(s)) for s in spellings(char, system) if letters.startswith(s, at)]

    def _sounding_like(self, name: str, least: float) -> list[_Sounding]:
        """What sounds like the last word of a name, or else like another word of it."""
        for word in reversed(parts(name)):
            found = list(self._sounding(word, name, least)) if known_kind(bare(word)) is None else []
            if found:
                return found
        return []

    def _sounding(self, word: str, name: str, least: float) -> Iterator[_Sounding]:
        ratios, begins, ends = self._hearing.hear(word)
        for k in np.flatnonzero(ratios > 0).tolist():
            form, ratio, begin, end = self._unknown[k], float(ratios[k]), int(begins[k]), int(ends[k])
            whole = begin == 0 or end - begin >= MOST_OF_A_NAME * len(form)
            if whole and sound_score(ratio, len(plain(word))) >= least:
                yield _Sounding(ratio, word, name, form[begin:end])


def _series(syllables: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(set(syllables))) or '(?!)'})+")


def _following(text: str) -> dict[str, tuple[str, ...]]:
    """For each Chinese character of the text, those that follow it somewhere."""
    found: dict[str, dict[str, None]] = {}
    for _, run in runs(text):
        for one, other in pairwise(run):
            found.setdefault(one, {})[other] = None
    return {one: tuple(others) for one, others in found.items()}
