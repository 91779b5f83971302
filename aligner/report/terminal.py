"""What the terminal shows: the answer first, then where to look. Plain text when piped; 80 columns are enough.

Severity is told by word and shape as well as colour; Chinese counts two columns a character, as terminals draw it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from aligner.compare.witnesses import Witnesses
from aligner.messages import UiLang, say, tell, ui_language
from aligner.records import Alignment, Comparison, DuplicateGroup, Flag, Place, RepeatKind, Severity
from aligner.report.coverage_table import coverage_lines, paragraph_lines
from aligner.report.events import common_dates
from aligner.report.lines import SHAPES, STYLES, clip, counted, shown, wrapped
from aligner.report.view import (
    Certainty,
    Share,
    by_gravity,
    certainty,
    flowing,
    longest_first,
    notes_told,
    overall,
    readings,
    sentence_at,
    shares,
    surest_passages,
    told_elsewhere,
    why_told,
)

WORST_FLAGS = 5  # quoted in full; the page has the rest
WORST_REPEATS = 3
MOST = {Certainty.SURE: 3, Certainty.PROBABLE: 2, Certainty.POSSIBLE: 1}  # passages of independent accounts
MANY, VERSIONS = 3, 6  # an event that so many texts tell is told by many; so many of its versions are quoted
PAIRS = 12  # lines of the table of pairs
BAR = 24  # columns

COMMA: dict[UiLang, str] = {"en": ", ", "zh": "、"}  # between the items of a list
COLON: dict[UiLang, str] = {"en": ": ", "zh": "："}


def show(
    comparison: Comparison,
    console: Console,
    written: Sequence[Path] = (),
    ui: UiLang | None = None,
    *,
    paragraphs: bool = False,
) -> None:
    """Print the short answer, the worst divergences with both sides quoted, the repeats, and where the report is.

    `paragraphs`: also what is told where, for every paragraph of every account.
    """
    ui = ui or ui_language()
    width = console.width
    for part in (
        _answer(comparison, ui),
        _review(comparison, ui, width),
        _pairs(comparison, ui, width),
        _corresponding(comparison, ui, width),
        _event(comparison, ui, width),
        coverage_lines(comparison, ui, width),
        paragraph_lines(comparison, ui, width) if paragraphs else (),
        _flags(comparison, ui, width),
        _repeats(comparison, ui, width),
    ):
        for line in part:
            line.rstrip()
            console.print(line, no_wrap=False, soft_wrap=False)
    for line in _written(written, ui):
        console.print(line, soft_wrap=True)  # nothing breaks a path, so that it can be copied or clicked whole


def _answer(comparison: Comparison, ui: UiLang) -> Iterator[Text]:
    counts = Counter(d.lang for d in comparison.documents)
    yield Text(say("report.terminal.compared", ui, zh=counts["zh"], en=counts["en"]), style="bold")
    yield Text()
    names = {lang: say(f"report.lang.{lang}", ui) for lang in ("zh", "en")}
    column = max(map(cell_len, names.values()))
    for lang, part in (("zh", overall(comparison, "zh")), ("en", overall(comparison, "en"))):
        figure = say("report.terminal.linked", ui, linked=f"{part.linked:,}", sentences=f"{part.sentences:,}")
        line = Text(f"  {set_cell_size(names[lang], column)}  ").append(f"{part.ratio:>4.0%}  ", style="bold")
        yield line.append_text(_bar(part)).append(f"  {figure}", style="dim")
    links = Counter(certainty(b.score) for a in comparison.alignments for b in a.links())
    said = COMMA[ui].join(f"{links[c]:,} {say(f'report.certainty.{c}', ui)}" for c in Certainty if links[c])
    total = counted("report.terminal.links", links.total(), ui)
    yield Text(f"  {total}{COLON[ui]}{said}" if said else f"  {total}")


def percent(score: float) -> str:
    """A confidence, rounded down: .4996 is possible, so it may not read 50%, where what is probable begins."""
    return f"{int(score * 100)}%"


def _bar(part: Share) -> Text:
    """`████████░░░░`: length as well as the figure."""
    full = round(part.ratio * BAR)
    return Text("█" * full, style="green").append("░" * (BAR - full), style="dim")


def _review(comparison: Comparison, ui: UiLang, width: int) -> Iterator[Text]:
    if comparison.review:
        yield Text()
        yield from wrapped(tell(comparison.review, ui), width)


def _pairs(comparison: Comparison, ui: UiLang, width: int) -> Iterator[Text]:
    if not comparison.alignments:
        return
    yield Text()
    if len(comparison.alignments) == 1:
        (alignment,) = comparison.alignments
        yield from wrapped(f"{alignment.zh.name}  ↔  {alignment.en.name}", width)
        said = filter(None, (say(f"report.mode.{alignment.mode}", ui), why_told(alignment, ui)))
        yield from wrapped(("; " if ui == "en" else "；").join(said), width, "  ", style="dim")
        yield from wrapped(notes_told(alignment, ui), width, "  ", style="dim")
        return
    ranked = sorted(comparison.alignments, key=lambda a: -sum(s.ratio for s in shares(a)))
    room = (width - 31) // 2
    for alignment in ranked[:PAIRS]:
        yield _pair(alignment, ui, room)
    if len(ranked) > PAIRS:
        yield Text("  " + counted("report.terminal.more-pairs", len(ranked) - PAIRS, ui), style="dim")


def _pair(alignment: Alignment, ui: UiLang, room: int) -> Text:
    zh, en = (set_cell_size(clip(d.name, room, keep_end=True), room) for d in (alignment.zh, alignment.en))
    share = " ".join(f"{s.ratio:>4.0%}" for s in shares(alignment))
    return Text(f"  {zh}  {en}  {share}  ").append(say(f"report.mode-word.{alignment.mode}", ui), style="dim")


def _corresponding(comparison: Comparison, ui: UiLang, width: int) -> Iterator[Text]:
    """Of independent accounts the first question is what corresponds at all: the sure apart from the rest, quoted."""
    passages = surest_passages(comparison)
    for kind in Certainty:
        found = [p for p in passages if certainty(p.score) is kind]
        if not found:
            continue
        yield Text()
        head = Text(say(f"report.terminal.passages.{kind}", ui, n=f"{len(found):,}"), style="bold")
        if len(found) > MOST[kind]:
            head.append(f"  {say('report.terminal.first', ui, n=MOST[kind])}", style="not bold dim")
        yield head
        for passage in found[: MOST[kind]]:
            yield Text(
                f"  {percent(passage.score)}  {clip(', '.join(passage.reasons), width - 8)}".rstrip(), style="dim"
            )
            for document, index in zip((passage.zh, passage.en), passage.shown, strict=True):
                place = Place(document.name, document.sentences[index].span)
                yield _quoted(comparison, place, f"  {document.lang}  ", width, underline=False)


def _event(comparison: Comparison, ui: UiLang, width: int) -> Iterator[Text]:
    """How many events three texts or more tell, and the first of those that most tell, in all its versions."""
    texts = [len({place.document for place in event.members}) for event in comparison.events]
    many = sum(n >= MANY for n in texts)
    if not many:
        return
    number = texts.index(max(texts))
    yield Text()
    head = Text(counted("report.terminal.events", many, ui, least=MANY), style="bold")
    head.append(f"  {say('report.terminal.most', ui)}", style="not bold dim")
    yield head
    facts = [*common_dates(comparison).get(number, ()), say("report.terminal.told-in", ui, n=texts[number])]
    yield Text(f"  {'  '.join(facts)}", style="dim")
    for place in comparison.events[number].members[:VERSIONS]:
        lang = comparison.document(place.document).lang
        yield _quoted(comparison, place, f"  {lang}  ", width, underline=False)


def _flags(comparison: Comparison, ui: UiLang, width: int) -> Iterator[Text]:
    yield Text()
    flags = by_gravity(comparison.flags)
    if not flags:
        yield Text(say("report.terminal.no-flags", ui), style="bold")
        return
    counts = Counter(f.severity for f in flags)
    said = "  ".join(
        f"{SHAPES[s]} {counts[s]:,} {say(f'report.severity.{s}', ui)}" for s in reversed(Severity) if counts[s]
    )
    yield Text(counted("report.terminal.flags", len(flags), ui), style="bold").append(f"  {said}", style="not bold")
    witnesses = Witnesses(comparison)
    for flag in flags[:WORST_FLAGS]:
        yield Text()
        yield from _flag(comparison, flag, ui, width)
        for line in told_elsewhere(comparison, witnesses.of(flag), ui):
            yield from wrapped(line, width, "      ")
    if len(flags) > WORST_FLAGS:
        yield Text()
        yield Text("  " + counted("report.terminal.more-flags", len(flags) - WORST_FLAGS, ui), style="dim")


def _flag(comparison: Comparison, flag: Flag, ui: UiLang, width: int) -> Iterator[Text]:
    head = Text(f"{SHAPES[flag.severity]} {say(f'report.severity.{flag.severity}', ui)}", style=STYLES[flag.severity])
    head.append(f" · {say(f'report.kind.{flag.kind}', ui)}", style="not bold default")
    if _tells_more(comparison, flag):
        zh, en = readings(flag, ui)
        read = f"{zh or '–'} | {en or '–'}"
        head.append(f"  {clip(read, width - cell_len(head.plain) - 2)}", style="not bold default")
    yield head
    yield from wrapped(tell(flag.message, ui), width, "  ")
    for lang, places in (("zh", flag.zh), ("en", flag.en)):
        for place in places[:2]:
            yield _quoted(comparison, place, f"  {lang}  ", width)


def _tells_more(comparison: Comparison, flag: Flag) -> bool:
    """Whether what was read is more than the words that are quoted anyway."""
    sides = ((flag.evidence.zh, flag.zh), (flag.evidence.en, flag.en))
    return any(read and all(comparison.text(p) != read for p in places) for read, places in sides)


def _quoted(comparison: Comparison, place: Place, label: str, width: int, *, underline: bool = True) -> Text:
    """`zh  …他在5月14日致电…  a.txt 12`: the sentence around a place, the place itself underlined, on one line."""
    document = comparison.document(place.document)
    start, end, number = place.span.start, place.span.end, 0
    if document.sentences:
        sentence = document.sentences[sentence_at(document, start)]
        start, end, number = min(start, sentence.span.start), max(end, sentence.span.end), sentence.index + 1
    where = f"  {clip(document.name, width // 3, keep_end=True)} {number}"
    room = width - cell_len(label) - cell_len(where)
    before = flowing(document.text[start : place.span.start], document.lang)
    at = clip(flowing(comparison.text(place), document.lang), room)
    after = flowing(document.text[place.span.end : end], document.lang)
    left = max(0, min(cell_len(shown(before)), (room - cell_len(at)) // 2))
    before = clip(before, left, keep_end=True)
    right = max(0, room - cell_len(at) - cell_len(before))
    line = Text(label, style="dim", no_wrap=True).append(before, style="not dim")
    line.append(at, style="not dim bold underline" if underline else "not dim").append(
        clip(after, right), style="not dim"
    )
    return line.append(where)


def _repeats(comparison: Comparison, ui: UiLang, width: int) -> Iterator[Text]:
    yield Text()
    groups = [g for g in longest_first(comparison.duplicates) if g.kind is not RepeatKind.FURNITURE]
    if not groups:
        yield Text(say("report.terminal.no-repeats", ui), style="bold")
        return
    kinds = Counter(g.kind for g in groups)
    said = "  ".join(f"{n:,} {say(f'report.repeat.{kind}', ui)}" for kind, n in kinds.items())
    yield Text(counted("report.terminal.repeats", len(groups), ui), style="bold").append(f"  {said}", style="not bold")
    for group in groups[:WORST_REPEATS]:
        yield from _repeat(comparison, group, ui, width)
    if len(groups) > WORST_REPEATS:
        yield Text("  " + counted("report.terminal.more-repeats", len(groups) - WORST_REPEATS, ui), style="dim")


def _repeat(comparison: Comparison, group: DuplicateGroup, ui: UiLang, width: int) -> Iterator[Text]:
    first = group.members[group.keep]
    document = comparison.document(first.document)
    places = COMMA[ui].join(
        f"{m.document} {sentence_at(comparison.document(m.document), m.span.start) + 1}" for m in group.members[:4]
    )
    size = say(
        "report.terminal.repeat", ui, times=len(group.members), characters=f"{len(first.span):,}", places=shown(places)
    )
    yield from wrapped(f"≡ {say(f'report.repeat.{group.kind}', ui)}{COLON[ui]}{size}", width, "  ", first="")
    if group.differs:
        differs = COMMA[ui].join(say(f"report.kind.{kind}", ui) for kind in group.differs)
        yield from wrapped(say("report.terminal.differs", ui, kinds=differs), width, "  ", style="yellow")
    quoted = clip(flowing(comparison.text(first), document.lang), width - 2)
    yield Text(f"  {quoted}", style="dim", no_wrap=True)


def _written(written: Sequence[Path], ui: UiLang) -> Iterator[Text]:
    if written:
        yield Text()
        yield Text(say("report.terminal.written", ui, path=written[0]), style="bold")
        if len(written) > 1:
            names = COMMA[ui].join(path.name for path in written[1:])
            yield Text("  " + say("report.terminal.also", ui, names=names), style="dim")
