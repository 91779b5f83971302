"""Why a link was made, in what a reader can check: shared days, names, numbers, and words with their counterparts."""

from __future__ import annotations

import numpy as np

from aligner.align.comparable.mentions import Kind, Mentions
from aligner.align.comparable.sides import Ints, Side

MOST_WORDS = 4
COUNTERPART = 0.55  # cosine from which two words are shown as counterparts
LETTERS = 2  # shortest English word shown


def reasons(zh: Side, en: Side, mentions: Mentions, zh_run: range, en_run: range) -> tuple[str, ...]:
    """Days first, then names, numbers and rare words, those that are rarest first."""
    ids = _held(mentions.zh_start, mentions.zh_ids, zh_run) & _held(mentions.en_start, mentions.en_ids, en_run)
    order = (Kind.DATE, Kind.DAY, Kind.MONTH, Kind.NAME, Kind.NUMBER, Kind.QUOTED)
    shown = sorted(
        (k for k in ids if mentions.kinds[k] in order and mentions.weights[k] > 0),
        key=lambda k: (order.index(Kind(int(mentions.kinds[k]))), -float(mentions.weights[k]), mentions.labels[k]),
    )
    # 01-30 and 1950-01 say nothing beside 1950-01-30
    days = {mentions.labels[k] for k in shown if mentions.kinds[k] == Kind.DATE}
    shown = [k for k in shown if not any(mentions.labels[k] in day and mentions.labels[k] != day for day in days)]
    if any(mentions.kinds[k] == Kind.DAY for k in shown):
        shown = [k for k in shown if mentions.kinds[k] != Kind.MONTH]
    labels = [mentions.labels[k] for k in shown]
    # 莫斯科 = Moscow is a name: 莫斯科 = moscow, as a word, says it again.
    said = {label.casefold() for label in labels}
    words = [word for word in _words(zh, en, zh_run, en_run) if word.casefold() not in said]
    return tuple(dict.fromkeys([*labels, *words]))


def _held(start: Ints, ids: Ints, run: range) -> set[int]:
    return set(ids[start[run.start] : start[run.stop]].tolist())


def _words(zh: Side, en: Side, zh_run: range, en_run: range) -> list[str]:
    """The rarest pairs of words that are counterparts of one another."""
    if zh.words is None or en.words is None:
        return []
    left = np.unique(zh.words.ids[zh.words.start[zh_run.start] : zh.words.start[zh_run.stop]])
    right = np.unique(en.words.ids[en.words.start[en_run.start] : en.words.start[en_run.stop]])
    if not len(left) or not len(right):
        return []
    alike = zh.words.vectors[left] @ en.words.vectors[right].T
    partner, back = alike.argmax(1), alike.argmax(0)
    found = []
    for p, q in enumerate(partner):
        word, other = zh.words.names[left[p]], en.words.names[right[q]]
        if back[q] == p and alike[p, q] >= COUNTERPART and other.isalpha() and len(other) > LETTERS and len(word) > 1:
            found.append((float(zh.words.weights[left[p]] + en.words.weights[right[q]]), f"{word} = {other}"))
    return [text for _, text in sorted(found, key=lambda f: (-f[0], f[1]))[:MOST_WORDS]]
