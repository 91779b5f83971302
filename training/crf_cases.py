"""Aligned texts that the CRF learns from: gold chapters, and cases made of sentence pairs (merged, cut, left out,
foreign).

Made cases keep the weights from knowing novels only. No pair of the benchmark's cases (eval/pairs) is among them.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import rjieba

from aligner.align.parallel.search import Step

Pair = tuple[str, str]
# Share of the words that a case loses at most: the encoder has seen these pairs, and literal translations are not what
# novels are made of. Calibrated likeness of gold beads: .25 to .42 on MAC-Dev, .45 to .55 on untouched cases.
LOOSE = (0.0, 0.3, 0.6, 0.9)
# Sources of pairs (files of data/parallel), how many lines to look at, how many cases of each sort to make.
SOURCES = {
    "tatoeba": (20000, 4), "tico19_tm": (966, 4), "tw_laws": (20000, 4), "d2l_book": (7000, 3),
    "demopaedia": (2872, 3), "python_docs": (20000, 2), "php_manual": (20000, 2),
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """Two texts, and the beads that align them, null beads included, in the order of a path."""

    name: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    steps: tuple[Step, ...]


def as_steps(links: list[tuple[list[int], list[int]]], n_zh: int, n_en: int) -> tuple[Step, ...]:
    """Links of adjacent sentences, in order, with null beads between them: Chinese before English."""
    steps: list[Step] = []
    i = j = 0
    for zh, en in [*sorted(links), ([n_zh], [n_en])]:
        steps += [(k, j, 1, 0) for k in range(i, zh[0])]
        steps += [(zh[0], k, 0, 1) for k in range(j, en[0])]
        i, j = zh[0] + len(zh), en[0] + len(en)
        if zh[0] < n_zh or en[0] < n_en:
            steps.append((zh[0], en[0], len(zh), len(en)))
    return tuple(steps)


def gold_chapters(folder: Path) -> Iterator[Example]:
    """Files of eval/align: `{zh, en, gold}`."""
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        links = [(zh, en) for zh, en in data["gold"] if zh and en]
        steps = as_steps(links, len(data["zh"]), len(data["en"]))
        yield Example(f"{folder.name}/{path.stem}", tuple(data["zh"]), tuple(data["en"]), steps)


def read_pairs(path: Path, most: int) -> list[Pair]:
    """Pairs of sentences long enough to stand in a text, each string once."""
    found, seen = [], set()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, most):
            row = json.loads(line)
            zh, en = row["zh"].strip(), row["en"].strip()
            if len(zh) >= 4 and len(en) >= 8 and zh not in seen and en not in seen:
                seen |= {zh, en}
                found.append((zh, en))
    return found


def made_cases(folder: Path, seed: int = 7) -> Iterator[Example]:
    """Cases out of the sources in `folder`, the same for the same seed."""
    for name, (most, copies) in SOURCES.items():
        pairs = read_pairs(folder / f"{name}.jsonl.xz", most)
        for copy in range(copies):
            for sort, make in (("plain", plain), ("holes", holes), ("foreign", foreign)):
                rng = random.Random(f"{seed}-{name}-{sort}-{copy}")
                case = make(f"{name}/{sort}-{copy}", Source(pairs, rng), rng)
                yield loosened(case, rng.choice(LOOSE), rng)


@dataclass
class Source:
    """Pairs in windows of 10 that stood together; each is used once a case."""

    pairs: list[Pair]
    rng: random.Random

    def __post_init__(self) -> None:
        self.free = list(range(0, len(self.pairs) - 9, 10))
        self.rng.shuffle(self.free)

    def run(self, n: int) -> list[Pair]:
        out: list[Pair] = []
        while len(out) < n:
            start = self.free.pop()
            out += self.pairs[start : start + min(10, n - len(out))]
        return out


@dataclass
class Builder:
    """Writes both sides and the steps between them."""

    name: str

    def __post_init__(self) -> None:
        self.zh: list[str] = []
        self.en: list[str] = []
        self.links: list[tuple[list[int], list[int]]] = []

    def add(self, zh: list[str], en: list[str]) -> None:
        if zh and en:
            a, b = len(self.zh), len(self.en)
            self.links.append((list(range(a, a + len(zh))), list(range(b, b + len(en)))))
        self.zh += zh
        self.en += en

    def done(self) -> Example:
        return Example(self.name, tuple(self.zh), tuple(self.en), as_steps(self.links, len(self.zh), len(self.en)))


def plain(name: str, source: Source, rng: random.Random) -> Example:
    """Mostly 1-1; runs of 2 to 4 sentences joined on one side; a sentence left out now and then."""
    text, pairs, share = Builder(name), source.run(90), rng.choice([0.1, 0.3, 0.5])
    at = 0
    while at < len(pairs):
        joined = rng.random() < share
        part = pairs[at : at + (rng.randint(2, 4) if joined else 1)]
        at += len(part)
        zh, en = [p[0] for p in part], [p[1] for p in part]
        if rng.random() < 0.02:
            text.add(zh, []) if rng.random() < 0.5 else text.add([], en)
        elif len(part) > 1:
            side = rng.choices(["zh", "en", "both"], [2, 2, 1])[0]
            text.add(["".join(zh)] if side != "en" else zh, [" ".join(en)] if side != "zh" else en)
        else:
            text.add(zh, en)
    return text.done()


def holes(name: str, source: Source, rng: random.Random) -> Example:
    """Blocks of 1 to 30 sentences gone from one side."""
    text, pairs = Builder(name), source.run(90)
    at = 0
    while at < len(pairs):
        kept = pairs[at : at + rng.randint(1, 25)]
        gone = pairs[at + len(kept) : at + len(kept) + rng.choice([1, 1, 2, 5, 15, 30])]
        at += len(kept) + len(gone)
        for zh, en in kept:
            text.add([zh], [en])
        if rng.random() < 0.6:
            text.add([zh for zh, _ in gone], [])
        else:
            text.add([], [en for _, en in gone])
    return text.done()


def foreign(name: str, source: Source, rng: random.Random) -> Example:
    """Blocks of unrelated sentences put into both sides; in two cases of five nothing corresponds."""
    text, bare = Builder(name), rng.random() < 0.4
    for _ in range(8):
        for zh, en in source.run(rng.randint(2, 14)):
            text.add([zh], [en] if not bare else [])
        own = [source.run(rng.choice([0, 1, 2, 5, 12])) for _ in range(2)]
        text.add([zh for zh, _ in own[0]], [])
        text.add([], [en for _, en in own[1]])
    return text.done()


def loosened(example: Example, most: float, rng: random.Random) -> Example:
    """The same with words taken out, from each sentence another share between none and `most`."""

    def thin(words: list[str], glue: str) -> str:
        share = most * rng.random()
        return glue.join(word for word in words if rng.random() >= share) or glue.join(words)

    zh = tuple(thin(rjieba.cut(text), "") for text in example.zh)
    en = tuple(thin(text.split(), " ") for text in example.en)
    return replace(example, zh=zh, en=en)
