"""What one side says and the other does not: clauses without counterpart inside a pair, by logistic regression.

A clause is judged by how well its words are covered on the other side, against the rest of its own side; by what the
cosine of the whole pair gains when it is left out; and by whether the lengths then agree better. Weights are learned by
training/divergence.py from open sentence pairs out of which clauses were taken, or into which they were put.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from aligner.compare.check import Context, Pair
from aligner.compare.flags import flag
from aligner.compare.words import WordTable, word_table
from aligner.embed.encoder import Token
from aligner.records import Evidence, Flag, FlagKind, Lang, Severity, Span

Floats = npt.NDArray[np.float64]

# A clause of fewer tokens is not judged: too few words to tell a free rendering from a gap.
LEAST = {"zh": 4, "en": 5}
# Natural log of characters of English per character of Chinese in a translation: the mean over TICO-19 and Tatoeba.
LENGTH_RATIO = 1.17
# Before all features are worked out: clauses whose words are covered better than this are no candidates.
SCREEN = 0.62
_CLAUSE = {
    "zh": re.compile("[，。；：！？!?;…]+[”’」』）]*|,(?!\\d)|——|\\s(?=\\S{4})"),
    "en": re.compile("(?:[,;:](?=\\s)|[.!?](?=[\\s\"”’)]+[A-Z\"“‘(])|\\s[–—-]+\\s|—|\\()[\"”’)]*"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A candidate: its characters, its tokens `[first, last)`, and the features of FEATURES, float64."""

    span: Span
    first: int
    last: int
    features: Floats


FEATURES = (
    "bias", "covered", "uncovered share", "rest covered", "gain", "cosine", "size", "share", "length before", "length gain",
    "pair cosine",
)  # fmt: skip


def check_coverage(pair: Pair, context: Context) -> Iterator[Flag]:
    """Omission: Chinese clauses that the English lacks. Addition: English ones that the Chinese lacks."""
    if context.mode != "parallel":
        return
    table = word_table(pair, context)
    for lang, kind, key in (
        ("zh", FlagKind.OMISSION, "compare.coverage.omission"),
        ("en", FlagKind.ADDITION, "compare.coverage.addition"),
    ):
        text = pair.zh.text if lang == "zh" else pair.en.text
        for clause, sure in uncovered(pair.zh.text, pair.en.text, table, lang):
            words = text[clause.span.start : clause.span.end]
            severity = Severity.MAJOR if sure > 0.8 else Severity.MINOR
            if lang == "zh":
                yield flag(pair, kind, severity, sure, clause.span, None, Evidence(words, ""), key)
            else:
                yield flag(pair, kind, severity, sure, None, clause.span, Evidence("", words), key)


def uncovered(zh: str, en: str, table: WordTable, lang: Lang) -> Iterator[tuple[Clause, float]]:
    """Clauses of one side judged to lack a counterpart, with the probability, above the threshold of the weights."""
    weights, threshold = _weights()[lang]
    for clause in candidates(zh, en, table, lang, SCREEN):
        p = 1 / (1 + math.exp(-float(clause.features @ weights)))
        if p >= threshold:
            yield clause, p


@cache
def _weights() -> dict[str, tuple[Floats, float]]:
    data = json.loads((resources.files(__package__) / "weights.json").read_text(encoding="utf-8"))["coverage"]
    return {lang: (np.array(data[lang]["weights"]), data[lang]["threshold"]) for lang in ("zh", "en")}


def candidates(zh: str, en: str, table: WordTable, lang: Lang, screen: float = 2.0) -> Iterator[Clause]:
    """Clauses of one side with their features; well covered ones (above `screen`) and whole sides are left out."""
    if not table.zh or not table.en:
        return
    own, other = (table.zh, table.en) if lang == "zh" else (table.en, table.zh)
    text, other_text = (zh, en) if lang == "zh" else (en, zh)
    best = table.best_zh() if lang == "zh" else table.best_en()
    weights = np.array([t.weight for t in own])
    total = weights.sum()
    covered = weights * np.clip(best, 0, 1)
    sums: tuple[Floats, Floats] | None = None
    for span in clauses(text, lang):
        first, last = _tokens_within(own, span)
        if last - first < LEAST[lang] or last - first == len(own):
            continue
        inside = weights[first:last].sum()
        cover = covered[first:last].sum() / inside
        if cover > screen:
            continue
        if sums is None:
            sums = (
                np.concatenate([[np.zeros(own[0].vector.size)], np.cumsum([t.vector * t.weight for t in own], axis=0)]),
                np.sum([t.vector * t.weight for t in other], axis=0),
            )
        sides, opposite = sums
        whole, part = sides[-1], sides[last] - sides[first]
        before = _cosine(whole, opposite)
        length = _length_gap(len(text), len(other_text), lang)
        shorter = _length_gap(len(text) - len(span), len(other_text), lang)
        features = (
            1.0,
            cover,
            float((weights[first:last] * (best[first:last] < 0.3)).sum() / inside),
            float((covered.sum() - covered[first:last].sum()) / max(total - inside, 1e-9)),
            10 * (_cosine(whole - part, opposite) - before),
            _cosine(part, opposite),
            math.log(last - first),
            float(inside / total),
            length,
            abs(length) - abs(shorter),
            before,
        )
        yield Clause(span, first, last, np.array(features))


def clauses(text: str, lang: Lang) -> Iterator[Span]:
    """Stretches between commas, full stops and the like, and every two neighbouring ones together."""
    cuts = [0, *(m.end() for m in _CLAUSE[lang].finditer(text)), len(text)]
    cuts = sorted({c for c in cuts if 0 <= c <= len(text)})
    for a, b in zip(cuts, cuts[1:], strict=False):
        yield _trimmed(text, a, b)
    for a, c in zip(cuts, cuts[2:], strict=False):
        yield _trimmed(text, a, c)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and not (text[end - 1].isalnum()):
        end -= 1
    return Span(start, end)


def _tokens_within(tokens: tuple[Token, ...], span: Span) -> tuple[int, int]:
    """Numbers `[first, last)` of the tokens that begin within a span."""
    first = next((i for i, t in enumerate(tokens) if t.span.start >= span.start), len(tokens))
    last = next((i for i in range(first, len(tokens)) if tokens[i].span.start >= span.end), len(tokens))
    return first, last


def _length_gap(own: int, other: int, lang: Lang) -> float:
    """How much too long the own side is, in nats: 0 where the lengths are those of a translation."""
    zh, en = (own, other) if lang == "zh" else (other, own)
    gap = math.log(max(en, 1) / max(zh, 1)) - LENGTH_RATIO
    return -gap if lang == "zh" else gap


def _cosine(a: Floats, b: Floats) -> float:
    lengths = math.sqrt(float(a @ a) * float(b @ b))
    return float(a @ b) / lengths if lengths else 0.0
