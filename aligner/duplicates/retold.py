"""Passages that tell the same in other words, or in the other language: likely pairs of sentences, grown over others.

A single sentence is told again only where the evidence for it alone is strong; two or three weaker ones side by side,
in the same order, are as sure. Whatever copies of one another were found before stands here once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise, product

import numpy as np

from aligner.arrays import Ints32
from aligner.duplicates.evidence import Relation, Side, candidates, log_odds
from aligner.duplicates.grouping import Group, group_repeats
from aligner.duplicates.passages import Repeat
from aligner.embed.encoder import Vectors
from aligner.records import Document, DuplicateGroup, Lang, Place, RepeatKind, Role, Span
from aligner.settings import DuplicateSettings

LANGS: tuple[Lang, Lang] = ("zh", "en")
TOLD_ROLES = frozenset({Role.BODY, Role.QUOTE})
SHORTEST: dict[Lang, int] = {"zh": 10, "en": 30}  # characters of a sentence; shorter ones ("是，是。") tell nothing
# The model of evidence.py was fitted on texts in which one sentence in ten is retold; ordinary texts have fewer. So
# RARER is subtracted from the log odds: a single pair then needs more than any pair in 12,000 sentences of novels,
# textbooks and news without repeats has (at most 1.3, without copies). Chance similarities grow with the text, so less
# is subtracted for texts of up to FEW sentences, all from MANY on. In 20,000 sentences of textbooks, papers and novels,
# in parts of 250, 28 groups are found with 1.2, of which all but about three are retellings, and 9 with 3.0.
RARER, RARER_OF_FEW, FEW, MANY = 3.0, 1.2, 200, 1000
# What a pair adds to the pair before it: its log odds less those of a random candidate (-4.4: one in eighty is right),
# times NEW, since neighbours are about the same thing whether or not it is told twice.
BY_CHANCE, NEW = -4.4, 0.7
LEAST = -3.5  # log odds of a pair that may be part of a passage
STEP = 2  # most sentences from one pair to the next: one may be skipped on either side
MORE_LIKELY_THAN_NOT = 0.0  # least log odds of a passage
# Sentences of a page are about the same thing, and seem to retell each other far more often than distant ones: of 2,912
# such pairs in 24,000 sentences without repeats (novels, textbooks, manuals, news, talks), a share of .155/d were d
# sentences apart, for every d from 3 to 40, where chance would have 2/n. An advertisement that lists two creams does
# not tell the same twice.
NEAR, CLOSE_BY = 20, 0.155 / 2


def find_retold(
    documents: Sequence[Document],
    vectors: Mapping[str, Vectors],
    copies: Sequence[DuplicateGroup],
    settings: DuplicateSettings,
) -> list[tuple[float, tuple[Place, ...]]]:
    """Groups of passages that tell the same, with their probabilities; the larger first.

    The two languages are compared within a document, and with `settings.across_documents` between documents too.
    """
    skipped = _copied_places(copies)
    firsts = np.concatenate(([0], np.cumsum([len(d.sentences) + 10 for d in documents]))).astype(np.int32)
    zh, en = (_side(documents, vectors, lang, skipped, firsts) for lang in LANGS)
    repeats = [r for side in (zh, en) if len(side.texts) > 1 for r in _passages(side, None, "within")]
    parts = (
        [(zh, en)]
        if settings.across_documents
        else [(_between(zh, first, end), _between(en, first, end)) for first, end in pairwise(firsts.tolist())]
    )
    repeats += [r for x, y in parts if len(x.texts) and len(y.texts) for r in _passages(x, y, "across")]
    told = [(g.identity, _placed(g, documents, firsts.tolist())) for g in group_repeats(repeats)]
    return [(p, places) for p, places in told if all(_long_enough(place, documents, settings) for place in places)]


def _long_enough(place: Place, documents: Sequence[Document], settings: DuplicateSettings) -> bool:
    """Whether a passage is as long as the shortest repeat asked for."""
    document = next(d for d in documents if d.name == place.document)
    text = document.slice(place.span)
    wide = sum(c >= "\u2e80" and c.isalnum() for c in text)
    narrow = len(text) - wide if wide * 3 < len(text) else 0
    return wide / settings.min_zh + narrow / settings.min_en >= 1.0


def _copied_places(copies: Sequence[DuplicateGroup]) -> dict[str, list[Span]]:
    """Where copies stand that are not the first of their group, and furniture."""
    places: dict[str, list[Span]] = {}
    for group in copies:
        for m in group.members if group.kind is RepeatKind.FURNITURE else group.members[1:]:
            places.setdefault(m.document, []).append(m.span)
    return {name: sorted(spans) for name, spans in places.items()}


def _side(
    documents: Sequence[Document],
    vectors: Mapping[str, Vectors],
    lang: Lang,
    skipped: Mapping[str, Sequence[Span]],
    firsts: Ints32,
) -> Side:
    """The sentences of a language that are long enough to tell something; numbered on from `firsts[document]`."""
    texts, rows, numbers = [], [], []
    for d, document in enumerate(documents):
        gone = np.zeros(len(document.text) + 1, dtype=bool)
        for span in skipped.get(document.name, ()):
            gone[span.start : span.end] = True
        for s in document.sentences:
            told = s.role in TOLD_ROLES and s.lang == lang and not gone[s.span.start : s.span.end].any()
            if told and len(document.matching_text(s.index)) >= SHORTEST[lang]:
                texts.append(document.matching_text(s.index))
                rows.append(vectors[document.name][s.index])
                numbers.append(firsts[d] + s.index)
    return Side(lang, texts, np.stack(rows) if rows else np.zeros((0, 1), np.float32), np.array(numbers, np.int32))


def _between(side: Side, first: int, end: int) -> Side:
    """The sentences numbered `[first, end)`: those of one document."""
    a, b = np.searchsorted(side.numbers, (first, end)).tolist()
    return Side(side.lang, side.texts[a:b], side.vectors[a:b], side.numbers[a:b])


def _passages(x: Side, y: Side | None, relation: Relation) -> list[Repeat]:
    """Runs of pairs, in sentence numbers, that are more likely than not; `matches` is probability by length."""
    found = candidates(x, y)
    odds = log_odds(found, relation)
    likely = np.flatnonzero(odds >= LEAST)
    numbers_i, numbers_j = x.numbers[found.pairs[likely, 0]], (x if y is None else y).numbers[found.pairs[likely, 1]]
    pairs = list(zip(numbers_i.tolist(), numbers_j.tolist(), odds[likely].tolist(), strict=True))
    repeats = []
    for run, total in best_runs(pairs, rarer(max(len(x.texts), 0 if y is None else len(y.texts)))):
        if relation == "within":
            total -= same_subject(run, len(x.texts))
            if total <= MORE_LIKELY_THAN_NOT:
                continue
        if not _interleaved(run):
            repeats.append(_repeat(run, total))
        elif relation == "across":  # a sentence, its translation, the next sentence, its translation
            repeats += [_repeat([pair], total) for pair in run]
        # Within a language, text that is similar to its own continuation is a list or catalogue, not a retelling.
    return repeats


def same_subject(run: Sequence[Pair], sentences: int) -> float:
    """By how much the log odds of a run are too high because its sides are near each other; 0 if they are far apart."""
    apart = min(abs(j - i) for i, j, _ in run)
    return max(0.0, float(np.log(CLOSE_BY * sentences / apart))) if apart <= NEAR else 0.0


def _interleaved(run: Sequence[Pair]) -> bool:
    """Whether the two sides of a run (reversed or not) overlap in the text."""
    return max(run[0][0], run[0][1]) <= min(run[-1][0], run[-1][1])


Pair = tuple[int, int, float]
"""Sentence numbers i and j, and the log-odds that they tell the same."""


def rarer(sentences: int) -> float:
    """What is subtracted from the log odds of a single pair, in a text (the longer of two) of so many sentences."""
    return float(np.interp(np.log(max(1, sentences)), np.log((FEW, MANY)), (RARER_OF_FEW, RARER)))


def best_runs(pairs: Sequence[Pair], less: float = RARER) -> list[tuple[list[Pair], float]]:
    """Runs of pairs in order on both sides, the likeliest first; each pair and each sentence is in one run at most.

    Each comes with its log odds, less `less`; runs that are not more likely than not are left out.
    """
    pairs = sorted(pairs)
    at = {(i, j): k for k, (i, j, _) in enumerate(pairs)}
    scores = [odds - less for _, _, odds in pairs]
    before = [-1] * len(pairs)
    for k, (i, j, odds) in enumerate(pairs):
        gain = NEW * (odds - BY_CHANCE)
        # Both sides must move on: if one sentence is similar to several in a row, they only have one subject.
        for di, dj in product(range(1, STEP + 1), repeat=2):
            p = at.get((i - di, j - dj), -1)
            if p >= 0 and scores[p] + gain > scores[k]:
                scores[k], before[k] = scores[p] + gain, p
    runs: list[tuple[list[Pair], float]] = []
    used_i: set[int] = set()
    used_j: set[int] = set()
    for k in sorted(range(len(pairs)), key=lambda k: -scores[k]):
        if scores[k] <= MORE_LIKELY_THAN_NOT:
            break
        run, p = [], k
        while p >= 0:
            run.append(pairs[p])
            p = before[p]
        if any(i in used_i and j in used_j for i, j, _ in run):
            continue
        used_i.update(i for i, _, _ in run)
        used_j.update(j for _, j, _ in run)
        runs.append((run[::-1], scores[k]))
    return runs


def _repeat(run: Sequence[Pair], total: float) -> Repeat:
    a_start, a_end = run[0][0], run[-1][0] + 1
    b_start, b_end = run[0][1], run[-1][1] + 1
    probability = 1 / (1 + float(np.exp(-total)))
    longer = max(a_end - a_start, b_end - b_start)
    if a_start > b_start:
        a_start, a_end, b_start, b_end = b_start, b_end, a_start, a_end
    return Repeat(a_start, a_end, b_start, b_end, probability * longer)


def _placed(group: Group, documents: Sequence[Document], firsts: Sequence[int]) -> tuple[Place, ...]:
    """The members, from sentence numbers to characters."""
    places = []
    for start, end in group.members:
        d = bisect_right(firsts, start) - 1
        sentences = documents[d].sentences[start - firsts[d] : end - firsts[d]]
        places.append(Place(documents[d].name, Span(sentences[0].span.start, sentences[-1].span.end)))
    return tuple(places)
