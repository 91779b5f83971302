"""The checks, in order, over every pair of corresponding passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aligner.compare.check import Anchor, Check, Context, Glossary, Pair, TextCheck, excerpt
from aligner.compare.dates import check_dates
from aligner.compare.lexicon import learn_lexicon
from aligner.compare.names import check_names
from aligner.compare.negation import check_negation
from aligner.compare.numbers import check_numbers
from aligner.compare.running import running_dates
from aligner.embed.encoder import AdditiveEncoder, Encoder, load_encoder
from aligner.records import Alignment, Flag, Mode, Severity
from aligner.settings import CompareSettings

CHECKS: tuple[Check, ...] = (check_numbers, check_dates, check_names, check_negation)
TEXT_CHECKS: tuple[TextCheck, ...] = ()


def find_divergences(alignment: Alignment, encoder: Encoder, settings: CompareSettings) -> tuple[Flag, ...]:
    """All flags of one alignment, in the order of the Chinese text, then of the English."""
    pairs = list(linked_pairs(alignment))
    context = make_context(pairs, encoder, settings, alignment.mode)
    return tuple(sorted(check_pairs(pairs, context), key=_position))


def linked_pairs(alignment: Alignment) -> Iterator[Pair]:
    """One pair a link, with the last date of either text before it."""
    dates_zh, dates_en = running_dates(alignment.zh).before, running_dates(alignment.en).before
    for bead in alignment.links():
        anchor = Anchor(dates_zh[bead.zh[0]], dates_en[bead.en[0]])
        yield Pair(excerpt(alignment.zh, bead.zh), excerpt(alignment.en, bead.en), bead.score, anchor)


def make_context(pairs: Sequence[Pair], encoder: Encoder, settings: CompareSettings, mode: Mode) -> Context:
    """What the checks share. Word vectors are always the embedded encoder's: coverage is calibrated on them."""
    words = encoder if isinstance(encoder, AdditiveEncoder) else load_encoder("embedded")
    assert isinstance(words, AdditiveEncoder)
    return Context(words, settings, mode, learn_lexicon(()), Glossary())


def check_pairs(pairs: Sequence[Pair], context: Context) -> Iterator[Flag]:
    """Flags of every check that is not switched off, at or above the least severity."""
    least = Severity(context.settings.min_severity).rank
    off = set(context.settings.off)
    for flag in _all_flags(pairs, context):
        if flag.kind not in off and flag.severity.rank >= least:
            yield flag


def _all_flags(pairs: Sequence[Pair], context: Context) -> Iterable[Flag]:
    for pair in pairs:
        for check in CHECKS:
            yield from check(pair, context)
    for text_check in TEXT_CHECKS:
        yield from text_check(pairs, context)


def _position(flag: Flag) -> tuple[float, float, str]:
    far = float("inf")
    zh = min((p.span.start for p in flag.zh), default=far)
    en = min((p.span.start for p in flag.en), default=far)
    return (zh, en, flag.kind)
