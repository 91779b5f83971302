"""What one side says and the other does not: clauses without counterpart inside a pair, by logistic regression.

A clause is judged by how well its words are covered on the other side, against the rest of its own side; by what the
cosine of the whole pair gains when it is left out; and by whether the lengths then agree better. Weights are learned by
training/divergence.py from open sentence pairs out of which clauses were taken, or into which they were put.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from aligner.compare.check import Context, Pair
from aligner.compare.flags import flag
from aligner.compare.words import GAP, WordTable, word_table
from aligner.embed.encoder import Token
from aligner.records import Evidence, Flag, FlagKind, Lang, Severity, Span

Floats = npt.NDArray[np.float64]

# A clause of fewer tokens, or of fewer letters that are no figures, is not judged: too few words to tell a free
# rendering from a gap; 5月14日 is the date check's affair.
LEAST = {"zh": 4, "en": 5}
LEAST_LETTERS = {"zh": 6, "en": 16}
# Natural log of characters of English per character of Chinese in a translation: the mean over TICO-19 and Tatoeba.
LENGTH_RATIO = 1.17
# Before all features are worked out: clauses whose words are covered better than this are no candidates.
SCREEN = 0.5
# A clause with more of its side's weight than this is no part that was left out: the pair is a free or a wrong one.
MOST = 0.75
_CLAUSE = {
    "zh": re.compile("[，。；：！？!?;…]+[”’」』）]*|,(?!\\d)|——|(?<=[\u4e00-\u9fff])\\s+(?=[\u4e00-\u9fff]{4})"),
    "en": re.compile('(?:[,;:](?=\\s)|[.!?](?=[\\s"”’)]+[A-Z"“‘(])|\\s[–—-]+\\s|—|\\()["”’)]*'),
}


# English clauses need no comma: "she said | that he had left | because of the rain".
_JOINT = re.compile(
    r"\b(?:and|but|or|because|when|while|which|who|that|if|whether|to|with|for|by|after|before|as|since|until|where|"
    r"although|though|so|in order|from|into|about|including|such as)\b"
)
RUN = {"zh": 2, "en": 4}  # stretches taken together at most


@dataclass(frozen=True, slots=True)
class Clause:
    """A candidate: its characters, its tokens `[first, last)`, and the features of FEATURES, float64."""

    span: Span
    first: int
    last: int
    features: Floats


# Edges of the bins of similarity in which tokens are counted, words apart from light ones (的, of): with a weight for
# each bin the regression learns how much one word more of that kind speaks for a gap.
EDGES = np.array([0.1, 0.2, 0.3, 0.4, 0.55])
HEAVY = 3.2  # length of a token's vector in the sum: the median over TICO-19
_BINS = [f"{kind} {low}" for kind in ("light", "heavy") for low in ("<.1", ".1", ".2", ".3", ".4", ">.55")]
FEATURES = (
    "bias", *_BINS, "covered", "rest covered", "gain", "cosine", "size", "share", "length before", "length gain",
    "pair cosine", "other covered", "other uncovered", "rest uncovered",
)  # fmt: skip


def check_coverage(pair: Pair, context: Context) -> Iterator[Flag]:
    """Omission: Chinese clauses that the English lacks. Addition: English ones that the Chinese lacks."""
    if context.mode != "parallel":
        return
    table = word_table(pair, context)
    for clause, sure in uncovered(pair.zh.text, pair.en.text, table, "zh"):
        said = Evidence(pair.zh.text[clause.span.start : clause.span.end], "")
        yield flag(pair, FlagKind.OMISSION, _severity(sure), sure, clause.span, None, said, "compare.coverage.omission")
    for clause, sure in uncovered(pair.zh.text, pair.en.text, table, "en"):
        said = Evidence("", pair.en.text[clause.span.start : clause.span.end])
        yield flag(pair, FlagKind.ADDITION, _severity(sure), sure, None, clause.span, said, "compare.coverage.addition")


def _severity(sure: float) -> Severity:
    return Severity.MAJOR if sure > 0.9 else Severity.MINOR


def uncovered(zh: str, en: str, table: WordTable, lang: Lang) -> Iterator[tuple[Clause, float]]:
    """Clauses of one side judged to lack a counterpart, with the probability, above the threshold of the weights.

    Of clauses that overlap the surest is given.
    """
    fitted, threshold = weights()[lang]
    scored = [(1 / (1 + math.exp(-float(c.features @ fitted))), c) for c in candidates(zh, en, table, lang, SCREEN)]
    given: list[Span] = []
    for p, clause in sorted(scored, key=lambda item: -item[0]):
        if p >= threshold and not any(span.overlaps(clause.span) for span in given):
            given.append(clause.span)
            yield clause, p


@cache
def weights() -> dict[str, tuple[Floats, float]]:
    data = json.loads((resources.files(__package__) / "weights.json").read_text(encoding="utf-8"))["coverage"]
    return {lang: (np.array(data[lang]["weights"]), data[lang]["threshold"]) for lang in ("zh", "en")}


def candidates(zh: str, en: str, table: WordTable, lang: Lang, screen: float = 2.0) -> Iterator[Clause]:
    """Clauses of one side with their features; well covered ones (above `screen`) and whole sides are left out."""
    if not table.zh or not table.en:
        return
    own, other = (table.zh, table.en) if lang == "zh" else (table.en, table.zh)
    text, other_text = (zh, en) if lang == "zh" else (en, zh)
    best, weights = table.claimed(lang), np.array([t.weight for t in own])
    other_best, other_weights = table.claimed("en" if lang == "zh" else "zh"), np.array([t.weight for t in other])
    total = float(weights.sum())
    covered = np.concatenate([[0.0], np.cumsum(weights * np.clip(best, 0, 1))]).tolist()
    running = np.concatenate([[0.0], np.cumsum(weights)]).tolist()
    starts = [t.span.start for t in own]
    wanted = []
    for span in clauses(text, lang):
        first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
        inside = running[last] - running[first]
        if last - first < LEAST[lang] or inside > MOST * total:
            continue
        if sum(map(str.isalpha, text[span.start : span.end])) < LEAST_LETTERS[lang]:
            continue
        if (cover := (covered[last] - covered[first]) / inside) <= screen:
            wanted.append((span, first, last, inside, cover))
    if not wanted:
        return
    bins = np.zeros((len(own) + 1, len(_BINS)))
    bins[np.arange(1, len(own) + 1), np.digitize(best, EDGES) + (len(EDGES) + 1) * (weights > HEAVY)] = 1
    bins = bins.cumsum(axis=0)
    other_covered = float(other_weights @ np.clip(other_best, 0, 1) / other_weights.sum())
    other_uncovered = float(((other_best < GAP) & (other_weights > HEAVY)).sum())
    own_uncovered = float(((best < GAP) & (weights > HEAVY)).sum())
    products = _Products(own, other)
    before = products.cosine_of_rest(0, 0)
    length = _length_gap(len(text), len(other_text), lang)
    for span, first, last, inside, cover in wanted:
        shorter = _length_gap(len(text) - len(span), len(other_text), lang)
        counts = bins[last] - bins[first]
        lost = float(counts[len(EDGES) + 1 : len(EDGES) + 4].sum())
        features = (
            1.0,
            *counts,
            cover,
            (covered[-1] - covered[last] + covered[first]) / max(total - inside, 1e-9),
            10 * (products.cosine_of_rest(first, last) - before),
            products.cosine_of_part(first, last),
            math.log(last - first),
            inside / total,
            length,
            abs(length) - abs(shorter),
            before,
            other_covered,
            min(3.0, other_uncovered / (lost + 1)),
            min(3.0, (own_uncovered - lost) / (lost + 1)),
        )
        yield Clause(span, first, last, np.array(features))


class _Products:
    """Cosines between any stretch of the own tokens, or what it leaves, and the other side, from sums of dot products.

    |sum of tokens a..b|² is a block of the Gram matrix: with its two-dimensional running sums every stretch costs the
    same few additions, whatever its length.
    """

    def __init__(self, own: Sequence[Token], other: Sequence[Token]) -> None:
        vectors = np.array([t.vector * t.weight for t in own], dtype=np.float64)
        opposite = np.sum([t.vector * t.weight for t in other], axis=0)
        n = len(own)
        gram = np.zeros((n + 1, n + 1))
        gram[1:, 1:] = (vectors @ vectors.T).cumsum(axis=0).cumsum(axis=1)
        self._gram = gram.tolist()
        self._dots = np.concatenate([[0.0], (vectors @ opposite).cumsum()]).tolist()
        self._opposite = float(opposite @ opposite)
        self._n = n

    def cosine_of_part(self, first: int, last: int) -> float:
        """Of tokens `[first, last)` alone."""
        g = self._gram
        square = g[last][last] - g[first][last] - g[last][first] + g[first][first]
        return self._cosine(self._dots[last] - self._dots[first], square)

    def cosine_of_rest(self, first: int, last: int) -> float:
        """Of the own side without tokens `[first, last)`."""
        g, n = self._gram, self._n
        part = g[last][last] - g[first][last] - g[last][first] + g[first][first]
        square = g[n][n] - 2 * (g[n][last] - g[n][first]) + part
        return self._cosine(self._dots[n] - self._dots[last] + self._dots[first], square)

    def _cosine(self, dot: float, square: float) -> float:
        lengths = math.sqrt(max(square, 0.0) * self._opposite)
        return dot / lengths if lengths > 1e-9 else 0.0


def clauses(text: str, lang: Lang) -> Iterator[Span]:
    """Stretches between commas and full stops, in English between conjunctions too; and neighbours together."""
    cuts = {0, len(text), *(m.end() for m in _CLAUSE[lang].finditer(text))}
    if lang == "en":
        cuts |= {m.start() for m in _JOINT.finditer(text)}
    at = sorted(cuts)
    given = set()
    for n in range(1, RUN[lang] + 1):
        for a, b in zip(at, at[n:], strict=False):
            span = _trimmed(text, a, b)
            if span not in given:
                given.add(span)
                yield span


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and not (text[end - 1].isalnum()):
        end -= 1
    return Span(start, end)


def _length_gap(own: int, other: int, lang: Lang) -> float:
    """How much too long the own side is, in nats: 0 where the lengths are those of a translation."""
    zh, en = (own, other) if lang == "zh" else (other, own)
    gap = math.log(max(en, 1) / max(zh, 1)) - LENGTH_RATIO
    return -gap if lang == "zh" else gap
