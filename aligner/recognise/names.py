"""Names of people, places and bodies in running text, and whether a Chinese and an English one name the same.

Three kinds of evidence, tried in this order: both stand together in the gazetteer (蒋介石, Chiang Kai-shek); the letters
spell the characters in a system of romanisation (张学良, Chang Hsueh-liang; 朴宪永, Pak Hon-yong); the characters
transcribe the sound (什特科夫, Shtykov).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from aligner.recognise.dictionary import common_english
from aligner.recognise.hanzi import runs, simplified
from aligner.recognise.latin import plain
from aligner.recognise.names_gazetteer import LONGEST, gazetteer, table_rows
from aligner.recognise.names_native import SYSTEMS, spelled_at, spells
from aligner.recognise.names_sound import hear
from aligner.records import Lang, Span


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in running text. `kind` is person, place, body, event, state, or "" where only its form shows a name."""

    span: Span
    text: str
    lang: Lang
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A name found in text of the other language: where, how sure in [0, 1], and by what evidence."""

    span: Span
    score: float
    how: str  # "known", "spelled", "sound", "copied"


# --- Chinese


def names_zh(text: str) -> tuple[NameMention, ...]:
    """Longest known names first, then persons by family name, then parts joined by a dot, then transcriptions."""
    known = gazetteer()
    found: list[NameMention] = []
    for offset, run in runs(simplified(text)):
        i = 0
        while i < len(run):
            length = next((n for n in range(min(LONGEST, len(run) - i), 1, -1) if run[i : i + n] in known.english), 0)
            if length:
                span = Span(offset + i, offset + i + length)
                found.append(NameMention(span, text[span.start : span.end], "zh", known.kinds.get(run[i : i + length], "")))
                i += length
            else:
                i += 1
    return tuple(found)


# --- English

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’.-][A-Za-zÀ-ɏ]+)*\.?")
_JOINS = frozenset("of de von van der la le al el du da di bin ibn y".split())
_POSSESSIVE = re.compile(r"['’]s?$")
_SENTENCE_END = re.compile(r"[.!?:;…\"“”'‘’(（\[]\s*$")


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(word for _, words in table_rows("names_not.tsv") for word in words.split())


def names_en(text: str) -> tuple[NameMention, ...]:
    """Runs of capitalised words that are not merely first in a sentence, a title, or a word of the calendar."""
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    capital = [t[2][0].isupper() for t in tokens]
    found: list[NameMention] = []
    i = 0
    while i < len(tokens):
        if not capital[i]:
            i += 1
            continue
        j = i + 1
        while j < len(tokens) and text[tokens[j - 1][1] : tokens[j][0]] in (" ", "-", " - "):
            if capital[j]:
                j += 1
            elif tokens[j][2] in _JOINS and j + 1 < len(tokens) and capital[j + 1]:
                j += 2
            else:
                break
        found += _mentions(text, tokens[i:j], _SENTENCE_END.search(text[: tokens[i][0]]) is not None or i == 0)
        i = j
    return tuple(found)


def _mentions(text: str, tokens: list[tuple[int, int, str]], first: bool) -> list[NameMention]:
    """The name in a run of capitalised words: without openers and titles before it ("In May President Truman")."""
    while tokens and (_bare(tokens[0][2]) in _unnamed() or tokens[0][2] in _JOINS):
        tokens, first = tokens[1:], False
    while tokens and (_bare(tokens[-1][2]) in _unnamed() or tokens[-1][2] in _JOINS):
        tokens = tokens[:-1]
    if not tokens:
        return []
    start, end = tokens[0][0], tokens[-1][1]
    name = _POSSESSIVE.sub("", text[start:end].rstrip("."))
    known = gazetteer().chinese
    if plain(name) not in known and first and _bare(tokens[0][2]).lower() in common_english():
        # first in its sentence, an ordinary word: "Economic", but the rest may be a name ("Old Peking")
        return _mentions(text, tokens[1:], False)
    if len(tokens) == 1 and plain(name) not in known and name.lower() in common_english():
        return []
    return [NameMention(Span(start, start + len(name)), name, "en")]


def _bare(token: str) -> str:
    return _POSSESSIVE.sub("", token.rstrip("."))


@lru_cache(maxsize=50_000)
def names(text: str, lang: Lang) -> tuple[NameMention, ...]:
    """The names of a text, in order."""
    return names_zh(text) if lang == "zh" else names_en(text)


# --- across the languages


def rendering(name: str, zh: str) -> Rendering | None:
    """Where an English name stands in a Chinese text; None where it does not, as far as can be told."""
    text = simplified(zh)
    return _known(name, text) or _copied(name, zh) or _spelled(name, text) or _sounding(name, text)


def same_name(zh: str, en: str) -> float:
    """How sure, in [0, 1], that a Chinese and an English name are the same."""
    found = rendering(en, zh)
    if found is None:
        return 0.0
    core = sum("\u4e00" <= c <= "\u9fff" for c in zh)
    return found.score * min(1.0, (len(found.span) / core if core else 1.0) ** 0.5)


def _known(name: str, text: str) -> Rendering | None:
    for form in (plain(name), *_shorter(name)):
        best = max((zh for zh in gazetteer().chinese.get(form, ()) if zh in text), key=len, default="")
        if best:
            at = text.index(best)
            return Rendering(Span(at, at + len(best)), 1.0, "known")
    return None


def _shorter(name: str) -> list[str]:
    """Without the first words, then without the last: the family name of a person, "Lushun" of "Lushun naval base"."""
    words = name.split()
    return [plain(" ".join(words[i:])) for i in range(1, len(words))] + [
        plain(" ".join(words[:i])) for i in range(len(words) - 1, 0, -1)
    ]


def _copied(name: str, zh: str) -> Rendering | None:
    at = zh.lower().find(name.lower())
    return Rendering(Span(at, at + len(name)), 1.0, "copied") if at >= 0 and len(name) > 1 else None


def _spelled(name: str, text: str) -> Rendering | None:
    words = re.split(r"[\s]+", name)
    # "Zhang Diming" stands as 张迪鸣, "Naoto Kan" as 菅直人: family name first
    orders = {plain("".join(words)), plain("".join(words[-1:] + words[:-1]))}
    for offset, run in runs(text):
        for system in SYSTEMS:
            for letters in orders:
                if len(letters) > 2 and (at := spelled_at(letters, run, system)):
                    return Rendering(Span(offset + at[0], offset + at[1]), 0.97 if system in SYSTEMS[:2] else 0.9, "spelled")
    return None


def _sounding(name: str, text: str) -> Rendering | None:
    best: Rendering | None = None
    for offset, run in runs(text):
        for word in re.split(r"[\s-]+", name):
            heard = hear(word, run)
            if heard is not None:
                score = sound_score(heard.ratio, len(plain(word)))
                if score > 0.2 and (best is None or score > best.score):
                    best = Rendering(Span(offset + heard.start, offset + heard.end), score, "sound")
    return best


def sound_score(ratio: float, letters: int) -> float:
    """Log-likelihood ratio against chance -> probability that the two are one name (logistic; training/sounds.py)."""
    return 1 / (1 + math.exp(-(0.6 * ratio - 2.0 - 0.1 * letters)))
