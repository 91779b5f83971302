"""Groups of repeats in the terminal: every copy on a line, the kept one quoted, of the others what they change."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from aligner.messages import say, ui_language
from aligner.records import Comparison, DuplicateGroup, Place, RepeatKind
from aligner.report.lines import clip, shown
from aligner.report.repeats import changes
from aligner.report.terminal import COMMA
from aligner.report.view import flowing

SHOWN_PLACES = 4  # copies of a group; a file has all
LEAST_QUOTED = 16  # columns that are left for the words of a copy, however long its name


def repeat_lines(found: Comparison, number: int, group: DuplicateGroup, width: int) -> Iterator[Text]:
    """A head (number, kind, length, in what the copies differ), then the copies; the one to keep is marked `*`."""
    kept = group.members[group.keep]
    kind = say(f"duplicates.kind.{group.kind}")
    if group.kind is not RepeatKind.EXACT:
        kind += f" {group.similarity:.0%}"
    size = say("duplicates.cli.size", n=f"{len(kept.span):,}", times=f"{len(group.members):,}")
    yield Text(clip(f"{number:>2}  {kind}  {size}", width), style="bold")
    if group.differs:
        kinds = COMMA[ui_language()].join(say(f"duplicates.differs.{kind}") for kind in group.differs)
        yield Text(clip(f"    {say('duplicates.cli.differs', kinds=kinds)}", width), style="yellow")
    some = group.members[:SHOWN_PLACES]
    if group.keep >= SHOWN_PLACES:
        some = (*some[:-1], kept)
    room = min(max(cell_len(where(found, place, width)) for place in some), width - 6 - LEAST_QUOTED)
    for place in some:
        at = set_cell_size(where(found, place, room), room)
        mark = "*" if place == kept else " "
        quoted = _said(found, group, kept, place)
        line = Text(f"  {mark} {at}  ", no_wrap=True).append(clip(quoted, width - 6 - room), style="dim")
        line.rstrip()
        yield line
    if len(group.members) > len(some):
        yield Text("    " + say("duplicates.cli.more-places", n=f"{len(group.members) - len(some):,}"), style="dim")


def where(found: Comparison, place: Place, width: int) -> str:
    """`a.txt:12`, the line in which a copy begins; of a long name the end, so that the line number is always there."""
    line = f":{found.document(place.document).line_at(place.span.start)}"
    return clip(place.document, width - len(line), keep_end=True) + line


def _said(found: Comparison, group: DuplicateGroup, kept: Place, place: Place) -> str:
    """What a reader wants to see of a copy: the words of the kept one and of what is told again, else the changes."""
    text = flowing(found.text(place), found.document(place.document).lang)
    if place == kept or group.kind is RepeatKind.RETOLD:
        return shown(text)
    if group.kind is RepeatKind.EXACT:
        return ""
    return "; ".join(changes(found.text(kept), found.text(place)))
