"""Somebody of the same given name and another family: 吴子敬 where the English has Wang Zijing."""

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

# A rendering of the given name less sure than this is none.
FOUND = 0.5
# Surnames that are prepositions far more often: 向子敬求援 asks Zijing.
_PREPOSITIONS = frozenset("向于於从從由和同与與对對给給为為")


def namesake(en: NameMention, zh_names: Sequence[NameMention], pair: Pair) -> Span | None:
    """The Chinese name whose given name alone is that of an English one; None where there is none.

    Whether or not the other family is named besides. Other spellings of the surname (Chow, Jou) are no other family.
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
