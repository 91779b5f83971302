"""Repeats planted in texts that have none: what `duplicates` must find again, to the character."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.records import DuplicateGroup, Lang, RepeatKind, Span
from aligner.settings import DuplicateSettings

KINDS = ("exact", "edited-5", "edited-15", "reordered", "truncated")
# No two places of a clean text share a run of this many characters that are letters or digits.
SHARED_RUN = {"zh": 9, "en": 24}


@dataclass(frozen=True, slots=True)
class Plant:
    """A stretch of the text and its copy."""

    source: Span
    copy: Span


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with its plants, in code points."""

    lang: Lang
    text: str
    plants: tuple[Plant, ...]


def clean_sentences(shared: Path, name: str, key: str, lang: Lang) -> list[str]:
    """The sentences of a file of pairs, without those that share a run of characters with what stands before.

    Runs go on over the ends of sentences: "we've said, you need a plan. We want them to vet it with us." stands twice
    in the news, word for word, in four sentences of which no two share so long a run.
    """
    n = SHARED_RUN[lang]
    seen: set[str] = set()
    kept: list[str] = []
    before = ""  # the end of the sentence kept last
    with (shared / "eval" / "pairs" / name).open(encoding="utf-8") as lines:
        for line in lines:
            sentence = " ".join(json.loads(line)[key].split())
            letters = "".join(c for c in sentence.lower() if c.isalnum())
            running = before + letters
            grams = {running[i : i + n] for i in range(len(running) - n + 1)}
            if len(letters) >= 4 and not grams & seen:
                kept.append(sentence)
                before = running[1 - n :]
            seen |= grams
    return kept


def plant(sentences: Sequence[str], lang: Lang, kind: str, rng: random.Random, count: int = 8) -> Planted:
    """A text of these sentences, five a paragraph, into which `count` runs of 1 to 40 of them are copied again."""
    settings = DuplicateSettings()
    least = settings.min_zh if lang == "zh" else settings.min_en
    alphabet = "".join(c for s in sentences for c in s if c.isalnum())
    # Sources do not overlap; each copy stands before a sentence that is in no source.
    free = set(range(len(sentences)))
    copies: dict[int, tuple[int, int]] = {}
    while len(copies) < count:
        size = min(rng.randint(1, 40), len(sentences) // (2 * count))
        first = rng.randrange(len(sentences) - size)
        at = rng.randrange(len(sentences))
        run = range(first, first + size)
        written = sum(c.isalnum() for k in run for c in sentences[k])
        if not free.issuperset(run) or at not in free or first - 1 <= at <= first + size or written < 1.3 * least:
            continue
        if kind == "reordered" and size < 3:
            continue
        free -= set(run) | {at, at - 1, first - 1, first + size}
        copies[at] = (first, first + size)
    pieces: list[str] = []
    length = 0
    starts: dict[int, int] = {}
    placed: dict[int, Span] = {}

    def write(piece: str) -> Span:
        nonlocal length
        span = Span(length, length + len(piece))
        pieces.append(piece)
        length += len(piece)
        return span

    for k, sentence in enumerate(sentences):
        if k in copies:
            first, end = copies[k]
            placed[k] = write(varied(sentences[first:end], lang, kind, alphabet, rng))
            write("\n")
        starts[k] = write(sentence).start
        write("\n" if k % 5 == 4 else "" if lang == "zh" else " ")
    sources = {k: Span(starts[a], starts[b - 1] + len(sentences[b - 1])) for k, (a, b) in copies.items()}
    if kind == "truncated":
        sources = {k: _kept(sources[k], placed[k]) for k in copies}
    return Planted(lang, "".join(pieces), tuple(Plant(sources[k], placed[k]) for k in sorted(copies)))


def varied(run: Sequence[str], lang: Lang, kind: str, alphabet: str, rng: random.Random) -> str:
    """The copy of a run of sentences: as it is, edited, in another order, or cut at the front."""
    run = list(run)
    if kind == "reordered":
        rng.shuffle(run)
    text = ("" if lang == "zh" else " ").join(run)
    if kind.startswith("edited"):
        share = int(kind.removeprefix("edited-")) / 100
        return "".join(_edited(c, share, alphabet, rng) for c in text)
    return text[len(text) * 3 // 10 :].lstrip() if kind == "truncated" else text


def _edited(character: str, share: float, alphabet: str, rng: random.Random) -> str:
    """The character; with probability `share` another one, two, or none."""
    if rng.random() >= share:
        return character
    return rng.choice((rng.choice(alphabet), rng.choice(alphabet), character + rng.choice(alphabet), ""))


def _kept(source: Span, copy: Span) -> Span:
    """The part of the source that stands in a copy without its front."""
    return Span(source.end - len(copy), source.end)


def span_f1(planted: Planted, groups: Sequence[DuplicateGroup]) -> tuple[int, int, int]:
    """Characters found, told, and to be found: a character counts as found where its group holds the other copy too."""
    groups = [g for g in groups if g.kind is not RepeatKind.FURNITURE]
    found: set[int] = set()
    wanted = {k for p in planted.plants for s in (p.source, p.copy) for k in range(s.start, s.end)}
    told = {k for g in groups for m in g.members for k in range(m.span.start, m.span.end)}
    for p in planted.plants:
        for g in groups:
            spans = [m.span for m in g.members]
            if any(s.overlaps(p.source) for s in spans) and any(s.overlaps(p.copy) for s in spans):
                for s in spans:
                    for side in (p.source, p.copy):
                        found.update(range(max(s.start, side.start), min(s.end, side.end)))
    return len(found & wanted), len(told), len(wanted)


def texts(shared: Path) -> Iterator[tuple[Lang, list[str]]]:
    """The clean texts that repeats are planted in."""
    yield "zh", clean_sentences(shared, "wmt22_zh-en.jsonl", "zh", "zh")
    yield "en", clean_sentences(shared, "wmt22_zh-en.jsonl", "en", "en")
    yield "zh", clean_sentences(shared, "wmt23_en-zh.jsonl", "zh", "zh")
    yield "en", clean_sentences(shared, "wmt23_en-zh.jsonl", "en", "en")
    yield "zh", clean_sentences(shared, "ud_pud.jsonl", "zh", "zh")
    yield "en", clean_sentences(shared, "ud_pud.jsonl", "en", "en")
