"""Names of people, places and bodies in running text, and whether a Chinese and an English one name the same.

Three kinds of evidence, tried in this order: both stand together in the gazetteer (蒋介石, Chiang Kai-shek); the
letters spell the characters in a system of romanisation (张学良, Chang Hsueh-liang; 朴宪永, Pak Hon-yong); the
characters transcribe the sound (什特科夫, Shtykov).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from aligner.recognise.dictionary import common_english, look_up
from aligner.recognise.hanzi import DOTS, runs, simplified
from aligner.recognise.latin import plain
from aligner.recognise.names_gazetteer import gazetteer, table_rows
from aligner.recognise.names_native import SYSTEMS, spelled_at, spellings
from aligner.recognise.names_sound import hear, sounds
from aligner.records import Lang, Span


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in running text.

    `kind` is person, place, body, event, state, as names_known.tsv says; "" where a dictionary or only its form shows a
    name. `sure` is False for what only looks like a name: a tagger's guess, a run of transcription characters.
    """

    span: Span
    text: str
    lang: Lang
    kind: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Rendering:
    """A name found in text of the other language: where, how sure in [0, 1], and by what evidence."""

    span: Span
    score: float
    how: str  # "known", "spelled", "sound", "copied"


# --- Chinese

# Tags of jieba's dictionary for persons. They are hints: the tagger knows no context.
_PERSON = frozenset({"nr", "nrt", "nrfg"})
# A run of characters is taken for a transcription when they are this much likelier, in nats, in one than in running
# text: 什特科夫 has 17, 大学生 -6.
_TRANSCRIBED = 6.0


def names_zh(text: str) -> tuple[NameMention, ...]:
    """Known names, longest first; then what the tagger takes for names, foreign names with dots, transcriptions."""
    plain_text = simplified(text)
    found = [NameMention(span, text[span.start : span.end], "zh", kind) for span, kind in _known_zh(plain_text)]
    taken = {i for m in found for i in range(m.span.start, m.span.end)}
    for span in (*_tagged_zh(plain_text), *_transcribed_zh(plain_text)):
        if taken.isdisjoint(range(span.start, span.end)):
            found.append(NameMention(span, text[span.start : span.end], "zh", sure=False))
            taken.update(range(span.start, span.end))
    return tuple(sorted(found, key=lambda m: m.span))


def _known_zh(text: str) -> Iterator[tuple[Span, str]]:
    known = gazetteer()
    lengths, naming = known.lengths.get, known.naming
    for offset, run in runs(text):
        i = 0
        while i < len(run):
            length = next((n for n in lengths(run[i : i + 2], ()) if run[i : i + n] in naming and i + n <= len(run)), 0)
            if length:
                yield Span(offset + i, offset + i + length), known.kinds.get(run[i : i + length], "")
            i += max(1, length)


def _tagged_zh(text: str) -> Iterator[Span]:
    """Two or three characters that begin with a family name, no word of the dictionary, tagged as a person."""
    at = 0
    for word, tag in tagger().tag(text):
        if tag in _PERSON and 2 <= len(word) <= 3 and word[0] in gazetteer().surnames and not look_up(word):
            yield Span(at, at + len(word))
        at += len(word)


def _transcribed_zh(text: str) -> Iterator[Span]:
    """Runs of at least three characters that are likelier in a foreign name than elsewhere, at both ends above all."""
    for offset, run in runs(text):
        i = 0
        while i < len(run):
            j = i
            while j < len(run) and (run[j] in DOTS or sounds(run[j])[0] > (0.5 if j == i else -1.0)):
                j += 1
            while j > i and sounds(run[j - 1])[0] <= 0.5:
                j -= 1
            word = run[i:j].strip(DOTS)
            if len(word) >= 3 and sum(sounds(c)[0] for c in word if c not in DOTS) > _TRANSCRIBED:
                start = offset + i + run[i:j].index(word)
                yield Span(start, start + len(word))
            i = max(j, i + 1)


@cache
def tagger() -> Any:
    """jieba's dictionary and tags, in Rust."""
    import rjieba

    return rjieba.Jieba()


# --- English

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’.-][A-Za-zÀ-ɏ]+)*\.?")
_JOINS = frozenset(("of", "de", "von", "van", "der", "la", "le", "al", "el", "du", "da", "di", "bin", "ibn", "y"))
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENS = re.compile(r"(?:^|[.!?:;…\"“”'‘’(（\[#*•|/-]\s*|\n\s*)$")


def names_en(text: str) -> tuple[NameMention, ...]:
    """Runs of capitalised words, without openers and titles; a single dictionary word is no name unless it is known."""
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    capital = [t[2][0].isupper() for t in tokens]
    found: list[NameMention] = []
    i = 0
    while i < len(tokens):
        if not capital[i]:
            i += 1
            continue
        j = i + 1
        # "Germany's Chancellor" ends at the possessive: two names
        while j < len(tokens) and text[tokens[j - 1][1] : tokens[j][0]] in (" ", "-") and not _owner(tokens[j - 1][2]):
            if capital[j]:
                j += 1
            elif tokens[j][2] in _JOINS and j + 1 < len(tokens) and capital[j + 1]:
                j += 2
            else:
                break
        found += _mentions(text, tokens[i:j], _OPENS.search(text[: tokens[i][0]]) is not None)
        i = j
    return tuple(found)


