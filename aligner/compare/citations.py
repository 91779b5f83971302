"""Citations in notes: titles, publishers and pages, of which only the figures can be compared.

A title may be translated, or given in pinyin, or both; a city of publication added; 上册 becomes vol. 1. To the checks
of running text all that is left out, put in and misnamed. A wrong page or year is what a reader is led astray by.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.flags import flag
from aligner.packaged import packaged_toml
from aligner.recognise.calendar_en import MONTHS
from aligner.recognise.normal import normal_zh
from aligner.records import Evidence, Flag, FlagKind, Lang, Severity, Span

_CONFIDENCE = 0.7
_MOST = 2  # figures that differ on each side: more are another edition
_FIGURE = re.compile(
    r"(?P<range>(?<!\d)(?P<from>\d+)\s?[-–—~～至]\s?)?(?P<figure>\d+)"
    rf"|\b(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?(?=\s?\d|,|\s*$)",
    re.IGNORECASE,
)


def is_citation(zh: Excerpt, en: Excerpt) -> bool:
    """Whether either side of two notes cites a book, paper or file."""
    return any(_patterns(side.lang).search(side.text) for side in (zh, en))


def check_citation(pair: Pair, context: Context) -> Iterator[Flag]:  # noqa: ARG001 (the signature of checks)
    """Figures of one side against as many others of the other: pages, years, numbers of volumes.

    What one side has more is let pass: 上册 is vol. 1, and the year may stand in one of the two only.
    """
    zh, en = list(_figures(pair.zh)), list(_figures(pair.en))
    left = _without(zh, en), _without(en, zh)
    if len(left[0]) == len(left[1]) and 0 < len(left[0]) <= _MOST:
        for (a, span_a), (b, span_b) in zip(*left, strict=True):
            said = Evidence(str(a), str(b))
            yield flag(pair, FlagKind.NUMBER, Severity.MAJOR, _CONFIDENCE, span_a, span_b, said, "compare.citation")


def _figures(side: Excerpt) -> Iterator[tuple[int, Span]]:
    """Each figure with its place; months by name as their number, 257-8 as 257 and 258."""
    for match in _FIGURE.finditer(normal_zh(side.text)):
        if match["month"]:
            yield MONTHS[match["month"].lower()], Span(*match.span("month"))
            continue
        figure = match["figure"]
        if match["range"]:
            first = match["from"]
            yield int(first), Span(*match.span("from"))
            figure = first[: max(0, len(first) - len(figure))] + figure
        yield int(figure), Span(*match.span("figure"))


def _without(figures: list[tuple[int, Span]], others: list[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """Those of the figures that the others do not have, each as often as it is there more."""
    known = Counter(value for value, _ in others)
    left = []
    for value, span in figures:
        if known[value]:
            known[value] -= 1
        else:
            left.append((value, span))
    return left


@cache
def _patterns(lang: Lang) -> re.Pattern[str]:
    table = packaged_toml("compare/citations.toml")
    return re.compile("|".join(table[lang]))
