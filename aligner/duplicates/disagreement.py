"""Whether copies contradict each other: another number, date, name or a negation.

Only what was replaced, or put in or left out in a few words, counts: a copy that is cut short contradicts nothing.
Numbers and dates are compared by value: 三万五千 and 35,000 are no difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cache

from aligner.duplicates.difference import Difference, differences
from aligner.duplicates.folding import fold_string
from aligner.packaged import packaged_toml
from aligner.recognise.dates import dates
from aligner.recognise.names_en import names_en
from aligner.recognise.names_zh import names_zh
from aligner.recognise.numbers import numbers
from aligner.records import FlagKind, Lang, Span

FEW = 12  # characters left out or put in that still change a statement rather than the length of the copy
LONGEST_NAME = 30  # characters
AROUND = 40  # characters to either side of a change in which a number or name that it touches begins and ends
CONTEXT = 4  # characters before or behind what is said that must be alike for it to be the same, moved

Said = tuple[Span, Hashable]
"""Where something is said, and its value."""


def _numbers(text: str, lang: Lang) -> Iterator[Said]:
    dated = [d.span for d in dates(text, lang)]
    for n in numbers(text, lang):
        if not any(n.span.overlaps(span) for span in dated):
            yield n.span, (n.low, n.high, n.kind, n.exactness)


def _dates(text: str, lang: Lang) -> Iterator[Said]:
    return ((d.span, (d.start, d.end, d.duration, d.relation)) for d in dates(text, lang))


def _names(text: str, lang: Lang) -> Iterator[Said]:
    found = names_zh(text) if lang == "zh" else names_en(text)
    return ((n.span, fold_string(text[n.span.start : n.span.end])) for n in found)


def _negations(text: str, lang: Lang) -> Iterator[Said]:  # noqa: ARG001 (one signature)
    """All deny alike: 从来不穿 and 从来没穿过 contradict each other in nothing."""
    return ((Span(*m.span()), True) for m in _negation().finditer(text))


@cache
def _negation() -> re.Pattern[str]:
    return re.compile("|".join(packaged_toml("duplicates/negation.toml")["patterns"]))


STATEMENTS: tuple[tuple[FlagKind, Callable[[str, Lang], Iterator[Said]]], ...] = (
    (FlagKind.NUMBER, _numbers),
    (FlagKind.DATE, _dates),
    (FlagKind.NAME, _names),
    (FlagKind.NEGATION, _negations),
)


def disagreements(a: str, b: str, lang: Lang) -> tuple[FlagKind, ...]:
    """The kinds of statement in which two copies of a passage differ."""
    changed = [d for d in differences(a, b) if d.kind == "replaced" or max(len(d.a), len(d.b)) <= FEW]
    if not changed:
        return ()
    folded_a, folded_b = fold_string(a), fold_string(b)
    found = []
    for kind, recognise in STATEMENTS:
        # A name that only one side has is a word that was put in; another name in its place is a contradiction.
        instead = kind is FlagKind.NAME
        where = [d for d in changed if not instead or _words_for_words(a, b, d)]
        if not where:
            continue  # and the gazetteer of names, which takes its time, is not loaded
        in_a = _said(a, folded_b, [d.a for d in where], lang, recognise)
        in_b = _said(b, folded_a, [d.b for d in where], lang, recognise)
        if in_a != in_b and (not instead or (in_a and in_b)):
            found.append(kind)
    return tuple(found)


def _words_for_words(a: str, b: str, d: Difference) -> bool:
    """Whether a few words stand for others: where one name can stand for another."""
    return all(
        len(span) <= LONGEST_NAME and any(c.isalpha() for c in text[span.start : span.end])
        for text, span in ((a, d.a), (b, d.b))
    )


def _said(
    text: str, other: str, changed: Sequence[Span], lang: Lang, recognise: Callable[[str, Lang], Iterator[Said]]
) -> Counter[Hashable]:
    """What is said where the text was changed, with how often; not what the `other` copy, folded, says elsewhere in the
    same words (its sentences stand in another order).
    """
    said: Counter[Hashable] = Counter()
    for window, spans in _windows(text, changed):
        for place, value in recognise(text[window.start : window.end], lang):
            place = place.shifted(window.start)
            moved = _stands_in(other, text, place)
            if not moved and any(place.overlaps(span) for span in spans):
                said[value] += 1
    return said


def _stands_in(other: str, text: str, place: Span) -> bool:
    """Whether the words at a place stand in `other`, folded, with the same words before them or behind."""
    before, behind = text[max(0, place.start - CONTEXT) : place.end], text[place.start : place.end + CONTEXT]
    return any(len(words) == len(place) + CONTEXT and fold_string(words) in other for words in (before, behind))


def _windows(text: str, changed: Sequence[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """The surroundings of the changes, those that meet as one, each with its changes."""
    held: Span | None = None
    spans: list[Span] = []
    for span in changed:
        start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
        if held and start <= held.end:
            held = Span(held.start, max(held.end, end))
            spans.append(span)
            continue
        if held:
            yield held, spans
        held, spans = Span(start, end), [span]
    if held:
        yield held, spans
