"""The checks, in order, over every pair of corresponding passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from aligner.compare.accepted import is_accepted, read_accepted
from aligner.compare.agent import check_agent
from aligner.compare.aliases import learned_aliases, without_aliases
from aligner.compare.check import Anchor, Check, Context, Excerpt, Glossary, Pair, excerpt
from aligner.compare.citations import check_citation, is_citation
from aligner.compare.consistency import check_consistency
from aligner.compare.contradictions import between_accounts, without_settled
from aligner.compare.contrast import check_contrast
from aligner.compare.coverage import check_coverage
from aligner.compare.dates import check_dates
from aligner.compare.direction import check_direction
from aligner.compare.exchange import check_exchange
from aligner.compare.freedom import cover, demanded, stands
from aligner.compare.glossary import check_glossary, read_glossary
from aligner.compare.mechanics import check_mechanics
from aligner.compare.names import check_names
from aligner.compare.negation import check_negation
from aligner.compare.numbers import check_numbers
from aligner.compare.quotation import check_quotation
from aligner.compare.renderings import Rendered, check_renderings, renderings
from aligner.compare.running import running_dates
from aligner.compare.stance import check_stance
from aligner.compare.terms import Sighting, check_terms, sighting
from aligner.compare.unlinked import empty_side, unlinked_flags
from aligner.compare.unlinked_notes import unlinked_note_flags
from aligner.compare.words import read_ahead
from aligner.compare.zodiac import check_zodiac
from aligner.embed import AdditiveEncoder, Encoder, load_encoder
from aligner.errors import SettingsError
from aligner.records import Alignment, Bead, Document, Flag, FlagKind, Mode, Role, Severity
from aligner.settings import CompareSettings

CHECKS: tuple[Check, ...] = (
    check_numbers,
    check_dates,
    check_names,
    check_agent,
    check_exchange,
    check_contrast,
    check_negation,
    check_stance,
    check_direction,
    check_zodiac,
    check_coverage,
    check_quotation,
    check_glossary,
    check_mechanics,
)
CITED: tuple[Check, ...] = (check_citation, check_glossary)  # of citations in notes


def find_divergences(alignment: Alignment, encoder: Encoder, settings: CompareSettings) -> tuple[Flag, ...]:
    """All flags of one alignment, in the order of the Chinese text, then of the English."""
    pairs = list(linked_pairs(alignment))
    context = make_context(encoder, settings, alignment.mode)
    wanted = wanted_flags(settings)
    checked = tuple(check_pairs(pairs, context))
    checked = without_aliases(checked, learned_aliases(checked))
    if alignment.mode == "comparable":
        checked = tuple(without_settled(checked, alignment))
    alone = (*unlinked_flags(alignment), *unlinked_note_flags(alignment))
    found = (*checked, *(flag for flag in alone if wanted(flag)))
    # a sentence that stands in several links is read several times: what is said of it alone is said once
    return tuple(sorted(dict.fromkeys(found), key=_position))


def linked_pairs(alignment: Alignment) -> Iterator[Pair]:
    """One pair a link, with the last date of either text before it."""
    dates_zh, dates_en = running_dates(alignment.zh), running_dates(alignment.en)
    parallel = alignment.mode == "parallel"
    for bead in alignment.links():
        lunar = dates_zh.lunar[bead.zh[0]] if dates_zh.lunar is not None else None
        anchor = Anchor(dates_zh.before[bead.zh[0]], dates_en.before[bead.en[0]], lunar)
        near = (_near(alignment.zh, bead.zh), _near(alignment.en, bead.en)) if parallel else ("", "")
        zh, en = excerpt(alignment.zh, bead.zh), excerpt(alignment.en, bead.en)
        yield Pair(zh, en, bead.score, anchor, *near, cited=parallel and _cited(alignment, bead, zh, en))


def _cited(alignment: Alignment, bead: Bead, zh: Excerpt, en: Excerpt) -> bool:
    """Whether two notes cite a source: they look so, or one is in the other language, as the title it gives."""
    sentences = [alignment.zh.sentences[i] for i in bead.zh], [alignment.en.sentences[j] for j in bead.en]
    if any(s.role is not Role.NOTE for side in sentences for s in side):
        return False
    foreign = any(
        s.lang != d.lang for side, d in zip(sentences, (alignment.zh, alignment.en), strict=True) for s in side
    )
    return foreign or is_citation(zh, en)


def _near(document: Document, indices: Sequence[int]) -> str:
    """The sentences just before and just after."""
    around = (indices[0] - 1, indices[-1] + 1)
    return "\n".join(document.sentence_text(i) for i in around if 0 <= i < len(document.sentences))


def make_context(encoder: Encoder, settings: CompareSettings, mode: Mode) -> Context:
    """What the checks share. Word vectors are always the embedded encoder's: coverage is calibrated on them."""
    words = encoder if isinstance(encoder, AdditiveEncoder) else load_encoder("embedded")
    assert isinstance(words, AdditiveEncoder)
    return Context(words, settings, mode, read_glossary(Path(settings.glossary)) if settings.glossary else Glossary())


