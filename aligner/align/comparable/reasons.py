"""The reasons of a link that a reader can check: shared days, names, numbers, and words with their counterparts."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from aligner.align.comparable.mentions import Kind, Mentions
from aligner.align.comparable.sides import Side, Words
from aligner.arrays import Ints
from aligner.recognise.dates import dates
from aligner.recognise.hanzi import simplified
from aligner.recognise.names_zh import tagger
from aligner.recognise.numbers import numbers
from aligner.records import Lang

MOST_WORDS = 4
COUNTERPART = 0.55  # cosine from which two words are shown as counterparts
LETTERS = 2  # English words of so many letters or fewer are not shown
# Tags of jieba's dictionary for conjunctions, prepositions, pronouns, adverbs, places (之间), particles: any two texts
# share these.
GRAMMAR = frozenset("cprdfuy")
LEAST_NUMBER = 10.0  # smaller numbers, without a unit, are too common


def reasons(zh: Side, en: Side, mentions: Mentions, zh_run: range, en_run: range) -> tuple[str, ...]:
    """Days first, then names, numbers and words, the rarest first; each person and place once."""
    ids = _held(mentions.zh_start, mentions.zh_ids, zh_run) & _held(mentions.en_start, mentions.en_ids, en_run)
    order = (Kind.DATE, Kind.DAY, Kind.MONTH, Kind.NAME, Kind.NUMBER, Kind.QUOTED)
    shown = sorted(
        (k for k in ids if mentions.kinds[k] in order and mentions.weights[k] > 0 and not _small(mentions, k)),
        key=lambda k: (order.index(Kind(int(mentions.kinds[k]))), -float(mentions.weights[k]), mentions.labels[k]),
    )
    # 01-30 and 1950-01 add nothing to 1950-01-30
    days = {mentions.labels[k] for k in shown if mentions.kinds[k] == Kind.DATE}
    shown = [k for k in shown if not any(mentions.labels[k] in day and mentions.labels[k] != day for day in days)]
    if any(mentions.kinds[k] == Kind.DAY for k in shown):
        shown = [k for k in shown if mentions.kinds[k] != Kind.MONTH]
    named = " ".join(mentions.labels[k] for k in shown if mentions.kinds[k] == Kind.NAME)
    groups: set[int] = set()
    labels = []
    for k in shown:
        group = int(mentions.groups[k])
        if group not in groups:
            labels.append(mentions.labels[k])
        groups.add(group)
    return tuple(dict.fromkeys([*labels, *_words(zh, en, zh_run, en_run, named)]))


def _held(start: Ints, ids: Ints, run: range) -> set[int]:
    return set(ids[start[run.start] : start[run.stop]].tolist())


def _small(mentions: Mentions, k: int) -> bool:
    label = mentions.labels[k]
    return bool(mentions.kinds[k] == Kind.NUMBER and not label.endswith("%") and abs(float(label)) < LEAST_NUMBER)


def _words(zh: Side, en: Side, zh_run: range, en_run: range, named: str) -> list[str]:
    """The rarest pairs of words that are counterparts of one another and are not in `named`, the shared names."""
    if zh.words is None or en.words is None:
        return []
    left, right = _telling(zh.words, zh_run), _telling(en.words, en_run)
    if not len(left) or not len(right):
        return []
    alike = zh.words.vectors[left] @ en.words.vectors[right].T
    partner, back = alike.argmax(1), alike.argmax(0)
    taken = set(named.casefold().split())
    found = []
    mutual = (back[partner] == np.arange(len(left))) & (alike.max(1) >= COUNTERPART)
    for p in np.flatnonzero(mutual).tolist():
        q = int(partner[p])
        word, other = zh.words.names[left[p]], en.words.names[right[q]]
        if not other.isalpha() or len(other) <= LETTERS or len(word) < 2 or _grammar(simplified(word)):
            continue
        # 莫斯科 = Moscow has been shown as a name.
        if other in taken or simplified(word) in named or _counts(word, "zh") or _counts(other.capitalize(), "en"):
            continue
        found.append((float(zh.words.weights[left[p]] + en.words.weights[right[q]]), f"{word} = {other}"))
    return [text for _, text in sorted(found, key=lambda f: (-f[0], f[1]))[:MOST_WORDS]]


def _telling(words: Words, run: range) -> Ints:
    """The words of a run with at least the median weight: lighter ones are grammar."""
    ids = np.unique(words.ids[words.start[run.start] : words.start[run.stop]])
    return np.asarray(ids[words.weights[ids] >= words.usual_weight])


@lru_cache(maxsize=10_000)
def _grammar(word: str) -> bool:
    return all(tag[0] in GRAMMAR for _, tag in tagger().tag(word))


@lru_cache(maxsize=10_000)
def _counts(word: str, lang: Lang) -> bool:
    """Whether a word is a number or a date (六個, October), which is shown as such if both sides share it."""
    return any(m.span.start == 0 for m in numbers(word, lang)) or any(m.span.start == 0 for m in dates(word, lang))
