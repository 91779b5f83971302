"""What the terminal shows: the answer first, then where to look. Plain text when piped; 80 columns are enough.

Severity is told by word and shape as well as colour; Chinese counts two columns a character, as terminals draw it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from aligner.messages import UiLang, say, tell, ui_language
from aligner.records import Comparison, DuplicateGroup, Flag, Place, Severity
from aligner.report.view import (
    Certainty,
    Share,
    by_gravity,
    certainty,
    flowing,
    longest_first,
    overall,
    sentence_at,
    shares,
)

WORST_FLAGS = 5  # quoted in full; the page has the rest
WORST_REPEATS = 3
PAIRS = 12  # lines of the table of pairs

SHAPES = {Severity.CRITICAL: "◆", Severity.MAJOR: "▲", Severity.MINOR: "●", Severity.NEUTRAL: "○"}
STYLES = {Severity.CRITICAL: "bold red", Severity.MAJOR: "yellow", Severity.MINOR: "cyan", Severity.NEUTRAL: "dim"}


def show(comparison: Comparison, console: Console, written: Sequence[Path] = (), ui: UiLang | None = None) -> None:
    """Print the short answer, the worst divergences with both sides quoted, the repeats, and where the report is."""
    ui = ui or ui_language()
    parts = (
        _answer(comparison, ui),
        _pairs(comparison, ui, console.width),
        _flags(comparison, ui, console.width),
        _repeats(comparison, ui, console.width),
        _written(written, ui),
    )
    for part in parts:
        for renderable in part:
            console.print(renderable)


def counted(key: str, n: int, ui: UiLang, **args: object) -> str:
    """`key.one` or `key.many`: English tells them apart."""
    return say(f"{key}.{'one' if n == 1 else 'many'}", ui, n=f"{n:,}", **args)


def _answer(comparison: Comparison, ui: UiLang) -> Iterator[RenderableType]:
    zh, en = overall(comparison, "zh"), overall(comparison, "en")
    counts = Counter(d.lang for d in comparison.documents)
    yield Text(say("report.terminal.compared", ui, zh=counts["zh"], en=counts["en"]), style="bold")
    yield Text()
    table = Table.grid(padding=(0, 2))
    for lang, part in (("zh", zh), ("en", en)):
        name = say(f"report.lang.{lang}", ui)
        figure = say("report.terminal.linked", ui, linked=f"{part.linked:,}", sentences=f"{part.sentences:,}")
        table.add_row(
            f"  {name}", Text(f"{part.ratio:.0%}", style="bold", justify="right"), _bar(part), Text(figure, style="dim")
        )
    yield table
    links = Counter(certainty(b.score) for a in comparison.alignments for b in a.links())
    said = ", ".join(f"{links[c]:,} {say(f'report.certainty.{c}', ui)}" for c in Certainty if links[c])
    total = counted("report.terminal.links", links.total(), ui)
    yield Padding(Text(f"{total}: {said}" if said else total), (0, 2))


def _bar(part: Share, width: int = 24) -> Text:
    """`████████░░░░`: length as well as the figure."""
    full = round(part.ratio * width)
    return Text("█" * full, style="green").append("░" * (width - full), style="dim")


def _pairs(comparison: Comparison, ui: UiLang, width: int) -> Iterator[RenderableType]:
    yield Text()
    if len(comparison.alignments) == 1:
        (alignment,) = comparison.alignments
        yield Text(f"{alignment.zh.name}  ↔  {alignment.en.name}", overflow="fold")
        why = say(f"report.mode.{alignment.mode}", ui)
        yield Text(f"  {why}" + (f" ({alignment.why})" if alignment.why else ""), style="dim")
        return
    name = max(12, (width - 34) // 2)
    table = Table.grid(padding=(0, 2))
    ranked = sorted(comparison.alignments, key=lambda a: -sum(s.ratio for s in shares(a)))
    for alignment in ranked[:PAIRS]:
        zh, en = shares(alignment)
        table.add_row(
            "  " + clip(alignment.zh.name, name, keep_end=True),
            clip(alignment.en.name, name, keep_end=True),
            Text(f"{zh.ratio:.0%}", justify="right"),
            Text(f"{en.ratio:.0%}", justify="right"),
            Text(say(f"report.mode-word.{alignment.mode}", ui), style="dim"),
        )
    yield table
    if len(ranked) > PAIRS:
        yield Text("  " + counted("report.terminal.more-pairs", len(ranked) - PAIRS, ui), style="dim")


def _flags(comparison: Comparison, ui: UiLang, width: int) -> Iterator[RenderableType]:
    yield Text()
    flags = by_gravity(comparison.flags)
    if not flags:
        yield Text(say("report.terminal.no-flags", ui), style="bold")
        return
    by_severity = Counter(f.severity for f in flags)
    said = "  ".join(
        f"{SHAPES[s]} {by_severity[s]} {say(f'report.severity.{s}', ui)}" for s in reversed(Severity) if by_severity[s]
    )
    yield Text(counted("report.terminal.flags", len(flags), ui), style="bold").append(f"  {said}", style="not bold")
    for flag in flags[:WORST_FLAGS]:
        yield Text()
        yield _flag(comparison, flag, ui, width)
    if len(flags) > WORST_FLAGS:
        yield Text()
        yield Text("  " + counted("report.terminal.more-flags", len(flags) - WORST_FLAGS, ui), style="dim")


def _flag(comparison: Comparison, flag: Flag, ui: UiLang, width: int) -> RenderableType:
    head = Text(f"{SHAPES[flag.severity]} ", style=STYLES[flag.severity])
    head.append(f"{say(f'report.severity.{flag.severity}', ui)} · {say(f'report.kind.{flag.kind}', ui)}")
    lines: list[RenderableType] = [head, Padding(Text(tell(flag.message, ui)), (0, 0, 0, 2))]
    for lang, places in (("zh", flag.zh), ("en", flag.en)):
        lines += [Padding(_quoted(comparison, place, lang, width - 2), (0, 0, 0, 2)) for place in places[:2]]
    return Group(*lines)


def _quoted(comparison: Comparison, place: Place, label: str, width: int) -> Text:
    """`zh  …他在5月14日致电…  a.txt 12`: the sentence around a place, the place itself underlined, on one line."""
    document = comparison.document(place.document)
    sentence = document.sentences[sentence_at(document, place.span.start)] if document.sentences else None
    start, end = (sentence.span.start, sentence.span.end) if sentence else (place.span.start, place.span.end)
    number = sentence.index + 1 if sentence else 0
    where = f"  {clip(document.name, width // 3, keep_end=True)} {number}"
    room = width - 4 - cell_len(where)
    before = flowing(document.text[start : place.span.start], document.lang)
    at = clip(flowing(comparison.text(place), document.lang), room)
    after = flowing(document.text[place.span.end : end], document.lang)
    left = max(0, min(cell_len(before), (room - cell_len(at)) // 2))
    right = max(0, room - cell_len(at) - left)
    line = Text(f"{label}  ", style="dim", no_wrap=True)
    line.append(clip(before, left, keep_end=True), style="not dim").append(at, style="not dim bold underline")
    return line.append(clip(after, right), style="not dim").append(where)


def _repeats(comparison: Comparison, ui: UiLang, width: int) -> Iterator[RenderableType]:
    yield Text()
    groups = longest_first(comparison.duplicates)
    if not groups:
        yield Text(say("report.terminal.no-repeats", ui), style="bold")
        return
    kinds = Counter(g.kind for g in groups)
    said = "  ".join(f"{n} {say(f'report.repeat.{kind}', ui)}" for kind, n in kinds.items())
    yield Text(counted("report.terminal.repeats", len(groups), ui), style="bold").append(f"  {said}", style="not bold")
    for group in groups[:WORST_REPEATS]:
        yield from _repeat(comparison, group, ui, width)
    if len(groups) > WORST_REPEATS:
        yield Text("  " + counted("report.terminal.more-repeats", len(groups) - WORST_REPEATS, ui), style="dim")


def _repeat(comparison: Comparison, group: DuplicateGroup, ui: UiLang, width: int) -> Iterator[RenderableType]:
    first = group.members[group.keep]
    document = comparison.document(first.document)
    places = ", ".join(
        f"{m.document} {sentence_at(comparison.document(m.document), m.span.start) + 1}" for m in group.members[:4]
    )
    size = say("report.terminal.repeat", ui, times=len(group.members), characters=f"{len(first.span):,}", places=places)
    differs = ", ".join(say(f"report.kind.{kind}", ui) for kind in group.differs)
    head = Text(f"≡ {say(f'report.repeat.{group.kind}', ui)}: {size}")
    if differs:
        head.append(" " + say("report.terminal.differs", ui, kinds=differs), style="yellow")
    yield head
    quoted = clip(flowing(comparison.text(first), document.lang), width - 6)
    yield Text(f"  {quoted}", style="dim", no_wrap=True)


def _written(written: Sequence[Path], ui: UiLang) -> Iterator[RenderableType]:
    if written:
        yield Text()
        # Nothing breaks a path, so that it can be copied or clicked whole.
        yield Text(say("report.terminal.written", ui, path=written[0]), style="bold", no_wrap=True, overflow="ignore")
        if len(written) > 1:
            names = ", ".join(path.name for path in written[1:])
            yield Text("  " + say("report.terminal.also", ui, names=names), style="dim")


def clip(text: str, width: int, *, keep_end: bool = False) -> str:
    """`text` in at most `width` columns, `…` where it was cut: at its end, or at its start."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    if not keep_end:
        return set_cell_size(text, width - 1).rstrip() + "…"
    # set_cell_size cuts at the end only; it pads with a space where half a wide character would be left.
    return "…" + set_cell_size(text[::-1], width - 1).rstrip()[::-1]
