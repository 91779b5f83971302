"""Translations with known errors: what `training/divergence.py` teaches the divergence score with.

Errors are strewn over the English words of clean pairs at one rate, so that a longer pair is likelier to hold one, and
are of the kinds that translators and machines make. Most are small: a word of near but wrong sense, a few words left
out, an article or preposition amiss. Errors that stand out, a word or name of another text, are few, as they are in
life: a score that learns from those alone takes every free rendering for an error.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from aligner.compare import coverage
from aligner.records import Lang

RATE = 1 / 20  # errors a word; training/README.md, "The divergence score", has what was tried
NEAREST = 15  # words of near sense to choose from
KNOWN = 9000  # commonest words of the texts: only these have words of near sense

Vectors = npt.NDArray[np.float32]
_NEGATED = re.compile(r"\b(is|are|was|were|will|can|should|must|would|could) (?!not)")
_CONTENT = re.compile(r"[a-z]{4,}(?=[,.;:]?$)")
_SMALL = tuple("the a of in on at to for by with from and as that this his its".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What wrong words are taken from: `words`, the commonest first, with unit vectors float32 `(n, dim)`; `names`."""

    words: tuple[str, ...]
    vectors: Vectors
    names: tuple[str, ...]

    def near(self, word: str, rng: random.Random) -> str:
        """One of the words nearest in sense, of another stem; any word for one that is not known."""
        if word not in self.words:
            return rng.choice(self.words)
        likeness = self.vectors @ self.vectors[self.words.index(word)]
        nearest: list[int] = np.argsort(-likeness)[: 3 * NEAREST].tolist()
        others = [self.words[i] for i in nearest if self.words[i][:4] != word[:4]]
        return rng.choice(others[:NEAREST] or self.words)


def lexicon(texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> Lexicon:
    """The words and names of English texts."""
    counts = Counter(word for text in texts for word in re.findall(r"\b[a-z]{4,}\b", text))
    words = tuple(word for word, _ in counts.most_common(KNOWN))
    names = [w for text in texts for w in text.split()[1:] if w.isalpha() and w.istitle() and len(w) > 3]
    return Lexicon(words, encode(words), tuple(names))


def spoil(en: str, known: Lexicon, rng: random.Random) -> tuple[str, int]:
    """A translation with errors strewn in, and how many there are."""
    errors = 0
    for _ in range(sum(rng.random() < RATE for _ in en.split())):
        make = rng.choices([maker for maker, _ in MAKERS], [share for _, share in MAKERS])[0]
        wrong = make(en, known, rng)
        if wrong.strip() and wrong != en:
            en, errors = wrong, errors + 1
    return en, errors


def near_word(en: str, known: Lexicon, rng: random.Random) -> str:
    return _exchanged(en, lambda word: known.near(word, rng), rng)


def far_word(en: str, known: Lexicon, rng: random.Random) -> str:
    return _exchanged(en, lambda _: rng.choice(known.words), rng)


def _exchanged(en: str, other: Callable[[str], str], rng: random.Random) -> str:
    """One word of four letters and more, no name, exchanged; commas after it stay."""
    words = en.split()
    places = [(i, match.group()) for i, word in enumerate(words) if (match := _CONTENT.match(word))]
    if places:
        i, word = rng.choice(places)
        words[i] = other(word) + words[i][len(word) :]
    return " ".join(words)


def small_word(en: str, known: Lexicon, rng: random.Random) -> str:  # noqa: ARG001 (the signature of makers)
    """An article or preposition left out, or another in its place."""
    words = en.split()
    places = [i for i, word in enumerate(words) if word in _SMALL]
    if places:
        i = rng.choice(places)
        words[i : i + 1] = [] if rng.random() < 0.5 else [rng.choice(_SMALL)]
    return " ".join(words)


def words_left_out(en: str, known: Lexicon, rng: random.Random) -> str:  # noqa: ARG001
    """One to three words of five and more."""
    words = en.split()
    if len(words) >= 5:
        count = rng.randint(1, 3)
        at = rng.randrange(len(words) - count)
        del words[at : at + count]
    return " ".join(words)


def word_put_in(en: str, known: Lexicon, rng: random.Random) -> str:
    words = en.split()
    words.insert(rng.randrange(len(words) + 1), rng.choice(known.words))
    return " ".join(words)


def order(en: str, known: Lexicon, rng: random.Random) -> str:  # noqa: ARG001
    """A word that comes one or two places late."""
    words = en.split()
    if len(words) >= 4:
        at, far = rng.randrange(len(words) - 2), rng.randint(1, 2)
        words.insert(at + far, words.pop(at))
    return " ".join(words)


def name(en: str, known: Lexicon, rng: random.Random) -> str:
    words = en.split()
    places = [i for i, word in enumerate(words) if i and word[0].isupper() and len(word) > 3]
    if places and known.names:
        words[rng.choice(places)] = rng.choice(known.names)
    return " ".join(words)


def figure(en: str, known: Lexicon, rng: random.Random) -> str:  # noqa: ARG001
    places = [match.start() for match in re.finditer(r"[1-9]", en)]
    if not places:
        return en
    at = rng.choice(places)
    return en[:at] + rng.choice([d for d in "123456789" if d != en[at]]) + en[at + 1 :]


def negation(en: str, known: Lexicon, rng: random.Random) -> str:  # noqa: ARG001
    match = _NEGATED.search(en)
    return f"{en[: match.end()]}not {en[match.end() :]}" if match else en


def clause_left_out(en: str, known: Lexicon, rng: random.Random) -> str:  # noqa: ARG001
    found = pieces(en, "en")
    return cut(en, *rng.choice(found)) if len(found) > 1 else en


Maker = Callable[[str, Lexicon, random.Random], str]
# Kinds of errors, and in how many of a hundred each is made.
MAKERS: tuple[tuple[Maker, int], ...] = (
    (near_word, 35), (small_word, 18), (words_left_out, 12), (order, 10), (name, 6), (far_word, 5),
    (clause_left_out, 5), (word_put_in, 4), (figure, 3), (negation, 2),
)  # fmt: skip


def pieces(text: str, lang: Lang | str) -> list[tuple[int, int]]:
    """Single clauses of some size."""
    cuts = [0, *(m.end() for m in coverage._CLAUSE[lang].finditer(text)), len(text)]
    least = 8 if lang == "zh" else 24
    return [(a, b) for a, b in pairwise(cuts) if b - a >= least]


def cut(text: str, start: int, end: int) -> str:
    """The text without these characters; English without two spaces where they stood."""
    if not text.isascii():
        return text[:start] + text[end:]
    return text[:start].rstrip() + " " * (start > 0) + text[end:].lstrip()
