"""Finds a person with the same given name and another family name: 吴子敬 for Wang Zijing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from aligner.compare.check import Pair
from aligner.recognise.hanzi import simplified
from aligner.recognise.latin import plain
from aligner.recognise.mentions import NameMention
from aligner.recognise.names_gazetteer import gazetteer
from aligner.recognise.names_native import SYSTEMS, spellings
from aligner.recognise.names_rendering import word_rendering
from aligner.records import Span

FOUND = 0.5  # least score of the rendering of the given name
# Surnames that are far more often prepositions: 向子敬求援 asks Zijing for help.
_PREPOSITIONS = frozenset("向于於从從由和同与與对對给給为為")


def namesake(en: NameMention, zh_names: Sequence[NameMention], pair: Pair) -> Span | None:
    """The place of a Chinese name with the given name of an English one and another family name; None if there is none.

    Other spellings of the same surname (Chow, Jou) do not count as another family name.
    """
    words = en.text.split()
    if len(words) != 2:
        return None
    found = word_rendering(words[1], pair.zh.text)
    if found is None or found.score < FOUND or len(found.span) != 2 or not found.span.start:
        return None
    named = Span(found.span.start - 1, found.span.end)
    surname, letters = simplified(pair.zh.text[named.start]), plain(words[0])
    if surname in _PREPOSITIONS or surname not in gazetteer().surnames or letters not in _surname_letters():
        return None
    if not any(m.span.overlaps(named) for m in zh_names):
        return None
    return None if any(letters in spellings(surname, system) for system in SYSTEMS) else named


@cache
def _surname_letters() -> frozenset[str]:
    return frozenset(plain(form) for forms in gazetteer().surnames.values() for form in forms)
