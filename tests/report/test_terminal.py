"""The terminal's answer fits 80 columns in both languages, plain when piped."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from rich.cells import cell_len
from rich.console import Console

from aligner.messages import UiLang
from aligner.records import Alignment, Bead, Comparison, Passage
from aligner.report import lines, terminal
from benchmarks.cases import document_of
from tests.report.factory import comparisons, pair_only, realistic


def shown(comparison: Comparison, ui: UiLang = "en", written: tuple[Path, ...] = (), *, color: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=80, highlight=False, force_terminal=color, color_system="standard" if color else None
    )
    terminal.show(comparison, console, written, ui)
    return out.getvalue()


def test_the_answer_comes_first_then_divergences_then_repeats_then_the_report() -> None:
    said = shown(realistic(), written=(Path("out/report.html"), Path("out/alignment.tmx")))
    order = ["100%", "96%", "30 links", "8 divergences", "2 repeats", "Report: out/report.html", "alignment.tmx"]
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_a_passage_is_shown_by_its_surest_link() -> None:
    """Its first one may be the most doubtful of all: what is seen first decides whether a reader goes on."""
    zh = document_of(["他走了。", "电报在五月十四日到达。"], "zh", "zh.txt")
    en = document_of(["It was late.", "The telegram arrived on 14 May."], "en", "en.txt")
    beads = Bead((0,), (0,), 0.5), Bead((1,), (1,), 0.99, reasons=("05-14",))
    alignment = Alignment(zh, en, beads, "comparable", passages=(Passage((0, 1), 0.9),))
    said = shown(Comparison((zh, en), (alignment,), (), (), "test")).split("Surely")[1].split("What is told")[0]
    assert "电报在五月十四日到达。" in said
    assert "The telegram arrived on 14 May." in said
    assert "他走了" not in said
    assert "It was late" not in said


def test_the_worst_flags_quote_both_sides() -> None:
    said = shown(pair_only())
    worst = said.split("divergences")[1]
    assert worst.index("critical") < worst.index("major")
    assert "三万五千吨" in worst
    assert "53,000 tons" in worst
    assert "35000" in worst


def test_it_speaks_chinese() -> None:
    said = shown(realistic(), "zh", (Path("out/report.html"),))
    for words in ("8 处差异", "2 组重复", "报告：out/report.html"):
        assert words in said


@pytest.mark.parametrize("ui", ["en", "zh"])
@given(comparison=comparisons())
@settings(max_examples=40, deadline=None)
def test_eighty_columns_are_enough_and_nothing_but_text_is_piped(ui: UiLang, comparison: Comparison) -> None:
    for line in shown(comparison, ui).splitlines():
        assert cell_len(line) <= 80
        assert "\x1b" not in line


@pytest.mark.parametrize("ui", ["en", "zh"])
def test_no_line_ends_in_spaces(ui: UiLang) -> None:
    assert all(line == line.rstrip() for line in shown(realistic(), ui).splitlines())


def test_severity_is_told_by_word_and_shape_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    out = io.StringIO()
    terminal.show(realistic(), Console(file=out, width=80, force_terminal=True, highlight=False), (), "en")
    assert "◆ critical" in out.getvalue()
    assert "\x1b[3" not in out.getvalue()  # no colour; bold and underline remain


@pytest.mark.parametrize(
    ("text", "width", "keep_end", "clipped"),
    [
        ("abc", 3, False, "abc"),
        ("abcd", 3, False, "ab…"),
        ("电报", 4, False, "电报"),
        ("电报局", 5, False, "电报…"),
        ("电报局", 4, False, "电…"),
        ("zh/港口.txt", 8, True, "…口.txt"),
        ("abcd", 0, False, ""),
    ],
)
def test_clip_counts_columns(text: str, width: int, keep_end: bool, clipped: str) -> None:
    assert lines.clip(text, width, keep_end=keep_end) == clipped


def test_an_event_that_three_texts_tell_is_quoted_in_all_its_versions() -> None:
    said = shown(realistic())
    assert "2 events told in 3 texts or more  the one told by most:" in said
    part = said[said.index("2 events told in") :]
    for words in (
        "1950-05-14  told in 3 texts",
        "莫斯科回电",
        "On 16 May Moscow replied",
        "The reply from Moscow came",
    ):
        assert words in part
    assert "told in 3 texts or more" not in shown(pair_only())
