"""From a query to passages, best first, in both languages.

First all sentences are ranked by cosine and by what they mention, weighted by its rarity. Then the best are compared
word by word: how much of the query has a counterpart in them, and which words these are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from aligner.embed import AdditiveEncoder, Encoder, Tokens, Vectors
from aligner.find.asked import asked
from aligner.find.index import Found, Index
from aligner.records import Lang, Role, Span

SHORTLIST = 40  # sentences compared word by word, for each language
JOIN = 1  # sentences of one paragraph this far apart become one passage
RELATED = 0.5  # cosine from which a word counts as a counterpart and is highlighted
WEIGHTY = 0.5  # share of the weight of the query's heaviest token; lighter ones ("of", 的, 日) are not highlighted
MENTION_WEIGHT = 0.5  # added to the cosine if a sentence has all dates and names of the query
YEAR_SAID = 0.25  # share of its rarity that the year of a full date adds
ROLE_WEIGHT = {
    Role.NOTE: 0.9,
    Role.HEADING: 0.8,
    Role.FRONT_MATTER: 0.7,
    Role.BOILERPLATE: 0.5,
}  # running text comes first


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query. `span` is in the document, `highlights` in `text`; `score`, in [0, 1], only
    ranks.

    `shared`: what it mentions of the query: "date 1950-05-14", "date 05-14", "day 14", "year 1950", "name Port Arthur"
    (as in the query).
    """

    document: str
    span: Span
    text: str
    lang: Lang
    score: float
    before: str
    after: str
    highlights: tuple[Span, ...]
    shared: tuple[str, ...]


def find(query: str, index: Index, encoder: Encoder, limit: int = 10) -> list[Hit]:
    """The `limit` best passages of each language, best first over both."""
    vector = encoder.encode([query])[0]
    cosines = index.cosines(vector)
    holders = _holders(query, index)
    # A day that three sentences name counts for more than Stalin, whom half of them name.
    rarity = {value: math.log(1 + len(cosines) / (1 + len(rows))) for value, rows in holders.items()}
    for value in rarity:
        # "date 1950-05-14" is looked up as "date 05-14" too; that a text names the year as well adds little.
        if value.count("-") == 2 and f"date {value[-5:]}" in rarity:
            rarity[value] *= YEAR_SAID
    mention_scores = np.zeros(len(cosines), np.float32)
    for value, rows in holders.items():
        mention_scores[rows] += rarity[value] / sum(rarity.values())
    coarse = cosines + MENTION_WEIGHT * mention_scores
    hits: list[Hit] = []
    for own in (index.chinese, ~index.chinese):
        shortlist = index.sentences(_best(np.where(own, coarse, -np.inf)))
        scored = _read_closely(query, shortlist, coarse, mention_scores, encoder)
        hits += islice(_passages(scored, index, holders), limit)
    return sorted(hits, key=lambda h: -h.score)


def _best(scores: Vectors) -> list[int]:
    """The indices of the SHORTLIST highest scores above minus infinity, best first."""
    best = np.argpartition(-scores, min(SHORTLIST, len(scores) - 1))[:SHORTLIST]
    best = best[np.lexsort((best, -scores[best]))]
    return [int(k) for k in best if scores[k] > -np.inf]


def _holders(query: str, index: Index) -> dict[str, list[int]]:
    """What the query asks for -> the rows that mention it; none for some dates, at least one for each name."""
    dates, names = asked(query, _language(query))
    holders = {date: index.mentions(date) for date in sorted(dates)}
    named: dict[str, set[int]] = {}
    for name, written in sorted(names.items()):
        if rows := index.mentions(name):
            named.setdefault(written, set()).update(rows)
    longest = [n for n in named if not any(n != other and n in other for other in named)]
    return holders | {f"name {n}": sorted(named[n]) for n in longest}


def _language(query: str) -> Lang:
    """The language of a query: Chinese if it has any Chinese character (寄给 Shtykov 的电报)."""
    return "zh" if any("\u3400" <= c <= "\u9fff" for c in query) else "en"


