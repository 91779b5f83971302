"""What both sides tell though vectors of words do not see it: the same numbers and names, and words of the dictionary.

采矿业只占不到0.2欧元 is "less than 20 cents from mining", 划清界限 "to draw a line", 属鼠 "born in a Year of the Rat".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.compare.check import Context, Pair
from aligner.compare.glosses import glossed
from aligner.compare.names import told_names
from aligner.compare.numbers import told_numbers
from aligner.compare.words import WordTable
from aligner.compare.zodiac import told_signs
from aligner.records import Lang, Span

# A word this near to another renders it, whatever else the dictionary has for it.
RENDERED = 0.6
# Glosses tell a clause where they are this much of it, by weight: "furnish" alone, a gloss of 提供, does not tell that
# "and furnish the technical documents required" is there.
GLOSSED = 1 / 3


@dataclass(frozen=True, slots=True)
class Told:
    """What one side tells that the other tells too. `values`: its numbers and names; `glosses`: spans of it with those
    of the other side.
    """

    table: WordTable
    lang: Lang
    values: Sequence[Span]
    glosses: Sequence[tuple[Span, Span]]

    def within(self, clause: Span) -> set[int]:
        """Numbers of the tokens of a clause that are told on the other side."""
        own = self.table.zh if self.lang == "zh" else self.table.en
        within = own.within(clause)
        values = {i for span in self.values for i in own.within(span) if i in within}
        here = {i for span, _ in self.glosses for i in own.within(span) if i in within}
        if here and own.weights[list(here)].sum() >= GLOSSED * own.weights[within].sum():
            only = (span for span, other in self.glosses if not self._rendered_outside(other, clause))
            values |= {i for span in only for i in own.within(span) if i in within}
        return values

    def _rendered_outside(self, other: Span, clause: Span) -> bool:
        """Whether the word of the other side renders one outside the clause: 提供 that is "offer" there already."""
        zh = self.lang == "zh"
        own, opposite = (self.table.zh, self.table.en) if zh else (self.table.en, self.table.zh)
        similarity = self.table.similarity if zh else self.table.similarity.T
        inside = own.within(clause)
        outside = [i for i in range(len(own)) if i not in inside]
        return bool(similarity[np.ix_(outside, opposite.within(other))].max(initial=0.0) >= RENDERED)


def told(pair: Pair, table: WordTable, lang: Lang, context: Context) -> Told:
    """Of one side of a pair."""
    side = 0 if lang == "zh" else 1
    both_tell = (*told_numbers(pair, context), *told_names(pair, context), *told_signs(pair))
    values = [both[side] for both in both_tell]
    return Told(table, lang, values, [(both[side], both[1 - side]) for both in glossed(pair)])
