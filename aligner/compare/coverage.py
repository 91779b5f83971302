"""What one side says and the other does not: clauses without counterpart inside a pair, by logistic regression.

A clause is judged by how well its words are covered on the other side, against the rest of its own side; by what the
cosine of the whole pair gains when it is left out; and by whether the lengths then agree better. Weights are learned by
training/divergence.py from open sentence pairs out of which clauses were taken, or into which they were put.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np

from aligner.arrays import Floats, Floats32
from aligner.compare.check import Context, Pair
from aligner.compare.dates import told_by_both
from aligner.compare.facing import SURER, evidence
from aligner.compare.flags import flag
from aligner.compare.told import told
from aligner.compare.words import GAP, WordTable, word_table
from aligner.packaged import packaged_json
from aligner.records import Evidence, Flag, FlagKind, Lang, Severity, Span

# A clause of fewer tokens, or of fewer letters that are no figures, is not judged: too few words to tell a free
# rendering from a gap; 5月14日 is the date check's affair.
LEAST = {"zh": 4, "en": 5}
LEAST_LETTERS = {"zh": 6, "en": 16}
# Natural log of characters of English per character of Chinese in a translation: the mean over TICO-19 and Tatoeba.
LENGTH_RATIO = 1.17
# Before all features are worked out: clauses whose words are covered better than this are no candidates. Of those found
# to lack a counterpart (development pairs, even rows) 99 % are covered less than .35.
SCREEN = 0.4
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
class Candidates:
    """Clauses of one side: their characters `(start, end)`, and the features of FEATURES, float64 `(n, features)`."""

    spans: list[tuple[int, int]]
    features: Floats


# Edges of the bins of similarity in which tokens are counted, words apart from light ones (的, of): with a weight for
# each bin the regression learns how much one word more of that kind speaks for a gap.
EDGES = np.array([0.1, 0.2, 0.35, 0.5, 0.7])
HEAVY = 4.6  # length of a token's vector in the sum; the median over TICO-19 is 5.0
_BINS = [f"{kind} {low}" for kind in ("light", "heavy") for low in ("<.1", ".1", ".2", ".35", ".5", ">.7")]
FEATURES = (
    "bias", *_BINS, "covered", "rest covered", "gain", "cosine", "size", "share", "length before", "length gain",
    "pair cosine", "other covered", "other uncovered", "rest uncovered",
)  # fmt: skip


# A clause is told in the neighbouring sentence where its words are covered there this well, and better than here by so
# much. In the sample corpus one that the translator put into the next sentence has .46 there and .15 here; the planted
# omissions have .28 and .31 there, .29 and .19 here.
NEAR, BETTER = 0.33, 0.12


def check_coverage(pair: Pair, context: Context) -> Iterator[Flag]:
    """Omission: Chinese clauses that the English lacks. Addition: English ones that the Chinese lacks."""
    if context.mode != "parallel":
        return
    table = word_table(pair, context)
    for clause, sure in _uncovered(pair, table, "zh", context):
        if _is_date(clause, "zh", pair, context) or _told_near(clause, table, "zh", pair.near_en, context):
            continue
        said = Evidence(pair.zh.text[clause.start : clause.end], "")
        yield flag(pair, FlagKind.OMISSION, _severity(sure), sure, clause, None, said, "compare.coverage.omission")
    for clause, sure in _uncovered(pair, table, "en", context):
        if _is_date(clause, "en", pair, context) or _told_near(clause, table, "en", pair.near_zh, context):
            continue
        said = Evidence("", pair.en.text[clause.start : clause.end])
        yield flag(pair, FlagKind.ADDITION, _severity(sure), sure, None, clause, said, "compare.coverage.addition")


def _uncovered(pair: Pair, table: WordTable, lang: Lang, context: Context) -> Iterator[tuple[Span, float]]:
    """`uncovered`, of the clauses that are so still when what vectors of words do not see is known (`told`), and what
    faces the clause on the other side (`facing`).

    Worked out only where a clause looks lost: rarely.
    """
    zh, en = pair.zh.text, pair.en.text
    fitted, threshold = weights()[lang]
    lost = list(uncovered(zh, en, table, lang, _sure(_nats(threshold) - SURER)))
    if not lost:
        return
    known = told(pair, table, lang, context)
    for clause, sure in lost:
        if inside := known.within(clause):
            again = candidates(zh, en, table.knowing(lang, inside), lang)
            at = again.spans.index((clause.start, clause.end))
            sure = min(sure, _sure(float(again.features[at] @ fitted)))
        sure = _sure(_nats(sure) + evidence(table, lang, clause))
        if sure >= threshold:
            yield clause, sure


def _nats(p: float) -> float:
    p = min(max(p, 1e-9), 1 - 1e-9)
    return math.log(p / (1 - p))


def _sure(nats: float) -> float:
    return 1 / (1 + math.exp(-nats))


def _is_date(clause: Span, lang: Lang, pair: Pair, context: Context) -> bool:
    """Whether a clause is for the most part a date that the other side tells, in whatever words."""
    text = (pair.zh if lang == "zh" else pair.en).text
    dated = {i for span in told_by_both(pair, context, lang) for i in range(span.start, span.end)}
    letters = [i for i in range(clause.start, clause.end) if text[i].isalnum()]
    return 2 * sum(i in dated for i in letters) > len(letters)


def _told_near(clause: Span, table: WordTable, lang: Lang, near: str, context: Context) -> bool:
    """Whether a neighbouring sentence of the other side tells the clause: translators cut sentences elsewhere."""
    tokens = context.words.tokens(near, "en" if lang == "zh" else "zh")
    if not tokens:
        return False
    side = table.zh if lang == "zh" else table.en
    inside = side.within(clause)
    weights = side.weights[inside]
    there = weights @ (side.vectors[inside] @ tokens.vectors.T).max(axis=1) / weights.sum()
    here = weights @ (table.similarity if lang == "zh" else table.similarity.T)[inside].max(axis=1) / weights.sum()
    return bool(there >= NEAR and there >= here + BETTER)


def _severity(sure: float) -> Severity:
    return Severity.MAJOR if sure > 0.9 else Severity.MINOR


def uncovered(zh: str, en: str, table: WordTable, lang: Lang, threshold: float) -> Iterator[tuple[Span, float]]:
    """Clauses of one side judged to lack a counterpart, with the probability, `threshold` and above.

    Of clauses that overlap the surest is given.
    """
    fitted, _ = weights()[lang]
    found = candidates(zh, en, table, lang, SCREEN)
    if not found.spans:
        return
    sure: list[float] = (1 / (1 + np.exp(-found.features @ fitted))).tolist()
    given: list[Span] = []
    for i in sorted((i for i, p in enumerate(sure) if p >= threshold), key=lambda i: -sure[i]):
        span = Span(*found.spans[i])
        if not any(other.overlaps(span) for other in given):
            given.append(span)
            yield span, sure[i]


@cache
def weights() -> dict[str, tuple[Floats, float]]:
    data = packaged_json("compare/weights.json")["coverage"]
    return {lang: (np.array(data[lang]["weights"]), data[lang]["threshold"]) for lang in ("zh", "en")}


def candidates(zh: str, en: str, table: WordTable, lang: Lang, screen: float = 2.0) -> Candidates:
    """Clauses of one side with their features; well covered ones (above `screen`) and whole sides are left out.

    The first half is done for every pair and in plain Python: arrays of a dozen clauses cost more than they save.
    """
    if not table.zh or not table.en:
        return _NONE
    own = table.zh if lang == "zh" else table.en
    text, other_text = (zh, en) if lang == "zh" else (en, zh)
    best, weights = table.claimed(lang), table.weights[lang]
    covered = list(accumulate((weights * np.maximum(best, 0)).tolist(), initial=0.0))
    running = list(accumulate(weights.tolist(), initial=0.0))
    wanted = _badly_covered(text, lang, own.starts, covered, running, screen)
    if not wanted:
        return _NONE
    heavy = weights > HEAVY
    bins: list[int] = (np.searchsorted(EDGES, best, side="right") + (len(EDGES) + 1) * heavy).tolist()
    opposite: Lang = "en" if lang == "zh" else "zh"
    other_best, other_weights = table.claimed(opposite), table.weights[opposite]
    other_covered = float(other_weights @ np.maximum(other_best, 0) / other_weights.sum())
    other_uncovered = float(((other_best < GAP) & (other_weights > HEAVY)).sum())
    own_uncovered = float(((best < GAP) & heavy).sum())
    whole, opposed = table.sums[lang], table.sums[opposite]
    before = _cosine(whole, opposed)
    length = _length_gap(len(text), len(other_text), lang)
    rows = []
    for (start, end), (first, last) in wanted.items():
        counts = Counter(bins[first:last])
        lost = sum(counts[len(EDGES) + 1 + low] for low in range(3))
        inside, within = running[last] - running[first], covered[last] - covered[first]
        part = weights[first:last] @ own.vectors[first:last]
        rows.append(
            (
                1.0,
                *(counts[number] for number in range(len(_BINS))),
                within / max(inside, 1e-9),
                (covered[-1] - within) / max(running[-1] - inside, 1e-9),
                10 * (_cosine(whole - part, opposed) - before),
                _cosine(part, opposed),
                math.log(last - first),
                inside / running[-1],
                length,
                abs(length) - abs(_length_gap(len(text) - end + start, len(other_text), lang)),
                before,
                other_covered,
                min(3.0, other_uncovered / (lost + 1)),
                min(3.0, (own_uncovered - lost) / (lost + 1)),
            )
        )
    return Candidates(list(wanted), np.array(rows))


def _badly_covered(
    text: str, lang: Lang, tokens: Sequence[int], covered: Sequence[float], running: Sequence[float], screen: float
) -> dict[tuple[int, int], tuple[int, int]]:
    """Clauses covered no better than `screen` and long enough to be judged, as characters, with their tokens.

    `tokens`: where each token starts. `covered`, `running`: sums up to each token of the weight that is covered, and of
    all weight, from 0 on.
    """
    letters = list(accumulate(map(str.isalpha, text), initial=0))
    starts, ends = _cuts(text, lang)
    firsts, lasts = ([bisect_left(tokens, at) for at in places] for places in (starts, ends))
    most, least, least_letters = MOST * running[-1], LEAST[lang], LEAST_LETTERS[lang]
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for n in range(1, RUN[lang] + 1):
        for i, j in zip(range(len(starts)), range(n, len(ends)), strict=False):
            first, last = firsts[i], lasts[j]
            if last - first < least or letters[ends[j]] - letters[starts[i]] < least_letters:
                continue
            inside = running[last] - running[first]
            if covered[last] - covered[first] <= screen * inside and inside <= most:
                found[starts[i], ends[j]] = (first, last)
    return found


_NONE = Candidates([], np.zeros((0, len(FEATURES))))


def _cosine(vector: Floats32, other: Floats32) -> float:
    """0 where either is nothing."""
    return float(vector @ other) / max(math.sqrt(float(vector @ vector) * float(other @ other)), 1e-9)


def clauses(text: str, lang: Lang) -> list[tuple[int, int]]:
    """Stretches between commas and full stops, in English between conjunctions too; and neighbours together.

    From the first character that is no space to the last that is a letter or figure.
    """
    starts, ends = _cuts(text, lang)
    runs = range(1, RUN[lang] + 1)
    return list(dict.fromkeys((a, b) for n in runs for a, b in zip(starts, ends[n:], strict=False) if a < b))


def _cuts(text: str, lang: Lang) -> tuple[list[int], list[int]]:
    """The places where a clause may be cut off: where one that begins there starts, where one that ends there ends."""
    cuts = {0, len(text), *(m.end() for m in _CLAUSE[lang].finditer(text))}
    if lang == "en":
        cuts |= {m.start() for m in _JOINT.finditer(text)}
    at = sorted(cuts)
    return [_next_word(text, a) for a in at], [_last_letter(text, b) for b in at]


def _next_word(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _last_letter(text: str, end: int) -> int:
    while end > 0 and not text[end - 1].isalnum():
        end -= 1
    return end


def _length_gap(own: int, other: int, lang: Lang) -> float:
    """How much too long the own side is, in nats: 0 where the lengths are those of a translation."""
    zh, en = (own, other) if lang == "zh" else (other, own)
    gap = math.log(max(en, 1) / max(zh, 1)) - LENGTH_RATIO
    return -gap if lang == "zh" else gap