@dataclass(frozen=True, slots=True)
class _Scored:
    sentence: Found
    score: float
    highlights: tuple[Span, ...]


def _read_closely(
    query: str, shortlist: Sequence[Found], coarse: Vectors, mention_scores: Vectors, encoder: Encoder
) -> list[_Scored]:
    """Scores in [0, 1]: the mean of cosine and word coverage, and what is mentioned."""
    scored = []
    no_words: tuple[Span, ...] = ()
    tokens = encoder.tokens(query, _language(query)) if isinstance(encoder, AdditiveEncoder) else None
    for sentence in shortlist:
        cosine = max(0.0, float(coarse[sentence.row] - MENTION_WEIGHT * mention_scores[sentence.row]))
        covered, highlights = cosine, no_words
        if tokens and isinstance(encoder, AdditiveEncoder):
            best, highlights = _cover(tokens, encoder.tokens(sentence.text, sentence.lang))
            covered = float(tokens.weights @ best / tokens.weights.sum())
        score = (0.5 * cosine + 0.5 * covered + MENTION_WEIGHT * float(mention_scores[sentence.row])) / (
            1 + MENTION_WEIGHT
        )
        scored.append(_Scored(sentence, min(1.0, score * ROLE_WEIGHT.get(sentence.role, 1.0)), highlights))
    return sorted(scored, key=lambda s: -s.score)


def _cover(query: Tokens, words: Tokens) -> tuple[Vectors, tuple[Span, ...]]:
    """Each query token's best cosine among the words, float32 `(len(query),)`, and the words that meet it."""
    if not words:
        return np.zeros(len(query), np.float32), ()
    similarity = query.vectors @ words.vectors.T
    weighty = query.weights >= WEIGHTY * query.weights.max()
    meets = (similarity == similarity.max(1, keepdims=True)) & (similarity >= RELATED) & weighty[:, None]
    met = tuple(Span(words.starts[j], words.ends[j]) for j in np.flatnonzero(meets.any(0)).tolist())
    return np.maximum(similarity.max(1), 0), met


def _passages(scored: Sequence[_Scored], index: Index, holders: dict[str, list[int]]) -> Iterator[Hit]:
    """Joins neighbouring sentences that answer well into passages; each sentence is in one passage."""
    strong = {s.sentence.row: s for s in scored if s.score >= 0.8 * scored[0].score} if scored else {}
    used: set[int] = set()
    for s in scored:
        if s.sentence.row in used:
            continue
        run = [s]
        for step in (-JOIN, JOIN):
            row = s.sentence.row + step
            while (
                row in strong
                and row not in used
                and strong[row].sentence.document == s.sentence.document
                and strong[row].sentence.paragraph == s.sentence.paragraph
            ):
                run.append(strong[row])
                row += step
        run.sort(key=lambda r: r.sentence.row)
        used |= {r.sentence.row for r in run}
        yield _hit(run, s.score, index, holders)


def _hit(run: Sequence[_Scored], score: float, index: Index, holders: dict[str, list[int]]) -> Hit:
    first, last = run[0].sentence, run[-1].sentence
    span = Span(first.span.start, last.span.end)
    before, after = (
        next((f.text for f in index.sentences([row]) if f.document == first.document), "")
        for row in (first.row - 1, last.row + 1)
    )
    rows = {r.sentence.row for r in run}
    held_here = [value for value, held in holders.items() if rows & set(held)]
    # 05-14 adds nothing to 1950-05-14
    shared = tuple(v for v in held_here if not any(v != o and o.endswith(v.removeprefix("date ")) for o in held_here))
    highlights = tuple(h.shifted(r.sentence.span.start - span.start) for r in run for h in r.highlights)
    text = index.text(first.document, span)
    return Hit(first.document, span, text, first.lang, score, before, after, highlights, shared)