def _mentions(text: str, tokens: list[tuple[int, int, str]], first: bool) -> list[NameMention]:
    """The name in a run of capitalised words ("In May President Truman" -> Truman); none where all are ordinary."""
    while tokens and (_aside(tokens[0][2]) or (first and ordinary(bare(tokens[0][2])))):
        if len(tokens) > 1 and plain(bare(text[tokens[0][0] : tokens[-1][1]])) in gazetteer().chinese:
            break  # Port Arthur, Black Sea at the head of a sentence
        tokens, first = tokens[1:], False
    while tokens and _aside(tokens[-1][2]):
        tokens = tokens[:-1]
    if not tokens:
        return []
    start, end = tokens[0][0], tokens[-1][1]
    name = bare(text[start:end])
    kind = known_kind(name)
    if kind is None and all(ordinary(bare(part)) for token in tokens for part in token[2].split("-")):
        return []
    return [NameMention(Span(start, start + len(name)), name, "en", kind or "")]


def _owner(token: str) -> bool:
    return _POSSESSIVE.search(token) is not None


def _aside(token: str) -> bool:
    """Words that stand before or after names without being part of one: In, May, President, I'll."""
    return token in _JOINS or bare(token).replace("’", "'") in _unnamed()


def known_kind(name: str) -> str | None:
    """The kind of an English name in the table of known names; None where it is not there."""
    known = gazetteer()
    kinds = (known.kinds[zh] for zh in known.chinese.get(plain(name), ()) if zh in known.kinds)
    return next(kinds, None)


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(word for _, words in table_rows("names_not.tsv") for word in words.split())


_ENDINGS = ("s", "es", "ies", "ed", "d", "ing", "ers", "er", "ly")


@lru_cache(maxsize=50_000)
def ordinary(word: str) -> bool:
    """Whether a capitalised word is a word of the dictionary, inflected or not: Researchers, Security."""
    lower = word.lower().replace("’", "'")
    if lower in common_english() or word.replace("’", "'") in _unnamed():
        return True
    return any(
        lower.endswith(end) and {stem, stem + "e", stem + "y", stem[:-1]} & common_english()
        for end in _ENDINGS
        if len(stem := lower.removesuffix(end)) > 2 and stem != lower
    )


def bare(token: str) -> str:
    """Without full stop and possessive: "Stalin's" -> Stalin."""
    return _POSSESSIVE.sub("", token.rstrip("."))


@lru_cache(maxsize=50_000)
def names(text: str, lang: Lang) -> tuple[NameMention, ...]:
    """The names of a text, in order."""
    return names_zh(text) if lang == "zh" else names_en(text)


# --- across the languages


def rendering(name: str, zh: str) -> Rendering | None:
    """Where an English name stands in a Chinese text; None where it does not, as far as can be told."""
    return whole_rendering(name, zh) or max(
        (r for word in parts(name) if (r := word_rendering(word, zh)) is not None), key=lambda r: r.score, default=None
    )


@lru_cache(maxsize=50_000)
def whole_rendering(name: str, zh: str) -> Rendering | None:
    """The name as a whole: known, copied, or spelled out."""
    text = simplified(zh)
    words = name.split()
    # "Zhang Diming" stands as 张迪鸣, "Naoto Kan" as 菅直人: family name first
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


def parts(name: str) -> list[str]:
    """The words of an English name that carry it: "North Rhine-Westphalia" -> Rhine, Westphalia."""
    words = [bare(w) for w in re.split(r"[\s-]+", name)]
    telling = [w for w in words if w and w[0].isupper() and (not ordinary(w) or known_kind(w) is not None)]
    return telling or [w for w in words if w and w[0].isupper()]


def _known(names_: Iterable[str], text: str) -> Rendering | None:
    for name in names_:
        best = max((zh for zh in gazetteer().chinese.get(plain(name), ()) if zh in text), key=len, default="")
        if best:
            at = text.index(best)
            return Rendering(Span(at, at + len(best)), 1.0, "known")
    return None


def _shorter(name: str) -> Iterator[str]:
    """Without its first words, then without its last, while a word that is no ordinary one is left."""
    words = name.split()
    for some in (*(words[i:] for i in range(1, len(words))), *(words[:i] for i in range(len(words) - 1, 0, -1))):
        if not all(ordinary(bare(word)) for word in some) or known_kind(" ".join(some)) is not None:
            yield bare(" ".join(some))


def _copied(name: str, zh: str) -> Rendering | None:
    at = zh.lower().find(name.lower())
    return Rendering(Span(at, at + len(name)), 1.0, "copied") if at >= 0 and len(name) > 1 else None


def _surname(word: str, text: str) -> Rendering | None:
    """A family name by itself, 李教授, 林某: one character that spells the word."""
    letters = plain(word)
    if len(letters) > 6:
        return None
    for at, char in enumerate(text):
        if char in gazetteer().surnames and any(letters in spellings(char, system) for system in SYSTEMS):
            return Rendering(Span(at, at + 1), 0.6, "spelled")
    return None


def _spelled(names_: Iterable[str], text: str) -> Rendering | None:
    forms = {form for name in names_ if len(form := plain(name)) > 3}
    for offset, run in runs(text):
        for system in SYSTEMS:
            for letters in forms:
                if at := spelled_at(letters, run, system):
                    score = 0.97 if system in SYSTEMS[:2] else 0.9
                    return Rendering(Span(offset + at[0], offset + at[1]), score, "spelled")
    return None


# A name whose Chinese forms are known and do not stand in the text is hardly there by sound: Europe is not in 利比亚.
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
    """Log-likelihood ratio against chance -> probability that the two are one name.

    Logistic, fitted on 3,000 names of CedPane and DBpedia planted in sentences of laws, medicine and demography,
    against the same sentences with another name: .944 right.
    """
    return 1 / (1 + math.exp(-(0.356 * ratio - 0.217 * letters - 1.62)))
