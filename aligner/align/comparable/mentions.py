"""What the sentences of both sides mention, as items that compare across the languages: dates, numbers, names.

An item is the same on both sides: the day 05-14, the number 35000, the person whom Shtykov and 什特科夫 name. Each
has a weight, the log likelihood ratio that sharing it is worth: what both texts mention all the time says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from aligner.align.comparable.namesakes import namesakes
from aligner.align.comparable.sides import Floats, Ints, Side
from aligner.recognise.dates import dates
from aligner.recognise.mentions import NumberKind
from aligner.recognise.moments import DateKind, Moment
from aligner.recognise.numbers import numbers
from aligner.records import Document

# How often an account of a matter mentions what another account of it mentions. Only its order counts: the weights of
# the kinds of evidence are learned (confidence.py).
TOLD_TOO = 0.5
SMALLEST_NUMBER = 2.0  # "one" and "first" are grammar


class Kind(IntEnum):
    DAY = 0
    MONTH = 1  # of a year; a day holds its month
    CONTEXT = 2  # the day that the text has reached: of the sentence, or the last before it
    NUMBER = 3
    NAME = 4
    QUOTED = 5  # that it is a quotation: quotations meet quotations first


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """`key` identifies it across the languages."""

    kind: Kind
    key: str


QUOTATION = Item(Kind.QUOTED, "“ ”")


@dataclass(frozen=True)
class Mentions:
    """Items of the sentences of both sides: those of Chinese sentence i are `zh_ids[zh_start[i]:zh_start[i + 1]]`.

    `kinds`: int64 by item. `weights`: float32 by item, nats. `labels`: by item, as shown. `zh_days`, `en_days`: int64
    by sentence: how many days it names, shared or not. `groups`: int64 by item; of a group (the names of one person)
    one item counts.
    """

    zh_start: Ints
    zh_ids: Ints
    en_start: Ints
    en_ids: Ints
    kinds: Ints
    weights: Floats
    labels: tuple[str, ...]
    groups: Ints
    zh_days: Ints
    en_days: Ints


def read_mentions(zh: Side, en: Side) -> Mentions:
    """Dates, numbers and names of both sides, matched."""
    found_zh, found_en = _calendar_and_numbers(zh), _calendar_and_numbers(en)
    group: dict[Item, int] = {}
    for name in namesakes(zh.texts, en.texts):
        item = Item(Kind.NAME, f"{name.form} = {name.name}")
        group[item] = name.group
        for i in name.zh:
            found_zh[i].add(item)
        for j in name.en:
            found_en[j].add(item)
    for side, found in ((zh, found_zh), (en, found_en)):
        for k in np.flatnonzero(side.quoted).tolist():
            found[k].add(QUOTATION)
    in_zh, in_en = _counts(found_zh), _counts(found_en)
    shared = sorted(in_zh.keys() & in_en.keys())
    number = {item: k for k, item in enumerate(shared)}
    rarity = [(np.log(len(zh) / in_zh[item]) + np.log(len(en) / in_en[item])) / 2 + np.log(TOLD_TOO) for item in shared]
    zh_start, zh_ids = _packed(found_zh, number)
    en_start, en_ids = _packed(found_en, number)
    return Mentions(
        zh_start,
        zh_ids,
        en_start,
        en_ids,
        np.array([item.kind for item in shared], np.int64),
        np.maximum(np.array(rarity, np.float32), 0.0),
        tuple(item.key for item in shared),
        # what is no name is a group of its own
        np.array([group.get(item, -1 - k) for k, item in enumerate(shared)], np.int64) + len(shared),
        _days(found_zh),
        _days(found_en),
    )


def _days(found: Sequence[set[Item]]) -> Ints:
    return np.array([sum(item.kind is Kind.DAY for item in items) for items in found], np.int64)


def _counts(found: Sequence[set[Item]]) -> dict[Item, int]:
    counts: dict[Item, int] = {}
    for items in found:
        for item in items:
            counts[item] = counts.get(item, 0) + 1
    return counts


def _packed(found: Sequence[set[Item]], number: Mapping[Item, int]) -> tuple[Ints, Ints]:
    rows = [sorted(number[item] for item in items if item in number) for items in found]
    start = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    return start, np.array([k for row in rows for k in row], np.int64)


def _calendar_and_numbers(side: Side) -> list[set[Item]]:
    """Items of each sentence that takes part. The whole document is read, since dates lean on what stands before."""
    by_sentence = _read(side.document)
    return [by_sentence[i] for i in side.rows]


def _read(document: Document) -> list[set[Item]]:
    out = []
    anchor = ""
    reached: set[Item] = set()
    for text, sentence in zip(document.matching_texts, document.sentences, strict=True):
        items: set[Item] = set()
        spans = []
        days: set[Item] = set()
        for mention in dates(text, sentence.lang):
            spans.append(mention.span)
            if mention.kind in (DateKind.TIME, DateKind.REPEATED, DateKind.DURATION):
                continue
            resolved = mention.resolve(anchor)
            anchor = resolved.start.iso_date() or anchor
            for moment in (resolved.start, resolved.end):
                if moment is not None:
                    items |= set(_dated(moment))
        days = {item for item in items if item.kind is Kind.DAY}
        if days:
            reached = {Item(Kind.CONTEXT, item.key) for item in days}
        items |= reached
        for n in numbers(text, sentence.lang):
            if n.low == n.high and abs(n.low) >= SMALLEST_NUMBER and not any(n.span.overlaps(s) for s in spans):
                percent = " %" if n.kind is NumberKind.PERCENT else ""
                items.add(Item(Kind.NUMBER, f"{n.low:.10g}{percent}"))
        out.append(items)
    return out


def _dated(moment: Moment) -> Iterable[Item]:
    """A day by month and day alone: years are often left to the reader, and taken from the wrong place."""
    if moment.lunar or moment.shift is not None:
        return
    if moment.month is not None and moment.day is not None:
        yield Item(Kind.DAY, f"{moment.month:02d}-{moment.day:02d}")
    if moment.month is not None and moment.year is not None:
        yield Item(Kind.MONTH, f"{moment.year:04d}-{moment.month:02d}")
