"""Makes flags for checks: from spans of excerpts to places, from parsed values to evidence and a message."""

from __future__ import annotations

from aligner.compare.check import Pair
from aligner.records import Evidence, Flag, FlagKind, Message, Severity, Span

SHOWN = 60  # characters of a text quoted in a message


def flag(
    pair: Pair,
    kind: FlagKind,
    severity: Severity,
    confidence: float,
    zh: Span | None,
    en: Span | None,
    evidence: Evidence,
    key: str,
) -> Flag:
    """A flag at these characters of the two excerpts; None for a side that has nothing to point at.

    The message is filled with the evidence of both sides, cut to `SHOWN` characters.
    """
    zh_places = (pair.zh.place(zh.start, zh.end),) if zh else ()
    en_places = (pair.en.place(en.start, en.end),) if en else ()
    args = (("zh", short(evidence.zh)), ("en", short(evidence.en)))
    return Flag(kind, severity, confidence, zh_places, en_places, evidence, Message(key, args))


def short(text: str) -> str:
    """The beginning of a text, with an ellipsis where it is cut."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
