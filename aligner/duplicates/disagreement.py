"""Whether copies contradict each other: another number, date, name or a negation.

Only what was replaced, or put in or left out in a few words, counts: a copy that is cut short contradicts nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources

from aligner.duplicates.difference import differences
from aligner.duplicates.folding import fold_string
from aligner.records import FlagKind, Span

FEW = 12  # characters left out or put in that still change a statement rather than the length of the copy


@cache
def _patterns() -> dict[FlagKind, re.Pattern[str]]:
    """What tells of a number, a date, a name, a negation; from disagreement.toml, in both languages."""
    data = resources.files("aligner.duplicates").joinpath("disagreement.toml").read_text(encoding="utf-8")
    table = tomllib.loads(data)
    return {FlagKind(kind): re.compile("|".join(entry["patterns"])) for kind, entry in table.items()}


def disagreements(a: str, b: str) -> tuple[FlagKind, ...]:
    """The kinds of statement in which two copies differ."""
    suspect = [
        kind for kind, pattern in _patterns().items() if _said(pattern.finditer(a)) != _said(pattern.finditer(b))
    ]
    if not suspect:
        return ()
    changed = [d for d in differences(a, b) if d.kind == "replaced" or max(len(d.a), len(d.b)) <= FEW]
    found = []
    for kind in suspect:
        in_a = _said(_touching(_patterns()[kind].finditer(a), [d.a for d in changed]))
        in_b = _said(_touching(_patterns()[kind].finditer(b), [d.b for d in changed]))
        # A capital letter that one side lacks (the Army / an army) is no other name.
        if in_a != in_b and (kind != FlagKind.NAME or (in_a and in_b)):
            found.append(kind)
    return tuple(found)


def _said(matches: Iterable[re.Match[str]]) -> Counter[str]:
    """What was matched, folded, with how often."""
    return Counter(fold_string(m.group()) for m in matches)


def _touching(matches: Iterable[re.Match[str]], spans: Sequence[Span]) -> Iterator[re.Match[str]]:
    """The matches that overlap one of the spans; both in order."""
    k = 0
    for m in matches:
        while k < len(spans) and spans[k].end <= m.start():
            k += 1
        if k < len(spans) and spans[k].start < m.end():
            yield m
