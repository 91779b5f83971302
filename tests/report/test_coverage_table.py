"""Coverage on the terminal: a mark a paragraph, and the table in full."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from aligner.align.coverage import ParagraphCoverage, Telling, cover
from aligner.messages import UiLang
from aligner.report.coverage_table import coverage_lines, marks, only_here, paragraph_lines, told_in
from tests.report.factory import pair_only, realistic


def paragraph(told: int, size: int) -> ParagraphCoverage:
    scores = (0.9,) * told + (0.0,) * (size - told)
    return ParagraphCoverage(0, tuple(range(size)), (Telling("x", scores),))


@pytest.mark.parametrize(
    ("told", "room", "drawn"),
    [
        ([], 10, ""),
        ([0, 8], 10, "·█"),
        ([1, 2, 4, 7], 10, "▁▂▄▇"),
        ([8, 8, 0, 0], 2, "█·"),
        ([8, 0, 8, 0, 8], 3, "▄▄█"),
    ],
)
def test_a_mark_is_higher_the_more_is_told(told: list[int], room: int, drawn: str) -> None:
    assert marks([paragraph(n, 8) for n in told], told_in("x"), room) == drawn


def test_told_there_and_only_here_add_up() -> None:
    for account in cover(realistic()):
        for p in account.paragraphs:
            assert only_here(p) == len(p.only_here)
            if len(p.told) == 1:
                assert told_in(p.told[0].document)(p) + only_here(p) == len(p.sentences)


def test_every_account_with_those_that_tell_it_most_first() -> None:
    said = "\n".join(line.plain for line in coverage_lines(realistic(), "en", 80))
    chronicle = said.split("zh/港口纪事.txt  24 sentences")[1].split("\n  en  ")[0]
    assert chronicle.index("en/harbour-chronicle.txt") < chronicle.index("en/a-clerk-remembers.txt")
    assert "42%" in chronicle
    assert "only here                     0%" in chronicle


def test_one_translation_needs_no_such_table() -> None:
    assert not list(coverage_lines(pair_only(), "en", 80))


@pytest.mark.parametrize("ui", ["en", "zh"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit(ui: UiLang, width: int) -> None:
    for line in (*coverage_lines(realistic(), ui, width), *paragraph_lines(realistic(), ui, width)):
        assert cell_len(line.plain) <= width


def test_the_full_table_has_a_row_for_every_paragraph() -> None:
    lines = [line.plain.split() for line in paragraph_lines(realistic(), "en", 80)]
    rows = [line for line in lines if line and line[0].isdigit()]
    assert len(rows) == sum(len(account.paragraphs) for account in cover(realistic()))
    reply = next(row for row in rows if row[-1].startswith("五月十四日，莫斯科回电"))
    assert reply[:5] == ["4", "3", "3", "3", "·"]  # paragraph, sentences, told in A, in B, only here


def test_a_text_that_was_only_read_as_a_translation_has_no_lines_of_its_own() -> None:
    heads = [line.plain for line in coverage_lines(realistic(), "en", 80) if line.plain.endswith("sentences")]
    assert [head.split()[1] for head in heads] == ["zh/港口纪事.txt", "en/a-clerk-remembers.txt"]
