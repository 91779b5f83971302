"""Checks pairs that exist already, from a translation memory or a spreadsheet."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from aligner.compare.aliases import learned_aliases, without_aliases
from aligner.compare.check import Context, Excerpt, Pair
from aligner.compare.driver import check_pair, check_text, make_context, wanted_flags
from aligner.compare.freedom import cover, demanded, stands
from aligner.compare.meaning import divergence
from aligner.compare.renderings import Rendered, renderings
from aligner.compare.terms import Sighting, sighting
from aligner.compare.words import read_ahead
from aligner.embed.encoder import Encoder
from aligner.progress import Progress, silent
from aligner.records import Flag, Place
from aligner.settings import CompareSettings
from aligner.workers import cores, spread

MANY = 2000  # different rows from which several processes pay: starting one takes as long as checking 500 rows
CHUNK = 250  # rows passed to a process at once


@dataclass(frozen=True, slots=True)
class Checked:
    """The results of one row: its flags; its divergence score and its cover (freedom.py), both in [0, 1]; and its names
    and terms.
    """

    flags: tuple[Flag, ...]
    divergence: float
    cover: float
    rendered: tuple[Rendered, ...] = ()
    terms: Sighting | None = None


def check_and_score(
    rows: Sequence[tuple[str, str]],
    encoder: Encoder,
    settings: CompareSettings | None = None,
    progress: Progress = silent,
) -> list[Checked]:
    """Check rows of (zh, en). In places, the document is the number of the row: "0", "1", ...

    Large tables are checked in several processes; a script must then guard its main code (`if __name__ ==
    "__main__"`), since each process imports it.
    """
    settings = settings or CompareSettings()
    pairs = [as_pair(i, zh, en) for i, (zh, en) in enumerate(rows)]
    context = make_context(encoder, settings, "parallel")
    found = _check_different(pairs, encoder, context, progress)
    for row, more in enumerate(demanded([checked.cover for checked in found])):
        if more:
            found[row] = replace(found[row], flags=tuple(f for f in found[row].flags if stands(f, 1.0, more)))
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


def _check_different(pairs: Sequence[Pair], encoder: Encoder, context: Context, progress: Progress) -> list[Checked]:
    """The results of each pair by itself. Equal rows, which translation memories have, are checked once."""
    first: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        first.setdefault((pair.zh.text, pair.en.text), pair)
    different = list(first.values())
    known: dict[tuple[str, str], Checked] = {}
    progress("progress.check", 0, len(different))
    for checked in _checked(different, encoder, context):
        pair = different[len(known)]
        known[pair.zh.text, pair.en.text] = checked
        progress("progress.check", len(known), len(different))
    return [
        checked if pair is first[key] else _of_row(checked, pair.zh.document)
        for pair in pairs
        for key in [(pair.zh.text, pair.en.text)]
        for checked in [known[key]]
    ]


def _checked(pairs: Sequence[Pair], encoder: Encoder, context: Context) -> Iterator[Checked]:
    """The results in order, in several processes if there are many pairs."""
    chunks = [pairs[i : i + CHUNK] for i in range(0, len(pairs), CHUNK)]
    if len(pairs) < MANY or cores() == 1:
        for chunk in chunks:
            yield from _check_all(chunk, context)
        return
    prepare = partial(_prepare, encoder, context.settings)
    for found in spread(_check_chunk, chunks, lambda chunk: chunk[0].zh.document, cores(), prepare):
        yield from found


def _check_all(pairs: Sequence[Pair], context: Context) -> Iterator[Checked]:
    wanted = wanted_flags(context.settings)
    for pair in read_ahead(pairs, context):
        flags = tuple(check_pair(pair, context, wanted))
        score, rendered = divergence(pair, flags, context), tuple(renderings(pair, context))
        yield Checked(flags, score, cover(pair, context), rendered, sighting(pair, context))


def _of_row(checked: Checked, row: str) -> Checked:
    """The same results for another row with the same texts."""

    def here(place: Place) -> Place:
        return replace(place, document=row)

    def all_here(places: Iterable[Place]) -> tuple[Place, ...]:
        return tuple(here(place) for place in places)

    return replace(
        checked,
        flags=tuple(replace(flag, zh=all_here(flag.zh), en=all_here(flag.en)) for flag in checked.flags),
        rendered=tuple(replace(r, zh_place=here(r.zh_place), en_place=here(r.en_place)) for r in checked.rendered),
    )


# The context of a worker process, made once when it starts.
_context: list[Context] = []


def _prepare(encoder: Encoder, settings: CompareSettings) -> None:
    gc.disable()  # it takes a tenth of the time to search the dictionaries for cycles, and there are none
    _context.append(make_context(encoder, settings, "parallel"))


def _check_chunk(pairs: Sequence[Pair]) -> list[Checked]:
    return list(_check_all(pairs, _context[0]))
