"""Which pieces the model knows: Chinese words and all characters, English words, numbers, and parts of rare words and
names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from aligner.embed.characters import characters
from aligner.embed.pieces import BEGIN, RUN
from training.data import CEDICT, read_pairs

ALL_CHARACTERS = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))
MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
ENDINGS = ("s", "t", "re", "ve", "ll", "d", "m")


@dataclass(frozen=True)
class VocabularyOptions:
    """`weights`: how much an occurrence in a source counts, so that software manuals do not fill the vocabulary."""

    weights: Mapping[str, float]
    least: float = 1.0  # weighted occurrences of a word
    least_seen: int = 2  # occurrences
    longest_zh: int = 8  # characters of a word
    longest_en: int = 22
    longest_headword: int = 6  # CC-CEDICT headwords up to this length are words, whatever the segmenter says
    inner: int = 9000  # parts of words, two to five letters, by the number of words that hold them
    initial: int = 7000


def count_words(folder: Path, options: VocabularyOptions) -> tuple[Counter[str], Counter[str]]:
    """Words of all sources: weighted occurrences, and occurrences. Latin words and numbers with BEGIN before them."""
    import rjieba

    weighted: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for source, weight in options.weights.items():
        words: Counter[str] = Counter()
        for text in (text for pair in read_pairs(folder, source) for text in pair):
            for run in RUN.findall(text.translate(characters())):
                if run[0] >= "㐀":
                    words.update(rjieba.cut(run))
                else:
                    words[BEGIN + run] += 1
        seen += words
        for word, count in words.items():
            weighted[word] += weight * count  # type: ignore[assignment]
    return weighted, seen


def choose(weighted: Mapping[str, float], seen: Mapping[str, int], options: VocabularyOptions) -> dict[str, float]:
    """Piece -> weighted occurrences, most telling first. Every Chinese character is a piece, so that no run is
    unknown.
    """
    latin = re.compile(f"{BEGIN}[a-z]{{1,{options.longest_en}}}")
    chosen: dict[str, float] = {}
    for word, count in weighted.items():
        if count < options.least or seen[word] < options.least_seen:
            continue
        if (word[0] != BEGIN and len(word) <= options.longest_zh) or latin.fullmatch(word) or word[1:].isdigit():
            chosen[word] = count
    for headword, _ in read_pairs(Path(), CEDICT):
        run = headword.translate(characters())
        if 1 < len(run) <= options.longest_headword and RUN.fullmatch(run) and run[0] >= "㐀":
            chosen.setdefault(run, 1.0)
    for piece in _numbers():
        chosen.setdefault(piece, 1.0)
    names = [w[1:] for w, n in weighted.items() if w[0] == BEGIN and w[1:].isalpha() and len(w) > 3 and n >= 0.9]
    for piece in _parts(names, options):
        chosen.setdefault(piece, 1.0)
    for piece in (*map(chr, ALL_CHARACTERS), BEGIN):
        chosen.setdefault(piece, 0.0)
    return chosen


def _numbers() -> Iterable[str]:
    """Years, counts, and the groups of digits that longer numbers are cut into."""
    yield from (BEGIN + str(n) for n in (*range(1001), *range(1500, 2051)))
    yield from (BEGIN + f"{n:0{width}d}" for width in (2, 3) for n in range(100))
    yield from (f"{n:0{width}d}" for width in (1, 2, 3) for n in range(10**width))


def _parts(words: Iterable[str], options: VocabularyOptions) -> Iterable[str]:
    """Letters, marks, endings after an apostrophe, and the commonest parts of words."""
    inner: Counter[str] = Counter()
    initial: Counter[str] = Counter()
    for word in words:
        for length in range(2, min(6, len(word))):
            initial[BEGIN + word[:length]] += 1
            inner.update(word[i : i + length] for i in range(1, len(word) - length + 1))
    yield from (part for part, _ in inner.most_common(options.inner))
    yield from (part for part, _ in initial.most_common(options.initial))
    for letter in "abcdefghijklmnopqrstuvwxyz":
        yield from (letter, BEGIN + letter)
    yield from (BEGIN + mark for mark in MARKS)
    yield from (f"{BEGIN}'{ending}" for ending in ENDINGS)
