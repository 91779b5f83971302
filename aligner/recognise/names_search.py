"""A list of Chinese names that no gazetteer knows, searched for English ones by spelling and by sound.

What `names.rendering` does for one name and one text, for all names of two texts: most pairs are ruled out by what is
cheap to see. A name is spelled only from a character that spells its beginning; it sounds only like characters that can
write its consonants in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aligner.recognise.hanzi import DOTS
from aligner.recognise.latin import phonetic, plain
from aligner.recognise.names_en import bare, known_kind, parts
from aligner.recognise.names_native import LONGEST, SYSTEMS, spelled_at, spellings
from aligner.recognise.names_rendering import sound_score
from aligner.recognise.names_sound import hear, skeleton, sounds

SHORTEST_SPELLED = 4  # letters of a name: Li and Ma are spelled everywhere


class UnknownNames:
    """Chinese names, simplified."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._sounds = [re.compile(_consonants(name)) for name in self._names]
        # system and beginning of a spelling -> names that hold a character so spelled
        self._spelled: dict[tuple[str, str], dict[str, None]] = {}
        for name in self._names:
            for char in name:
                for system in SYSTEMS:
                    for letters in spellings(char, system):
                        self._spelled.setdefault((system, letters), {})[name] = None

    def rendering(self, name: str, least: float) -> str | None:
        """The Chinese name that is spelled like the English one or, from the score `least` on, sounds like it.

        Where the whole name is not there, a part of it will do.
        """
        words = name.split()
        telling = parts(name)
        whole = ("".join(words), "".join(words[-1:] + words[:-1]))
        found = self._spelling(whole) or next(filter(None, (self._spelling([w]) for w in telling)), None)
        if found:
            return found
        heard = (self._sounding(word, least) for word in telling if known_kind(bare(word)) is None)
        return max(filter(None, heard), default=(0.0, None))[1]

    def _spelling(self, orders: Sequence[str]) -> str | None:
        for system in SYSTEMS:
            for letters in (form for order in orders if len(form := plain(order)) >= SHORTEST_SPELLED):
                beginnings = (letters[:n] for n in range(1, LONGEST + 1))
                for name in (n for start in beginnings for n in self._spelled.get((system, start), ())):
                    if spelled_at(letters, name, system):
                        return name
        return None

    def _sounding(self, word: str, least: float) -> tuple[float, str] | None:
        bones = skeleton(phonetic(word))
        best: tuple[float, str] | None = None
        for name, consonants in zip(self._names, self._sounds, strict=True):
            if consonants.fullmatch(bones) and (heard := hear(word, name)) is not None:
                score = sound_score(heard.ratio, len(plain(word)))
                if score >= least and (best is None or score > best[0]):
                    best = (score, name)
        return best


def _consonants(name: str) -> str:
    """A pattern of the consonants that the characters may write, each or none: a superset of what can be heard."""
    return "".join(f"(?:{'|'.join(sorted(sounds(char)[2]))}|)" for char in name if char not in DOTS)
