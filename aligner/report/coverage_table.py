"""Coverage for the terminal: what of each account is told in which other, and what only there.

`coverage_lines` draws a line an account, a column a paragraph; `paragraph_lines` is the table in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from aligner.messages import UiLang, say
from aligner.records import Comparison
from aligner.report.lines import clip, counted, wrapped
from aligner.report.view import flowing

if TYPE_CHECKING:
    from aligner.align.coverage import DocumentCoverage, ParagraphCoverage

ACCOUNTS = 6  # shown; the page has all
OTHERS = 4  # of each, those that tell most
LEVELS = "▁▂▃▄▅▆▇█"  # how much of a paragraph; nothing is a dot

# How many sentences of a paragraph count.
Counting = Callable[["ParagraphCoverage"], int]


def coverage_lines(comparison: Comparison, ui: UiLang, width: int) -> Iterator[Text]:
    """For each account the accounts that tell the same things, and how much only it tells, paragraph by paragraph.

    Nothing for texts that were only read in parallel: what is missing there are omissions, which are divergences.
    """
    from aligner.align.coverage import cover

    independent = {d.name for a in comparison.alignments if a.mode == "comparable" for d in (a.zh, a.en)}
    accounts = [account for account in cover(comparison) if account.document in independent]
    if not accounts:
        return
    yield Text()
    yield from wrapped(say("report.coverage.title", ui), width, style="bold")
    for account in accounts[:ACCOUNTS]:
        yield from _account(comparison, account, ui, width)
    if len(accounts) > ACCOUNTS:
        yield Text("  " + counted("report.coverage.more-accounts", len(accounts) - ACCOUNTS, ui), style="dim")


def _account(comparison: Comparison, account: DocumentCoverage, ui: UiLang, width: int) -> Iterator[Text]:
    head = Text(f"  {comparison.document(account.document).lang}  ", style="dim")
    size = counted("report.coverage.sentences", account.size, ui)
    yield head.append(clip(account.document, width - cell_len(size) - 10, keep_end=True), style="not dim").append(
        f"  {size}"
    )
    ranked = sorted(account.others, key=lambda name: -account.share(name))
    name_room = width // 3
    for name in ranked[:OTHERS]:
        yield _line(account, clip(name, name_room, keep_end=True), told_in(name), width, "green")
    if len(ranked) > OTHERS:
        yield Text("      " + counted("report.coverage.more-others", len(ranked) - OTHERS, ui), style="dim")
    yield _line(account, say("report.coverage.only-here", ui), only_here, width, "yellow")


def _line(account: DocumentCoverage, label: str, counting: Counting, width: int, style: str) -> Text:
    """`en/harbour.txt      45%  ▁▇█·▂`"""
    column = width // 3
    share = sum(counting(p) for p in account.paragraphs) / account.size
    line = Text(f"      {set_cell_size(label, column)}  {share:>4.0%}  ")
    return line.append(marks(account.paragraphs, counting, width - column - 14), style=style)


def marks(paragraphs: Sequence[ParagraphCoverage], counting: Counting, room: int) -> str:
    """A character a paragraph, higher the more of it counts; neighbours share one where there are more than `room`."""
    step = max(1, ceil(len(paragraphs) / max(1, room)))
    found = []
    for at in range(0, len(paragraphs), step):
        group = paragraphs[at : at + step]
        count, size = sum(map(counting, group)), sum(len(p.sentences) for p in group)
        found.append(LEVELS[max(0, ceil(count / size * len(LEVELS)) - 1)] if count else "·")
    return "".join(found)


def told_in(name: str) -> Counting:
    """Sentences that one other account tells."""
    return lambda p: next((sum(score > 0 for score in t.scores) for t in p.told if t.document == name), 0)


def only_here(paragraph: ParagraphCoverage) -> int:
    """How many of its sentences no other account tells."""
    return len(paragraph.only_here)


def paragraph_lines(comparison: Comparison, ui: UiLang, width: int) -> Iterator[Text]:
    """Every paragraph of every account: its sentences, how many of them each other account tells, how many none."""
    from aligner.align.coverage import cover

    for account in cover(comparison):
        document = comparison.document(account.document)
        yield Text()
        yield from wrapped(account.document, width, style="bold")
        letters = [chr(ord("A") + k % 26) for k in range(len(account.others))]
        for letter, name in zip(letters, account.others, strict=True):
            yield from wrapped(f"  {letter}  {say('report.page.told-in', ui, name=name)}", width, "     ", first="")
        only = say("report.coverage.only-here", ui)
        heads = [say("report.page.paragraph", ui), say("report.coverage.of", ui), *letters, only]
        columns = [max(cell_len(head), 4) for head in heads]
        yield _cells(heads, columns, style="dim")
        for p in account.paragraphs:
            figures = [p.paragraph + 1, len(p.sentences), *(told_in(n)(p) for n in account.others), only_here(p)]
            line = _cells([str(f) if f else "·" for f in figures], columns)
            start, end = document.sentences[p.sentences[0]].span.start, document.sentences[p.sentences[-1]].span.end
            begins = flowing(document.text[start : min(end, start + width)], document.lang)
            line.append(f"  {clip(begins, width - cell_len(line.plain) - 2)}", style="dim")
            line.rstrip()
            yield line


def _cells(cells: Sequence[str], columns: Sequence[int], style: str = "") -> Text:
    padded = (" " * (size - cell_len(cell)) + cell for cell, size in zip(cells, columns, strict=True))
    return Text("  " + "  ".join(padded), style=style, no_wrap=True)
