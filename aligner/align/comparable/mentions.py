"""Dates, numbers and names that the sentences of both sides mention, as items that are equal across the languages.

Items are, for instance, the day 05-14, the number 35000, and the person called Shtykov or 什特科夫. The weight of an
item is the log likelihood ratio of sharing it: what both texts mention all the time says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np

from aligner.align.comparable.namesakes import Namesake, namesakes, same_names
from aligner.align.comparable.sides import Side
from aligner.align.comparable.times import Timing, timing
from aligner.arrays import Floats32, Ints
from aligner.compare.check import excerpt
from aligner.recognise.mentions import NumberKind
from aligner.recognise.moments import Moment
from aligner.recognise.numbers import numbers
from aligner.records import Span

# Probability that an account mentions what another account of the same matter mentions. Only its order of magnitude
# counts, since the kinds of evidence have weights of their own (confidence.py).
TOLD_TOO = 0.5
SMALLEST_NUMBER = 2.0  # "one" and "first" are grammar
# Pseudo-counts: so many mentions of days, spread over the year, are added to those of a text. That two texts each name
# 30 January once is a coincidence not of one in so many sentences but of one in so many days.
OTHER_DAYS = 30
YEAR = 366  # days
USUAL_CAST, MOST_CAST = 0.35, 0.5  # `common_cast` of news, and of accounts of one matter
A_FEW_DAYS = 2  # as far as the two ends of an interval are days of one event
OTHER_YEAR = 6.0  # log odds that a shared day loses if the years differ: few accounts get a year wrong


class Kind(IntEnum):
    DATE = 0  # a day with its year
    DAY = 1  # month and day alone, since years are often unstated and then guessed wrongly
    MONTH = 2  # a month of a year; a date implies its month
    CONTEXT = 3  # the day that the text has reached: named in the sentence, or the last one named before it
    NUMBER = 4
    NAME = 5
    QUOTED = 6  # that the sentence is a quotation, which most likely corresponds to a quotation


class Item(NamedTuple):
    """A mention; `key` is the same in both languages."""

    kind: Kind
    key: str


QUOTATION = Item(Kind.QUOTED, "“ ”")


@dataclass(frozen=True)
class Mentions:
    """Items of the sentences of both sides: those of Chinese sentence i are `zh_ids[zh_start[i]:zh_start[i + 1]]`.

    By item: `kinds` int64, `weights` float32 in nats, `labels` as shown to readers, `groups` int64; of the items in one
    group (names of one person) only one counts. `zh_days[zh_days_start[i]:zh_days_start[i + 1]]` are all exact days
    that Chinese sentence i names, shared or not, as days of the year.
    """

    zh_start: Ints
    zh_ids: Ints
    en_start: Ints
    en_ids: Ints
    kinds: Ints
    weights: Floats32
    labels: tuple[str, ...]
    groups: Ints
    timing: Timing
    zh_days_start: Ints
    zh_days: Ints
    en_days_start: Ints
    en_days: Ints

    @cached_property
    def common_cast(self) -> float:
        """Share of sentences with a name or day that the other text has too, averaged over both sides."""
        telling = np.isin(self.kinds, (Kind.NAME, Kind.DAY))
        sides = (self.zh_start, self.zh_ids), (self.en_start, self.en_ids)
        held = [
            np.add.reduceat(np.append(telling[ids], False), start[:-1]) * (np.diff(start) > 0) for start, ids in sides
        ]
        return float(np.mean([(count > 0).mean() for count in held]))

    @cached_property
    def of_one_matter(self) -> float:
        """From 0 to 1: how much both texts name the same people and days throughout, as accounts of one matter do."""
        return float(np.clip((self.common_cast - USUAL_CAST) / (MOST_CAST - USUAL_CAST), 0, 1))


def read_mentions(zh: Side, en: Side) -> Mentions:
    """Dates, numbers and names of both sides, matched."""
    found_zh, found_en = _calendar_and_numbers(zh), _calendar_and_numbers(en)
    group: dict[Item, int] = {}
    for name in _namesakes(zh, en):
        item = Item(Kind.NAME, f"{name.form} = {name.name}")
        group[item] = name.group
        for i in name.zh:
            found_zh[i].add(item)
        for j in name.en:
            found_en[j].add(item)
    for side, found in ((zh, found_zh), (en, found_en)):
        for k in np.flatnonzero(side.quoted).tolist():
            found[k].add(QUOTATION)
    by_chance_zh, by_chance_en = _by_chance(found_zh), _by_chance(found_en)
    shared = sorted(by_chance_zh.keys() & by_chance_en.keys())
    number = {item: k for k, item in enumerate(shared)}
    rarity = {item: np.log(TOLD_TOO) - np.log(by_chance_zh[item] * by_chance_en[item]) / 2 for item in shared}
    if any(item.kind is Kind.DATE for item in by_chance_zh) and any(item.kind is Kind.DATE for item in by_chance_en):
        # If both texts have years, a day that is shared without its year is of two years.
        rarity = {item: value - OTHER_YEAR * (item.kind is Kind.DAY) for item, value in rarity.items()}
    return Mentions(
        *_packed(found_zh, number),
        *_packed(found_en, number),
        np.array([item.kind for item in shared], np.int64),
        np.maximum(np.array(list(rarity.values()), np.float32), 0.0),
        tuple(item.key for item in shared),
        # Every item that is not a name is a group of its own.
        np.array([group.get(item, -1 - k) for k, item in enumerate(shared)], np.int64) + len(shared),
        timing(zh, en),
        *_days(zh),
        *_days(en),
    )


def _namesakes(zh: Side, en: Side) -> Iterator[Namesake]:
    if zh.document.lang == en.document.lang:
        return same_names(zh.texts, en.texts, zh.document.lang)
    return namesakes(zh.texts, en.texts)


def _by_chance(found: Sequence[set[Item]]) -> dict[Item, float]:
    """For each item, the probability that an unrelated sentence of this text mentions it.

    This is the share of sentences with the item. For days it is estimated from all mentions of days but one, plus the
    pseudo-counts OTHER_DAYS.
    """
    counts: dict[Item, int] = {}
    for items in found:
        for item in items:
            counts[item] = counts.get(item, 0) + 1
    days = sum(count for item, count in counts.items() if item.kind is Kind.DAY)

    def mentions_by_chance(item: Item) -> float:
        count = counts[Item(Kind.DAY, item.key[-5:])] if item.kind is Kind.DATE else counts[item]
        if item.kind not in (Kind.DATE, Kind.DAY):
            return count
        return days * (count - 1 + OTHER_DAYS / YEAR) / (days - 1 + OTHER_DAYS)

    return {item: mentions_by_chance(item) / len(found) for item in counts}


def _days(side: Side) -> tuple[Ints, Ints]:
    """Where the days of each sentence begin, and the days as days of the year.

    Inexact days are left out: "three weeks earlier" is evidence for the day that it comes to, but contradicts none.
    """
    named: dict[int, set[int]] = {}
    for dated in side.dated:
        for moment in (dated.mention.start, dated.mention.end):
            if moment is not None and not dated.about:
                keys = (item.key for item in _dated(moment) if item.kind is Kind.DAY)
                named.setdefault(dated.sentence, set()).update(map(_day_of_year, keys))
    days = [sorted(named.get(i, ())) for i in side.rows]
    return _starts(days), np.array([day for row in days for day in row], np.int64)


def _day_of_year(key: str) -> int:
    month, day = key.split("-")
    return round((int(month) - 1) * YEAR / 12) + int(day)


def _packed(found: Sequence[set[Item]], number: Mapping[Item, int]) -> tuple[Ints, Ints]:
    rows = [sorted(number[item] for item in items if item in number) for items in found]
    return _starts(rows), np.array([k for row in rows for k in row], np.int64)


def _starts(rows: Sequence[Sequence[int]]) -> Ints:
    return np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)


def _calendar_and_numbers(side: Side) -> list[set[Item]]:
    """Items of each sentence of the side. The whole document is read, since dates depend on what comes before."""
    by_sentence = _read(side)
    return [by_sentence[i] for i in side.rows]


def _read(side: Side) -> list[set[Item]]:
    document = side.document
    told: list[set[Item]] = [set() for _ in document.sentences]
    lasted: list[set[Item]] = [set() for _ in document.sentences]  # last days of longer intervals
    taken: list[list[Span]] = [[] for _ in document.sentences]  # dates
    for dated in side.dated:
        taken[dated.sentence].append(dated.span)
        start, end = dated.mention.start, dated.mention.end
        told[dated.sentence] |= set(_dated(start))
        if end is not None:
            # What happened on 24 February is not what was remitted between 1 January and 24 February. Accounts that
            # give the same interval share its first day.
            ends = set(_dated(end))
            last = {item for item in ends if item.kind is not Kind.MONTH} if _is_long(start, end) else set()
            told[dated.sentence] |= ends - last
            lasted[dated.sentence] |= last
    reached: set[Item] = set()
    for items, last, spans, sentence in zip(told, lasted, taken, document.sentences, strict=True):
        days = {Item(Kind.CONTEXT, item.key) for item in items | last if item.kind is Kind.DAY}
        reached = days or reached
        items |= reached
        # In the excerpt no line break, note reference or scattered space divides 三万五千.
        shown = excerpt(document, [sentence.index])
        for n in numbers(shown.text, sentence.lang):
            span = shown.place(n.span.start, n.span.end).span
            if n.low == n.high and abs(n.low) >= SMALLEST_NUMBER and not any(span.overlaps(s) for s in spans):
                percent = " %" if n.kind is NumberKind.PERCENT else ""
                items.add(Item(Kind.NUMBER, f"{n.low:.10g}{percent}"))
    return told


def _is_long(start: Moment, end: Moment) -> bool:
    """Whether an interval is longer than one event may be, by `A_FEW_DAYS`."""
    if start.month is None or start.day is None or end.month is None or end.day is None:
        return False
    first, last = (_day_of_year(f"{moment.month}-{moment.day}") for moment in (start, end))
    return (last - first) % YEAR > A_FEW_DAYS


def _dated(moment: Moment) -> Iterable[Item]:
    if moment.lunar or moment.shift is not None:
        return
    if moment.month is not None and moment.day is not None:
        yield Item(Kind.DAY, f"{moment.month:02d}-{moment.day:02d}")
        if moment.year is not None:
            yield Item(Kind.DATE, f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}")
    if moment.month is not None and moment.year is not None:
        yield Item(Kind.MONTH, f"{moment.year:04d}-{moment.month:02d}")
