"""What the terminal shows of checked pairs: gravest first, within 80 columns, and nothing left out unsaid."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from aligner.records import Evidence, Flag, FlagKind, Message, Place, Severity, Span
from aligner.report.checked import SHOWN, show_checked, summary

ROW = (
    "他在仓库里一共花了三万五千元买粮食，" * 4 + "后来谁也没有再提起。",
    "He spent 53,000 yuan on grain in all. " * 4,
)


def flag(row: int, severity: Severity = Severity.MAJOR) -> Flag:
    message = Message("compare.number.different", (("zh", "35,000"), ("en", "53,000")))
    zh, en = Place(str(row), Span(9, 14)), Place(str(row), Span(9, 15))
    return Flag(FlagKind.NUMBER, severity, 0.9, (zh,), (en,), Evidence("35,000", "53,000"), message)


def shown(found: list[tuple[Flag, ...]], **options: int) -> list[str]:
    console = Console(file=io.StringIO(), width=80, highlight=False)
    show_checked([ROW] * len(found), found, console, "en", **options)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined, no-any-return]


def test_the_gravest_first_with_both_sides() -> None:
    lines = shown([(flag(0, Severity.MINOR),), (), (flag(2, Severity.CRITICAL), flag(2))])
    assert lines[0] == "3 rows checked; 3 divergences in 2 of them."
    assert [line.split(" · ")[-1] for line in lines if "· number ·" in line] == ["row 3", "row 3", "row 1"]
    first = lines.index("◆ critical · number · row 3")
    assert "三万五千元" in lines[first + 2]
    assert "53,000" in lines[first + 3]
    assert max(map(cell_len, lines)) <= 80


def test_the_words_of_a_flag_are_in_view_and_underlined() -> None:
    console = Console(file=io.StringIO(), width=60, force_terminal=True, color_system="standard", highlight=False)
    late = "他在仓库里一共待了很久，" * 12 + "花了三万五千元买粮食。"
    at = late.index("三万五千元")
    found = replace(flag(0), zh=(Place("0", Span(at, at + 5)), Place("1", Span(0, 3))))
    show_checked([(late, ROW[1])], [(found,)], console, "en")
    text = console.file.getvalue()  # type: ignore[attr-defined]
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in text.splitlines()]
    assert re.findall(r"\x1b\[[\d;]*\b4m([^\x1b]+)", text) == ["三万五千元", "53,000"]
    assert any(line.startswith("  zh  …") and "三万五千元买粮食。" in line for line in lines)
    assert max(map(cell_len, lines)) <= 60


@pytest.mark.parametrize(
    ("count", "said"), [(SHOWN, None), (SHOWN + 1, "1 more divergence"), (400, "380 more divergences")]
)
def test_what_is_not_shown_is_counted(count: int, said: str | None) -> None:
    text = " ".join(shown([(flag(row),) for row in range(count)]))
    assert ("not shown" in text) == (said is not None)
    assert said is None or f"{said}, in {count - SHOWN} row" in text


def test_units_that_lack_a_language_are_counted() -> None:
    assert summary([()], 0, "en") == "1 row checked; 0 divergences in 0 of them."
    assert summary([()], 2, "en").endswith("; 2 units without both languages left out.")
    assert summary([()], 2, "zh").endswith("；2 个单元缺一种语言，未检查。")
