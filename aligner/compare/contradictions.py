"""What two independent accounts gainsay of each other, among all that differs in passages which are linked.

Both must say something of it, in words that have something to do with each other, and neither may be in agreement with
the other account by another link: a sentence of 14 February that is linked to the treaty of 14 February and to a
message of 2 February tells the one, and no other day of the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np

from aligner.compare.check import Context, Excerpt, Pair, excerpt
from aligner.compare.running import running_dates
from aligner.compare.words import WordTable, word_table
from aligner.embed.encoder import Tokens
from aligner.recognise.moments import Moment
from aligner.recognise.numbers import numbers
from aligner.records import Alignment, Document, Flag, FlagKind, Place, Severity, Span

# From this probability on two passages of independent accounts are taken to tell of one matter: more likely than not.
SAME_MATTER = 0.5
# And from this on they are believed to date it otherwise: another matter has another day too, and is likelier than a
# slip where the link is not sure. Of 15 such dates of the sample corpus, the seed texts and benchmarks/accounts
# (all but nixon) 3 of the 6 in sure links were right, of the 9 others one.
SAME_THOUGH_DATED_OTHERWISE = 0.9
# How well the words around two values must be covered by each other, on the better side. "1979年下半年起大规模重建" and
# "for which plans were drawn in 1977" are about two things. In five topics written for this 22 contradictions had .23
# to .67, of five others four .14 to .20; in the sample corpus and benchmarks/accounts (all but nixon) six had .24 to
# .59, of 20 others eight .13 to .21.
SPEAKS_OF_ONE = 0.21
# A clause whose telling words weigh less (a date alone: "24 June: the Hanlin burns"; "for two days") says too little:
# then all of its side is read. A word as light as had or good tells nothing.
LEAST_CLAUSE, LEAST_WORD = 8.0, 3.5
_CLAUSE_END = re.compile(r"[，。；：！？!?;]|[,:.](?=\s|$)")


def between_accounts(flag: Flag, pair: Pair, context: Context) -> Flag | None:
    """The flag as it stands between independent accounts; None where nothing is gainsaid.

    What one tells and the other leaves out is no error between them: each names other people besides (毛泽东 in one,
    Roshchin in the other). Between passages that merely might correspond nothing can be gainsaid.
    """
    both_say = bool(flag.evidence.zh and flag.evidence.en)
    if not both_say or flag.kind is FlagKind.NAME or pair.score < SAME_MATTER or not _of_one_thing(flag, pair, context):
        return None
    if flag.kind is FlagKind.DATE and pair.score < SAME_THOUGH_DATED_OTHERWISE:
        return replace(flag, severity=Severity.MINOR)
    return flag


def _of_one_thing(flag: Flag, pair: Pair, context: Context) -> bool:
    """Whether the clauses that hold the two values have words in common, the values apart."""
    table = word_table(pair, context)
    zh = _around(_within(pair.zh, flag.zh), pair.zh, table.zh)
    en = _around(_within(pair.en, flag.en), pair.en, table.en)
    return not zh or not en or _cover(table, zh, en) >= SPEAKS_OF_ONE


def _cover(table: WordTable, zh: Sequence[int], en: Sequence[int]) -> float:
    """How much of these words, by weight, has a counterpart among those of the other side; of the better side."""
    similarity = table.similarity[np.ix_(zh, en)].clip(0)
    of_zh, of_en = table.zh.weights[list(zh)], table.en.weights[list(en)]
    by_side = ((similarity.max(axis=1), of_zh), (similarity.max(axis=0), of_en))
    return max(float(best @ weights) / float(weights.sum()) for best, weights in by_side)


def _within(side: Excerpt, places: Sequence[Place]) -> list[Span]:
    """Places of the document as spans of the excerpt."""
    starts = {side.place(i, i + 1).span.start: i for i in range(len(side.text) - 1, -1, -1)}
    found = ((starts.get(place.span.start), len(place.span)) for place in places)
    return [Span(at, min(len(side.text), at + length)) for at, length in found if at is not None]


def _around(values: Sequence[Span], side: Excerpt, tokens: Tokens) -> list[int]:
    """The tokens of the clauses that hold the values, without these; all others where those weigh little."""
    if not values:
        return []
    ends = [0, *(m.end() for m in _CLAUSE_END.finditer(side.text)), len(side.text)]
    first = max(end for end in ends if end <= values[0].start)
    last = min(end for end in ends if end >= values[-1].end)
    own = {i for value in values for i in tokens.within(value)}
    near = [i for i in tokens.within(Span(first, last)) if i not in own]
    telling = tokens.weights[near]
    if float(telling[telling >= LEAST_WORD].sum()) >= LEAST_CLAUSE:
        return near
    return [i for i in range(len(tokens)) if i not in own]


def without_settled(flags: Iterable[Flag], alignment: Alignment) -> Iterator[Flag]:
    """The flags but those whose date or number the other account gives too, in another sentence linked to this one."""
    zh, en = _Told(alignment.zh), _Told(alignment.en)
    links = [(set(bead.zh), set(bead.en)) for bead in alignment.links()]
    for flag in flags:
        if flag.kind in (FlagKind.DATE, FlagKind.NUMBER) and flag.zh and flag.en:
            at_zh, at_en = zh.sentence(flag.zh[0]), en.sentence(flag.en[0])
            beside_en = set().union(*(e for z, e in links if at_zh in z and at_en not in e))
            beside_zh = set().union(*(z for z, e in links if at_en in e and at_zh not in z))
            if zh.values(flag.zh[0]) & en.values_of(beside_en) or en.values(flag.en[0]) & zh.values_of(beside_zh):
                continue
        yield flag


Value = tuple[float, ...]


@dataclass(frozen=True)
class _Told:
    """The dates and numbers of an account, as values that compare across accounts, with their places."""

    document: Document

    @cached_property
    def _dated(self) -> dict[int, list[tuple[Span, Value]]]:
        """By sentence: place, and the finest that is said: (month, day), (year, month, 0), (year, 0, 0)."""
        found: dict[int, list[tuple[Span, Value]]] = defaultdict(list)
        for dated in running_dates(self.document).found:
            for moment in (dated.mention.start, dated.mention.end):
                if moment is not None and (value := _finest(moment)):
                    found[dated.sentence].append((dated.span, value))
        return found

    def _counted(self, sentence: int) -> Iterator[tuple[Span, Value]]:
        shown = excerpt(self.document, [sentence])
        for m in numbers(shown.text, self.document.lang):
            yield shown.place(m.span.start, m.span.end).span, (m.low, m.high, 0.0, 0.0)

    def sentence(self, place: Place) -> int:
        return next(s.index for s in self.document.sentences if s.span.start <= place.span.start < s.span.end)

    def values(self, place: Place) -> set[Value]:
        """Of the date there, or else of the number."""
        sentence = self.sentence(place)
        dated = {value for span, value in self._dated.get(sentence, ()) if span.overlaps(place.span)}
        return dated or {value for span, value in self._counted(sentence) if span.overlaps(place.span)}

    def values_of(self, sentences: set[int]) -> set[Value]:
        return {v for at in sentences for _, v in chain(self._dated.get(at, ()), self._counted(at))}


def _finest(moment: Moment) -> Value:
    if moment.shift is not None or moment.lunar:
        return ()
    if moment.month is not None and moment.day is not None:
        return moment.month, moment.day
    if moment.year is None:
        return ()
    return moment.year, moment.month or 0, 0
