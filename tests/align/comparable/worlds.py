"""Texts of made-up words whose vectors are known: what a search must find is planted, and nothing else is there."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from aligner.align.comparable import align_comparable
from aligner.embed import Tokens, Vectors
from aligner.records import Alignment, Document, Lang, Role, Sentence, Span
from aligner.settings import Settings

DIM = 64
WORDS = 12  # of a sentence
# Characters and syllables that name no number, day or person.
HAN = "的是在了和有这那也就都而及与着或"
LATIN = ("ba", "ke", "di", "lo", "mu", "fa", "ge", "hi", "no", "pu", "ra", "se", "ti", "vo", "wu", "ya")


class WordEncoder:
    """An additive encoder: equal numbers, spelled in Chinese or Latin letters, have equal vectors."""

    name = "words"

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = self.sums(texts)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0), np.float32)

    def sums(self, texts: Sequence[str]) -> Vectors:
        sums = [sum((t.vector for t in self.tokens(x, "en")), np.zeros(DIM, np.float32)) for x in texts]
        return np.array(sums, np.float32).reshape(len(texts), DIM)

    def tokens(self, text: str, lang: Lang) -> Tokens:
        words = text.split()
        places = [match.span() for match in re.finditer(r"\S+", text)]
        vectors = np.array([vector(number(word)) for word in words], np.float32).reshape(len(words), DIM)
        return Tokens([a for a, _ in places], [b for _, b in places], vectors, np.ones(len(words), np.float32))


def number(word: str) -> int:
    alphabet: Sequence[str] = HAN if word[0] in HAN else LATIN
    step = len(alphabet[0])
    value = 0
    for k in range(0, len(word), step):
        value = value * 16 + alphabet.index(word[k : k + step])
    return value


def vector(word: int) -> Vectors:
    row = np.random.default_rng(word).standard_normal(DIM).astype(np.float32)
    return np.asarray(row / np.linalg.norm(row), np.float32)


def spelled(word: int, lang: Lang) -> str:
    alphabet: Sequence[str] = HAN if lang == "zh" else LATIN
    return "".join(alphabet[(word >> shift) & 15] for shift in (8, 4, 0))


def sentence(key: int, lang: Lang) -> str:
    """The sentence of that key, in words that few others have."""
    words = np.random.default_rng(key).integers(0, 4096, WORDS)
    return " ".join(spelled(int(w), lang) for w in words)


def document(keys: Sequence[int], lang: Lang, name: str = "", roles: Sequence[Role] = ()) -> Document:
    """One sentence a key; equal keys say the same in both languages."""
    texts = [sentence(k, lang) for k in keys]
    rows, at = [], 0
    for i, text in enumerate(texts):
        rows.append(Sentence(i, Span(at, at + len(text)), i, roles[i] if roles else Role.BODY, lang))
        at += len(text) + 1
    return Document(name or lang, lang, "\n".join(texts), tuple(rows))


def compared(zh: Document, en: Document, settings: Settings | None = None) -> Alignment:
    encoder = WordEncoder()
    vectors = encoder.encode(zh.matching_texts), encoder.encode(en.matching_texts)
    return align_comparable(zh, en, *vectors, encoder, settings or Settings())


def links(alignment: Alignment) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(bead.zh, bead.en) for bead in alignment.beads}
