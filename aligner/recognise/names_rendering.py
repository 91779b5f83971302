"""Whether a Chinese and an English name are the same, and where a name is in a text of the other language.

Three kinds of evidence are tried in this order: the gazetteer has both as one name (蒋介石, Chiang Kai-shek); the
letters spell the characters in some romanisation (张学良, Chang Hsueh-liang; 朴宪永, Pak Hon-yong); the characters
transcribe the sound (什特科夫, Shtykov).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from aligner.recognise.hanzi import runs, simplified
from aligner.recognise.latin import plain
from aligner.recognise.names_en import bare, known_kind, ordinary, parts
from aligner.recognise.names_gazetteer import gazetteer
from aligner.recognise.names_native import SYSTEMS, may_be_spelled, spelled_at, spellings
from aligner.recognise.names_sound import hear
from aligner.records import Span


@dataclass(frozen=True, slots=True)
class Rendering:
    """A name found in a text of the other language: its place, how sure it is, in [0, 1], and by what evidence."""

    span: Span
    score: float
    how: str  # "known", "spelled", "sound", "copied"


def rendering(name: str, zh: str) -> Rendering | None:
    """The place of an English name, or of a part of it, in a Chinese text; None if it is not found."""
    return whole_rendering(name, zh) or max(
        (r for word in parts(name) if (r := word_rendering(word, zh)) is not None), key=lambda r: r.score, default=None
    )


@lru_cache(maxsize=50_000)
def whole_rendering(name: str, zh: str) -> Rendering | None:
    """The name as a whole: known, copied, or spelled out."""
    text = simplified(zh)
    words = name.split()
    # In Chinese the family name comes first: 张迪鸣 for Zhang Diming, 菅直人 for Naoto Kan.
    orders = ["".join(words), "".join(words[-1:] + words[:-1])]
    return _known([name], text) or _copied(name, zh) or _spelled(orders, text) or _known(_shorter(name), text)


@lru_cache(maxsize=50_000)
def word_rendering(word: str, zh: str) -> Rendering | None:
    """One word of a name: known, copied, spelled, a family name, or by sound."""
    text = simplified(zh)
    return (
        _known([word], text)
        or _copied(word, zh)
        or _spelled([word], text)
        or _surname(word, text)
        or _sounding(word, text)
    )


def same_name(zh: str, en: str) -> float:
    """How sure, in [0, 1], that a Chinese and an English name are the same."""
    found = rendering(en, zh)
    if found is None:
        return 0.0
    core = sum("\u4e00" <= c <= "\u9fff" for c in zh)
    share = len(found.span) / core if core else 1.0
    return found.score * math.sqrt(min(1.0, share))


def _known(names_: Iterable[str], text: str) -> Rendering | None:
    for name in names_:
        found = [(-len(zh), text.index(zh)) for zh in gazetteer().chinese.get(plain(name), ()) if zh in text]
        if found:  # the longest, of several the first in the text
            length, at = min(found)
            return Rendering(Span(at, at - length), 1.0, "known")
    return None


def _shorter(name: str) -> Iterator[str]:
    """The name without its first words, then without its last, as long as a word is left that is not ordinary."""
    words = name.split()
    for some in (*(words[i:] for i in range(1, len(words))), *(words[:i] for i in range(len(words) - 1, 0, -1))):
        if not all(ordinary(bare(word)) for word in some) or known_kind(" ".join(some)) is not None:
            yield bare(" ".join(some))


def _copied(name: str, zh: str) -> Rendering | None:
    at = zh.lower().find(name.lower())
    return Rendering(Span(at, at + len(name)), 1.0, "copied") if at >= 0 and len(name) > 1 else None


def _surname(word: str, text: str) -> Rendering | None:
    """A family name alone (李教授, 林某): one character that spells the word."""
    letters = plain(word)
    if letters not in _surname_spellings():
        return None
    for at, char in enumerate(text):
        if char in gazetteer().surnames and any(letters in spellings(char, system) for system in SYSTEMS):
            return Rendering(Span(at, at + 1), 0.6, "spelled")
    return None


@cache
def _surname_spellings() -> frozenset[str]:
    characters = [name for name in gazetteer().surnames if len(name) == 1]
    found = (spelling for char in characters for system in SYSTEMS for spelling in spellings(char, system))
    return frozenset(spelling for spelling in found if len(spelling) <= 6)


def _spelled(names_: Iterable[str], text: str) -> Rendering | None:
    forms = [form for name in names_ if len(form := plain(name)) > 3 and may_be_spelled(form, text)]
    for offset, run in runs(text):
        for system in SYSTEMS:
            for letters in forms:
                if at := spelled_at(letters, run, system):
                    score = 0.97 if system in SYSTEMS[:2] else 0.9
                    return Rendering(Span(offset + at[0], offset + at[1]), score, "spelled")
    return None


# Factor for the sound of a name whose known Chinese forms are not in the text: Europe is not in 利比亚.
KNOWN_OTHERWISE = 0.5


def _sounding(word: str, text: str) -> Rendering | None:
    best: Rendering | None = None
    for offset, run in runs(text):
        heard = hear(word, run)
        if heard is not None:
            score = sound_score(heard.ratio, len(plain(word)))
            if known_kind(word) is not None:
                score *= KNOWN_OTHERWISE
            if score > 0.1 and (best is None or score > best.score):
                best = Rendering(Span(offset + heard.start, offset + heard.end), score, "sound")
    return best


def sound_score(ratio: float, letters: int) -> float:
    """The probability that two names are the same, from the log likelihood ratio of their sounds.

    Logistic, fitted on 3,000 names of CedPane and DBpedia that were planted in sentences of laws, medicine and
    demography, against the same sentences with another name; .944 are classified rightly.
    """
    return 1 / (1 + math.exp(-(0.356 * ratio - 0.217 * letters - 1.62)))
