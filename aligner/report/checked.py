"""What the terminal shows of checked pairs: the gravest divergences with both sides, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from aligner.messages import UiLang, say, tell, ui_language
from aligner.records import Flag, Lang, Place, Severity
from aligner.report.lines import SHAPES, STYLES, clip, counted, wrapped
from aligner.report.view import by_gravity, flowing

SHOWN = 20  # flags; JSON lines hold all


def show_checked(
    rows: Sequence[tuple[str, str]],
    found: Sequence[tuple[Flag, ...]],
    console: Console,
    ui: UiLang | None = None,
    *,
    left_out: int = 0,
) -> None:
    """Print what was found in rows of (zh, en), a tuple of flags each; `left_out`: units that lack a language."""
    ui = ui or ui_language()
    for line in _lines(rows, found, console.width, ui, left_out):
        console.print(line)


def summary(found: Sequence[tuple[Flag, ...]], left_out: int, ui: UiLang | None = None) -> str:
    """How many rows were checked, in how many something differs, and what could not be checked, in one line."""
    ui = ui or ui_language()
    parts = [
        counted("report.checked.rows", len(found), ui),
        counted("report.checked.flags", sum(map(len, found)), ui, rows=f"{sum(map(bool, found)):,}"),
    ]
    if left_out:
        parts.append(counted("report.checked.left-out", left_out, ui))
    return ("; " if ui == "en" else "；").join(parts) + say("report.checked.end", ui)


def _lines(
    rows: Sequence[tuple[str, str]], found: Sequence[tuple[Flag, ...]], width: int, ui: UiLang, left_out: int
) -> Iterator[Text]:
    where = {id(flag): row for row, flags in enumerate(found) for flag in flags}
    flags = by_gravity(flag for row in found for flag in row)
    yield from wrapped(summary(found, left_out, ui), width, style="bold")
    counts = Counter(flag.severity for flag in flags)
    if flags:
        said = (f"{SHAPES[s]} {counts[s]:,} {say(f'report.severity.{s}', ui)}" for s in reversed(Severity) if counts[s])
        yield Text("  ".join(said))
    for flag in flags[:SHOWN]:
        yield Text()
        yield from _flag(flag, where[id(flag)], rows[where[id(flag)]], width, ui)
    rest = flags[SHOWN:]
    if rest:
        yield Text()
        held = f"{len({where[id(flag)] for flag in rest}):,}"
        yield from wrapped(counted("report.checked.more", len(rest), ui, rows=held), width, style="dim")


def _flag(flag: Flag, row: int, texts: tuple[str, str], width: int, ui: UiLang) -> Iterator[Text]:
    head = Text(f"{SHAPES[flag.severity]} {say(f'report.severity.{flag.severity}', ui)}", style=STYLES[flag.severity])
    head.append(f" · {say(f'report.kind.{flag.kind}', ui)}", style="not bold default")
    head.append(f" · {say('report.checked.row', ui, n=f'{row + 1:,}')}", style="not bold dim")
    yield head
    yield from wrapped(tell(flag.message, ui), width, "  ")
    sides: tuple[tuple[Lang, str, tuple[Place, ...]], ...] = (("zh", texts[0], flag.zh), ("en", texts[1], flag.en))
    for lang, text, places in sides:
        yield _quoted(lang, text, [p for p in places if p.document == str(row)], width)


def _quoted(lang: Lang, text: str, places: Sequence[Place], width: int) -> Text:
    """One side on one line, the first place underlined and in view."""
    room = width - 6
    start, end = (places[0].span.start, places[0].span.end) if places else (0, 0)
    before, at, after = (flowing(part, lang) for part in (text[:start], text[start:end], text[end:]))
    at = clip(at, room)
    before = clip(before, max(0, min(cell_len(before), (room - cell_len(at)) // 2)), keep_end=True)
    line = Text(f"  {lang}  ", style="dim", no_wrap=True).append(before, style="not dim")
    line.append(at, style="not dim bold underline")
    return line.append(clip(after, max(0, room - cell_len(at) - cell_len(before))), style="not dim")
