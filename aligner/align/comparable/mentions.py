"""What the sentences of both sides mention, as items that compare across the languages: dates, numbers, names.

An item is the same on both sides: the day 05-14, the number 35000, the person whom Shtykov and 什特科夫 name. Each
has a weight, the log likelihood ratio that sharing it is worth: what both texts mention all the time says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np

from aligner.align.comparable.namesakes import Namesake, namesakes, same_names
from aligner.align.comparable.sides import Floats, Ints, Side
from aligner.align.comparable.times import Timing, timing
from aligner.compare.check import excerpt
from aligner.recognise.mentions import NumberKind
from aligner.recognise.moments import Moment
from aligner.recognise.numbers import numbers
from aligner.records import Span

# How often an account of a matter mentions what another account of it mentions. Only its order counts: the weights of
# the kinds of evidence are learned (confidence.py).
TOLD_TOO = 0.5
SMALLEST_NUMBER = 2.0  # "one" and "first" are grammar
# Days that a text might name as well as those that it names, as so many mentions spread over the year: that two texts
# both name 30 January, each once, is no chance of one in so many sentences, but of one in so many days.
OTHER_DAYS = 30
YEAR = 366
USUAL_CAST, MOST_CAST = 0.35, 0.5  # cast in common of news, and of accounts of one matter
OTHER_YEAR = 6.0  # log odds that a day loses where the years of both sides differ: few accounts get a year wrong


class Kind(IntEnum):
    DATE = 0  # a day with its year
    DAY = 1  # month and day alone: years are often left to the reader, and taken from the wrong place
    MONTH = 2  # of a year; a day holds its month
    CONTEXT = 3  # the day that the text has reached: of the sentence, or the last before it
    NUMBER = 4
    NAME = 5
    QUOTED = 6  # that it is a quotation: quotations meet quotations first


class Item(NamedTuple):
    """`key` identifies it across the languages."""

    kind: Kind
    key: str


QUOTATION = Item(Kind.QUOTED, "“ ”")


@dataclass(frozen=True)
class Mentions:
    """Items of the sentences of both sides: those of Chinese sentence i are `zh_ids[zh_start[i]:zh_start[i + 1]]`.

    `kinds`: int64 by item. `weights`: float32 by item, nats. `labels`: by item, as shown. `groups`: int64 by item; of a
    group (the names of one person) one item counts. All days that Chinese sentence i names, shared or not, as days of
    the year, without those that are only about right: `zh_days[zh_days_start[i]:zh_days_start[i + 1]]`.
    """

    zh_start: Ints
    zh_ids: Ints
    en_start: Ints
    en_ids: Ints
    kinds: Ints
    weights: Floats
    labels: tuple[str, ...]
    groups: Ints
    timing: Timing
    zh_days_start: Ints
    zh_days: Ints
    en_days_start: Ints
    en_days: Ints

    @cached_property
    def common_cast(self) -> float:
        """Share of the sentences that hold a name or day that the other text holds too, of both sides averaged."""
        telling = np.isin(self.kinds, (Kind.NAME, Kind.DAY))
        sides = (self.zh_start, self.zh_ids), (self.en_start, self.en_ids)
        held = [
            np.add.reduceat(np.append(telling[ids], False), start[:-1]) * (np.diff(start) > 0) for start, ids in sides
        ]
        return float(np.mean([(count > 0).mean() for count in held]))

    @cached_property
    def of_one_matter(self) -> float:
        """Whether both texts tell of the same people and days all the time, as accounts of one matter do: 0 to 1."""
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
        # where both texts have years, 15 September is told as such only where the years differ
        rarity = {item: value - OTHER_YEAR * (item.kind is Kind.DAY) for item, value in rarity.items()}
    return Mentions(
        *_packed(found_zh, number),
        *_packed(found_en, number),
        np.array([item.kind for item in shared], np.int64),
        np.maximum(np.array(list(rarity.values()), np.float32), 0.0),
        tuple(item.key for item in shared),
        # what is no name is a group of its own
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
    """For each item, how often a sentence of this text holds it that has nothing to do with the one it is compared to.

    The share of the sentences that hold it; of days, leaving one out, the share of the mentions of days, to which those
    are added that the text might have had.
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
    """Where the days of each sentence begin, and the days, numbered through the year (31 a month).

    Without those that are about right: "three weeks earlier" speaks for the day it comes to, and against none.
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
    """Items of each sentence that takes part. The whole document is read, since dates lean on what stands before."""
    by_sentence = _read(side)
    return [by_sentence[i] for i in side.rows]


def _read(side: Side) -> list[set[Item]]:
    document = side.document
    told: list[set[Item]] = [set() for _ in document.sentences]
    taken: list[list[Span]] = [[] for _ in document.sentences]  # dates
    for dated in side.dated:
        taken[dated.sentence].append(dated.span)
        for moment in (dated.mention.start, dated.mention.end):
            if moment is not None:
                told[dated.sentence] |= set(_dated(moment))
    reached: set[Item] = set()
    for items, spans, sentence in zip(told, taken, document.sentences, strict=True):
        days = {Item(Kind.CONTEXT, item.key) for item in items if item.kind is Kind.DAY}
        reached = days or reached
        items |= reached
        # neither a line break, a note reference nor the spaces of text recognition divide 三万五千 there
        shown = excerpt(document, [sentence.index])
        for n in numbers(shown.text, sentence.lang):
            span = shown.place(n.span.start, n.span.end).span
            if n.low == n.high and abs(n.low) >= SMALLEST_NUMBER and not any(span.overlaps(s) for s in spans):
                percent = " %" if n.kind is NumberKind.PERCENT else ""
                items.add(Item(Kind.NUMBER, f"{n.low:.10g}{percent}"))
    return told


def _dated(moment: Moment) -> Iterable[Item]:
    if moment.lunar or moment.shift is not None:
        return
    if moment.month is not None and moment.day is not None:
        yield Item(Kind.DAY, f"{moment.month:02d}-{moment.day:02d}")
        if moment.year is not None:
            yield Item(Kind.DATE, f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}")
    if moment.month is not None and moment.year is not None:
        yield Item(Kind.MONTH, f"{moment.year:04d}-{moment.month:02d}")
