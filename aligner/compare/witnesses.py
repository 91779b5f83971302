"""What the other accounts say where two contradict each other: "10-08 also in 02-chronicle.md", and who stands alone.

A third account speaks of the matter where one of its sentences is linked, more likely than not, to either of the two
that contradict each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from aligner.compare.check import excerpt
from aligner.compare.contradictions import SAME_MATTER
from aligner.compare.date_match import Match, agreement
from aligner.compare.dates import like_a_slip
from aligner.compare.number_match import Match as NumberMatch
from aligner.compare.number_match import agreement as number_agreement
from aligner.compare.running import Dated, running_dates
from aligner.recognise.date_mentions import DateMention
from aligner.recognise.mentions import NumberMention
from aligner.recognise.numbers import numbers
from aligner.records import Comparison, Document, Flag, FlagKind, Place

Side = Literal["zh", "en", ""]


@dataclass(frozen=True, slots=True)
class Witness:
    """A date or number of a third account. `side`: the side that it agrees with, "" where it agrees with neither."""

    place: Place
    value: str
    side: Side


@dataclass(frozen=True)
class Witnesses:
    """Finds them; reads each document at most once."""

    comparison: Comparison

    def of(self, flag: Flag) -> tuple[Witness, ...]:
        """Those of a date or number that two independent accounts give differently, those that agree first.

        One for each account: what it says that agrees, else the first that differs from both.
        """
        pair = self.comparison.alignments[flag.pair] if flag.pair is not None else None
        if pair is None or pair.mode != "comparable" or not flag.zh or not flag.en:
            return ()
        read = {FlagKind.DATE: self._dates, FlagKind.NUMBER: self._numbers}.get(flag.kind)
        if read is None:
            return ()
        found: dict[str, Witness] = {}
        own = {pair.zh.name, pair.en.name}
        for document, sentence in sorted(self._linked(flag)):
            if document in own:
                continue
            for witness in read(flag, self.comparison.document(document), sentence):
                held = found.get(document)
                if held is None or (witness.side and not held.side):
                    found[document] = witness
        return tuple(sorted(found.values(), key=lambda w: (not w.side, w.side, w.place.document)))

    def _linked(self, flag: Flag) -> set[tuple[str, int]]:
        at = ((p.document, self._sentence(p)) for p in (flag.zh[0], flag.en[0]))
        return {other for one in at for other in self._partners.get(one, ())}

    def _sentence(self, place: Place) -> int:
        sentences = self.comparison.document(place.document).sentences
        return next(s.index for s in sentences if s.span.start <= place.span.start < s.span.end)

    @cached_property
    def _partners(self) -> dict[tuple[str, int], set[tuple[str, int]]]:
        """Document and sentence -> those that it is linked to."""
        partners: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
        for alignment in self.comparison.alignments:
            zh, en = alignment.zh.name, alignment.en.name
            for bead in alignment.links():
                if bead.score >= SAME_MATTER:
                    for i in bead.zh:
                        partners[zh, i] |= {(en, j) for j in bead.en}
                    for j in bead.en:
                        partners[en, j] |= {(zh, i) for i in bead.zh}
        return partners

    def _dates(self, flag: Flag, document: Document, sentence: int) -> Iterator[Witness]:
        zh, en = (self._dated_at(places[0]) for places in (flag.zh, flag.en))
        if zh is None or en is None:
            return
        ends = _as_stated(zh), _as_stated(en)
        for dated in self._dated(document).get(sentence, ()):
            m = _as_stated(dated)
            same = [agreement(m, end) is Match.SAME for end in ends]
            near = m.start.day is not None and not dated.about and all(like_a_slip(m, end) for end in ends)
            if any(same) or near:
                yield Witness(Place(document.name, dated.span), m.describe(), _side(same))

    def _dated_at(self, place: Place) -> Dated | None:
        dated = self._dated(self.comparison.document(place.document)).get(self._sentence(place), ())
        return next((d for d in dated if d.span.overlaps(place.span)), None)

    @cached_property
    def _read(self) -> dict[str, dict[int, list[Dated]]]:
        return {}

    def _dated(self, document: Document) -> dict[int, list[Dated]]:
        if document.name not in self._read:
            by_sentence: dict[int, list[Dated]] = defaultdict(list)
            for dated in running_dates(document).found:
                by_sentence[dated.sentence].append(dated)
            self._read[document.name] = by_sentence
        return self._read[document.name]

    def _numbers(self, flag: Flag, document: Document, sentence: int) -> Iterator[Witness]:
        zh, en = (self._number_at(places[0]) for places in (flag.zh, flag.en))
        if zh is None or en is None:
            return
        for place, m in self._counted(document, sentence):
            if m.unit == zh.unit == en.unit:
                same = [number_agreement(m, one) >= NumberMatch.ROUGH for one in (zh, en)]
                yield Witness(place, m.describe(), _side(same))

    def _number_at(self, place: Place) -> NumberMention | None:
        document = self.comparison.document(place.document)
        counted = self._counted(document, self._sentence(place))
        return next((m for at, m in counted if at.span.overlaps(place.span)), None)

    def _counted(self, document: Document, sentence: int) -> Iterator[tuple[Place, NumberMention]]:
        shown = excerpt(document, [sentence])
        for m in numbers(shown.text, document.lang):
            yield shown.place(m.span.start, m.span.end), m


def _side(agrees: list[bool]) -> Side:
    return "zh" if agrees[0] else "en" if agrees[1] else ""


def _as_stated(dated: Dated) -> DateMention:
    """A date as resolved, without a year that was only inferred: inferred years may be wrong, and say nothing more."""
    m = dated.mention
    if dated.said.start.year is not None or m.start.day is None:
        return m
    end = replace(m.end, year=None) if m.end is not None else None
    return replace(m, start=replace(m.start, year=None), end=end)
