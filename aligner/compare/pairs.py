"""Checking texts that are paired already: a translation memory, a spreadsheet."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from aligner.compare.aliases import learned_aliases, without_aliases
from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.driver import check_pair, check_text, make_context, wanted_flags
from aligner.compare.meaning import divergence
from aligner.compare.renderings import Rendered, renderings
from aligner.compare.terms import Sighting, sighting
from aligner.embed.encoder import Encoder
from aligner.records import Flag
from aligner.settings import CompareSettings
from aligner.workers import cores

# From so many rows on, work is shared among processes: starting one takes about a second, as long as checking 300 rows.
MANY = 2000
CHUNK = 500  # rows


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one row: its flags, how far apart its sides are, in [0, 1], and its names and terms."""

    flags: tuple[Flag, ...]
    divergence: float
    rendered: tuple[Rendered, ...] = ()
    terms: Sighting | None = None


def check_and_score(
    rows: Sequence[tuple[str, str]], encoder: Encoder, settings: CompareSettings | None = None
) -> list[Checked]:
    """Check rows of (zh, en). Places name their row as the document: "0", "1", ..."""
    settings = settings or CompareSettings()
    pairs = [as_pair(i, zh, en) for i, (zh, en) in enumerate(rows)]
    chunks = [pairs[i : i + CHUNK] for i in range(0, len(pairs), CHUNK)]
    context = make_context(encoder, settings, "parallel")
    workers = min(len(chunks), cores())
    if len(rows) >= MANY and workers > 1:
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, spawn, _start, (encoder, settings)) as pool:
            found = [checked for part in pool.map(_check_chunk, chunks) for checked in part]
    else:
        found = [checked for chunk in chunks for checked in _check_all(chunk, context)]
    if aliases := learned_aliases(flag for checked in found for flag in checked.flags):
        found = [replace(checked, flags=without_aliases(checked.flags, aliases)) for checked in found]
    rendered, sightings = [one for checked in found for one in checked.rendered], [checked.terms for checked in found]
    for flag in check_text(pairs, rendered, sightings, context):
        row = int((*flag.zh, *flag.en)[0].document)
        found[row] = replace(found[row], flags=(*found[row].flags, flag))
    return found


def check_rows(
    rows: Sequence[tuple[str, str]], encoder: Encoder, settings: CompareSettings | None = None
) -> list[tuple[Flag, ...]]:
    """The flags alone of `check_and_score`."""
    return [checked.flags for checked in check_and_score(rows, encoder, settings)]


def as_pair(row: int, zh: str, en: str) -> Pair:
    """One row as a pair of excerpts."""
    return Pair(Excerpt(zh, 0, str(row), "zh"), Excerpt(en, 0, str(row), "en"))


def _check_all(pairs: Sequence[Pair], context: Context) -> list[Checked]:
    wanted = wanted_flags(context.settings)
    found = []
    for pair in pairs:
        flags = tuple(check_pair(pair, context, wanted))
        score, rendered = divergence(pair, flags, context), tuple(renderings(pair, context))
        found.append(Checked(flags, score, rendered, sighting(pair, context)))
    return found


# The context of a worker process, made once when it starts.
_context: list[Context] = []


def _start(encoder: Encoder, settings: CompareSettings) -> None:
    gc.disable()  # it looks through the dictionaries again and again, a tenth of the time, for cycles that none makes
    _context.append(make_context(encoder, settings, "parallel"))


def _check_chunk(pairs: Sequence[Pair]) -> list[Checked]:
    return _check_all(pairs, _context[0])
