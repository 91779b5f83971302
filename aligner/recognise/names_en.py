"""Names in English running text: runs of capitalised words, and which of their words carry the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from aligner.recognise.latin import plain
from aligner.recognise.mentions import NameMention
from aligner.recognise.names_gazetteer import common_english, gazetteer, table_rows
from aligner.records import Span
from aligner.segment.lexicon import Lexicon

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’.-][A-Za-zÀ-ɏ]+)*\.?")
_JOINS = frozenset(("of", "de", "von", "van", "der", "la", "le", "al", "el", "du", "da", "di", "bin", "ibn", "y"))
_POSSESSIVE = re.compile(r"['’]s?$")
# After these a capital may be that of a sentence.
_BEFORE_SENTENCES = frozenset(".!?:;…\"“”'‘’(（[#*•|/-")


Word = tuple[int, int, str]  # start, end, the word


def names_en(text: str) -> tuple[NameMention, ...]:
    """Runs of capitalised words, without openers and titles; a single dictionary word is no name unless it is known."""
    return tuple(name for words, first in capital_runs(text) for name in _mentions(text, words, first))


@lru_cache(maxsize=4)  # the texts of a pair, which several checks read
def capital_runs(text: str) -> tuple[tuple[list[Word], bool], ...]:
    """Runs of capitalised words, and whether they open a sentence, where any word has a capital."""
    return tuple(_capital_runs(text))


def _capital_runs(text: str) -> Iterator[tuple[list[Word], bool]]:
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    capital = [t[2][0].isupper() for t in tokens]
    i = 0
    while i < len(tokens):
        if not capital[i]:
            i += 1
            continue
        j = i + 1
        while j < len(tokens) and text[tokens[j - 1][1] : tokens[j][0]] in (" ", "-") and not _ends(tokens[j - 1][2]):
            if capital[j]:
                j += 1
            elif tokens[j][2] in _JOINS and j + 1 < len(tokens) and capital[j + 1]:
                j += 2
            else:
                break
        yield tokens[i:j], _opens(text, tokens[i][0])
        i = j


def _opens(text: str, start: int) -> bool:
    """Whether a sentence may begin there: at the start, after a line break, after a mark."""
    at = start
    while at and text[at - 1].isspace():
        at -= 1
        if text[at] == "\n":
            return True
    return start == 0 or (at > 0 and text[at - 1] in _BEFORE_SENTENCES)


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


def _ends(token: str) -> bool:
    """Whether a name ends with this word: "Germany's Chancellor" are two names, and so are "Chou En-lai. Mao".

    A full stop after an initial or an abbreviation is none of a sentence: J. R. Smith, Lt. Gen. Walker.
    """
    if _POSSESSIVE.search(token):
        return True
    word = token.removesuffix(".")
    return word != token and len(word) > 1 and "." not in word and not Lexicon.load().abbreviated(word.lower())


def _aside(token: str) -> bool:
    """Words that stand before or after names without being part of one: In, May, President, I'll."""
    return token in _JOINS or bare(token).replace("’", "'") in _unnamed()


def known_kind(name: str) -> str | None:
    """The kind of an English name in the table of known names; None where it is not there."""
    return gazetteer().english_kinds.get(plain(name))


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
        lower.endswith(end)
        and {stem, stem + "e", stem + "y", stem[:-1] if stem[-1] == stem[-2] else stem} & common_english()
        for end in _ENDINGS
        if len(stem := lower.removesuffix(end)) > 2 and stem != lower
    )


def bare(token: str) -> str:
    """Without full stop and possessive: "Stalin's" -> Stalin."""
    return _POSSESSIVE.sub("", token.rstrip("."))


def parts(name: str) -> list[str]:
    """The words of an English name that carry it: "North Rhine-Westphalia" -> Rhine, Westphalia."""
    words = [bare(w) for w in re.split(r"[\s-]+", name)]
    telling = [w for w in words if w and w[0].isupper() and (not ordinary(w) or known_kind(w) is not None)]
    return telling or [w for w in words if w and w[0].isupper()]
