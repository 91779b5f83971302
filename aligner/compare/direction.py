"""Up on one side, down on the other, by the same per cent: 增长了63% and "fell by 63 %".

Looked for right beside a percentage that both sides give: in a whole sentence what rises and what falls stand together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.flags import flag
from aligner.compare.numbers import told_numbers
from aligner.compare.word_lists import folded
from aligner.packaged import packaged_toml
from aligner.recognise.mentions import NumberKind
from aligner.recognise.numbers import numbers
from aligner.records import Evidence, Flag, FlagKind, Lang, Severity, Span

# Characters before a figure, and after an English one ("a 63 % fall"), in which its verb stands; not past a comma.
BEFORE = {"zh": 12, "en": 40}
AFTER = 16
_STOP = re.compile(r"[，。；、,;.:：]")


@cache
def _signs(lang: Lang) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Of what rises, and of what falls."""
    table = packaged_toml("compare/direction.toml")
    up, down = ("|".join(table[lang][way]) for way in ("up", "down"))
    whole = r"\b(?:{})" if lang == "en" else "{}"
    return re.compile(whole.format(up)), re.compile(whole.format(down))


@dataclass(frozen=True, slots=True)
class Verb:
    """The word beside a figure that says where it moves."""

    span: Span
    up: bool


def check_direction(pair: Pair, context: Context) -> Iterator[Flag]:
    """Flags of kind meaning."""
    rates = {m.span for m in context.read(numbers, pair.zh) if m.kind is NumberKind.PERCENT}
    if not rates:
        return
    for zh, en in told_numbers(pair, context):
        if zh not in rates:
            continue
        first, second = _verb(pair.zh, zh), _verb(pair.en, en)
        if first is not None and second is not None and first.up != second.up:
            here, there = Span(first.span.start, zh.end), Span(min(second.span.start, en.start), en.end)
            said = Evidence(pair.zh.text[here.start : here.end], pair.en.text[there.start : there.end])
            yield flag(pair, FlagKind.MEANING, Severity.MAJOR, 0.7, here, there, said, "compare.stance.meaning")


def _verb(excerpt: Excerpt, figure: Span) -> Verb | None:
    """What stands beside a figure of one side; None where nothing does, or both kinds do (增速下降, a smaller rise)."""
    text = folded(excerpt)
    start = max(0, figure.start - BEFORE[excerpt.lang])
    start = max([start, *(m.end() for m in _STOP.finditer(text, start, figure.start))])
    stretches = [(start, figure.start)]
    if excerpt.lang == "en":
        stop = _STOP.search(text, figure.end, figure.end + AFTER)
        stretches.append((figure.end, stop.start() if stop else min(len(text), figure.end + AFTER)))
    found = [
        Verb(Span(first + m.start(), first + m.end()), up)
        for first, last in stretches
        for up, sign in zip((True, False), _signs(excerpt.lang), strict=True)
        for m in sign.finditer(text[first:last])
    ]
    return found[0] if found and len({verb.up for verb in found}) == 1 else None
