"""Over all pairs: sentences that occur more than once and are rendered differently, in either direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.flags import short
from aligner.records import Evidence, Flag, FlagKind, Message, Severity

LEAST = {"zh": 8, "en": 24}  # characters; shorter sentences ("好的", "Yes.") may well be rendered in many ways
ALIKE = 97.0  # rapidfuzz ratio, 0 to 100, from which two renderings differ only in a comma
_SPACE = re.compile(r"[\s\W]+")


def check_consistency(pairs: Sequence[Pair], context: Context) -> Iterator[Flag]:
    """Minor flags at the later pair, which point at the earlier one too."""
    if context.mode != "parallel":
        return
    yield from _rendered_differently(pairs, "zh")
    yield from _rendered_differently(pairs, "en")


def _rendered_differently(pairs: Sequence[Pair], lang: str) -> Iterator[Flag]:
    first: dict[str, Pair] = {}
    told: dict[str, set[str]] = {}
    for pair in pairs:
        own, other = (pair.zh, pair.en) if lang == "zh" else (pair.en, pair.zh)
        key = _key(own)
        if len(key) < LEAST[lang]:
            continue
        if key not in first:
            first[key] = pair
            continue
        before = first[key].en if lang == "zh" else first[key].zh
        rendering = _key(other)
        if rendering in told.setdefault(key, {_key(before)}) or fuzz.ratio(_key(before), rendering) >= ALIKE:
            continue
        told[key].add(rendering)
        places = (other.whole(), before.whole())
        said = Evidence(own.text, f"{short(before.text)} / {short(other.text)}")
        if lang == "en":
            said = Evidence(said.en, said.zh)
        yield Flag(
            FlagKind.INCONSISTENCY,
            Severity.MINOR,
            0.5,
            (own.whole(),) if lang == "zh" else places,
            places if lang == "zh" else (own.whole(),),
            said,
            Message(f"compare.consistency.{lang}", (("before", short(before.text)), ("now", short(other.text)))),
        )


def _key(excerpt: Excerpt) -> str:
    return _SPACE.sub("" if excerpt.lang == "zh" else " ", excerpt.text.lower()).strip()