def check_pairs(pairs: Sequence[Pair], context: Context) -> Iterator[Flag]:
    """Flags of all checks that the settings ask for, pair by pair, then those of the whole text."""
    wanted = wanted_flags(context.settings)
    for pair in pairs:
        if pair.cited:
            yield from check_pair(pair, context, wanted, CITED)
    pairs = [pair for pair in pairs if not pair.cited]
    found: list[list[Flag]] = []
    covers: list[float] = []
    rendered: list[Rendered] = []
    sightings: list[Sighting | None] = []
    for pair in read_ahead(pairs, context):
        found.append(list(check_pair(pair, context, wanted)))
        covers.append(cover(pair, context))
        rendered += renderings(pair, context)
        sightings.append(sighting(pair, context))
    for pair, flags, more in zip(pairs, found, demanded(covers), strict=True):
        yield from (flag for flag in flags if stands(flag, pair.score, more))
    yield from check_text(pairs, rendered, sightings, context)


def check_pair(
    pair: Pair, context: Context, wanted: Callable[[Flag], bool], checks: Sequence[Check] = CHECKS
) -> Iterator[Flag]:
    """Flags of one pair. Their confidence is that of the check times the probability that the pair corresponds."""
    found = empty_side(pair) or [flag for check in checks for flag in check(pair, context)]
    gaps = [f for f in found if f.kind in (FlagKind.OMISSION, FlagKind.ADDITION)]
    for flag in found:
        if context.mode == "comparable":
            between = between_accounts(flag, pair, context)
            if between is None:
                continue
            flag = between
        if flag.kind in _ONE_SIDED and any(_lies_in(flag, gap) for gap in gaps):
            flag = replace(flag, severity=Severity.MINOR, confidence=flag.confidence * WITHIN)
        if wanted(sure := replace(flag, confidence=flag.confidence * pair.score)):
            yield _severe(sure, context.settings)


# What a clause without counterpart holds has none either: the flag of the clause says the most of it, and its names and
# figures come after. They are kept, since a wrong name may be what makes the clause look lost.
WITHIN = 0.5
_ONE_SIDED = frozenset({FlagKind.NAME, FlagKind.NUMBER, FlagKind.NEGATION})


def _lies_in(flag: Flag, gap: Flag) -> bool:
    """Whether a flag points at nothing but a stretch of the clause of another."""
    own, outer = (*flag.zh, *flag.en), (*gap.zh, *gap.en)
    return all(
        any(o.document == p.document and o.span.start <= p.span.start and p.span.end <= o.span.end for o in outer)
        for p in own
    )


def check_text(
    pairs: Sequence[Pair], rendered: Iterable[Rendered], sightings: Sequence[Sighting | None], context: Context
) -> Iterator[Flag]:
    """Flags that need all pairs at once; `rendered` and `sightings` are what was told of names and terms of each."""
    wanted = wanted_flags(context.settings)
    terms = check_terms(pairs, sightings, context)
    for flag in (*check_consistency(pairs, context), *check_renderings(rendered), *terms):
        if wanted(flag):
            yield _severe(flag, context.settings)


def wanted_flags(settings: CompareSettings) -> Callable[[Flag], bool]:
    """Whether a flag is of a kind, severity and confidence that is asked for, and not accepted already.

    Raises SettingsError for kinds and severities that do not exist.
    """
    least = Severity(_known(settings.min_severity, Severity, "compare.min_severity")).rank
    off = {_known(kind, FlagKind, "compare.off") for kind in settings.off}
    errors = {_known(kind, FlagKind, "compare.errors") for kind in settings.errors}
    accepted = read_accepted(Path(settings.accepted)) if settings.accepted else frozenset()

    def wanted(flag: Flag) -> bool:
        return (
            flag.kind not in off
            and (flag.severity.rank >= least or flag.kind in errors)
            and flag.confidence >= settings.min_confidence
            and not (accepted and is_accepted(flag, accepted))
        )

    return wanted


def _severe(flag: Flag, settings: CompareSettings) -> Flag:
    return replace(flag, severity=Severity.CRITICAL) if flag.kind in settings.errors else flag


def _known(value: str, choices: Iterable[str], key: str) -> str:
    if value not in list(choices):
        raise SettingsError("settings.choice", key=key, value=value, choices=", ".join(choices))
    return value


def _position(flag: Flag) -> tuple[float, float, str]:
    far = float("inf")
    zh = min((p.span.start for p in flag.zh), default=far)
    en = min((p.span.start for p in flag.en), default=far)
    return (zh, en, flag.kind)
