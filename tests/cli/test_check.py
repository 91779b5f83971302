"""`aligner check`: the records, the scores, the exit codes, and flags accepted once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from aligner.cli.app import app
from aligner.errors import OutputError
from aligner.read.paired import PairedText, Row
from aligner.read.paired.texts import as_alignment

ROWS = "zh\ten\n会议在北京举行。\tThe meeting was held in Moscow.\n他同意了。\tHe agreed.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def check(*args: str) -> tuple[int, list[dict[str, object]]]:
    result = CliRunner().invoke(app, ["check", *args])
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_flag_a_line(file: Path) -> None:
    code, (record,) = check(str(file))
    assert code == 0
    assert record == {
        "row": 0,
        "kind": "name",
        "severity": "major",
        "confidence": 0.8,
        "zh_spans": [[3, 5]],
        "en_spans": [[24, 30]],
        "evidence": {"zh": "北京", "en": "Moscow"},
        "message": "Moscow in the English where the Chinese has 北京",
        "message_zh": "中文为“北京”，英文却为“Moscow”",
    }


def test_scores_for_every_row(file: Path) -> None:
    _, records = check(str(file), "--scores")
    pairs = [r for r in records if r.get("type") == "pair"]
    assert [r["row"] for r in pairs] == [0, 1]
    assert all(0 <= r["divergence"] <= 1 for r in pairs)  # type: ignore[operator]
    assert pairs[0]["divergence"] > pairs[1]["divergence"]  # type: ignore[operator]


@pytest.mark.parametrize(("severity", "code"), [("major", 1), ("minor", 1), ("critical", 0)])
def test_fail_on(file: Path, severity: str, code: int) -> None:
    assert check(str(file), "--fail-on", severity)[0] == code


def test_a_kind_switched_off(file: Path) -> None:
    assert check(str(file), "--off", "name") == (0, [])


def test_accepted_once_and_for_all(file: Path) -> None:
    assert check(str(file), "--accept") == (0, [])
    assert (file.parent / "aligner-accepted.tsv").read_text(encoding="utf-8").splitlines()[1:] == ["name\t北京\tMoscow"]
    assert check(str(file)) == (0, [])


def test_what_was_checked_is_told_beside_the_records(file: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(file)])
    assert result.stderr == "2 rows checked; 1 divergence in 1 of them.\n"
    assert CliRunner().invoke(app, ["check", str(file), "--quiet"]).stderr == ""


def test_units_without_both_languages_are_counted(tmp_path: Path) -> None:
    unit = '<tu><tuv xml:lang="{}"><seg>{}</seg></tuv><tuv xml:lang="{}"><seg>{}</seg></tuv></tu>'
    units = unit.format("zh", "他同意了。", "en", "He agreed.") + unit.format("zh", "他同意了。", "fr", "Il accepta.")
    file = tmp_path / "memory.tmx"
    file.write_text(f'<tmx version="1.4"><header/><body>{units}</body></tmx>', encoding="utf-8")
    told = CliRunner().invoke(app, ["check", str(file)]).stderr
    assert told == "1 row checked; 0 divergences in 0 of them; 1 unit without both languages left out.\n"


# Names of several kinds and spellings: what is kept in sets must not decide by their order, which Python draws anew.
MANY_NAMES = (
    ("他说，这座城市很安静。", "The Chinese delegate told Taiwanese reporters that the city was quiet."),
    ("五四运动从北京开始。", "The movement of Confucius began in Washington, George Washington said, under the Ming."),
    ("李将军到了汉城。", "General Li and General Lee reached Seoul, then Hanseong; Yi and Rhee stayed in Korea."),
)


def test_the_answer_is_the_same_every_time(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("zh\ten\n" + "".join(f"{zh}\t{en}\n" for zh, en in MANY_NAMES), encoding="utf-8")
    command = [sys.executable, "-m", "aligner", "check", "--quiet", "--scores", str(path)]
    answers = {
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(answers) == 1
    assert b"Chinese" in answers.pop()


def test_a_page_a_table_and_a_memory_hold_rows_and_flags(file: Path, tmp_path: Path) -> None:
    for name in ("a.html", "a.xlsx", "a.docx", "a.tmx", "a.xlf", "a.jsonl"):
        result = CliRunner().invoke(app, ["check", str(file), "-o", str(tmp_path / name)])
        assert (result.exit_code, result.stdout) == (0, ""), "what is in the file is not printed as well"
        assert name in result.stderr
    records = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    (flag,) = [r for r in records if r["type"] == "flag"]
    assert [place["text"] for place in (*flag["zh"], *flag["en"])] == ["北京", "Moscow"]
    links = [(r["zh"]["text"], r["en"]["text"]) for r in records if r["type"] == "link"]
    assert links == [tuple(row.split("\t")) for row in ROWS.splitlines()[1:]]
    again = CliRunner().invoke(app, ["check", str(tmp_path / "a.xlf")])
    assert [json.loads(line)["evidence"] for line in again.stdout.splitlines()] == [{"zh": "北京", "en": "Moscow"}]


@pytest.mark.parametrize("name", ["a.what", "pairs.tsv"])
def test_no_other_format_and_nothing_over_the_input(file: Path, name: str) -> None:
    result = CliRunner().invoke(app, ["check", str(file), "-o", str(file.with_name(name))])
    assert isinstance(result.exception, OutputError)
    assert file.read_text(encoding="utf-8") == ROWS


def test_rows_ranked_by_divergence_open_in_excel(file: Path, tmp_path: Path) -> None:
    file.write_text(ROWS.replace("zh\ten\n", "zh\ten\n天黑了。\tIt grew dark.\n"), encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(file), "--scores", "-o", str(tmp_path / "ranked.xlsx")])
    assert (result.exit_code, result.stdout) == (0, "")
    head, *rows = openpyxl.load_workbook(tmp_path / "ranked.xlsx").active.iter_rows(values_only=True)
    assert head == ("divergence", "row", "id", "zh", "en", "flags")
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), reverse=True)
    assert rows[0][1:] == (2, "1", "会议在北京举行。", "The meeting was held in Moscow.", "name major: 北京 | Moscow")
    assert {row[1] for row in rows} == {1, 2, 3}


def test_ranked_rows_have_no_page(file: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["check", str(file), "--scores", "-o", str(tmp_path / "a.html")])
    assert isinstance(result.exception, OutputError)


def test_a_flag_dismissed_in_the_page_stays_quiet(file: Path) -> None:
    name = str(file)
    dismissed = {
        "kind": "name",
        "zh_document": f"{name}#zh",
        "en_document": f"{name}#en",
        "zh": ["北京"],
        "en": ["Moscow"],
    }
    record = {"format": "aligner-review", "schema": 1, "signature": "", "links": [], "dismissed": [dismissed]}
    file.with_name("aligner-review.json").write_text(json.dumps(record), encoding="utf-8")
    assert check(name, "--fail-on", "minor") == (0, [])


def test_rows_with_one_side_and_cells_with_line_breaks(tmp_path: Path) -> None:
    alignment = as_alignment(PairedText("a.tmx", (Row("他来了。\n", "He came.", "1"), Row("", "Alone.", "2", 0.4))))
    assert [(b.zh, b.en) for b in alignment.beads] == [((0,), (0,)), ((1,), ()), ((), (1,))]
    assert [alignment.zh.sentence_text(i) for i in range(2)] == ["他来了。\n", ""]
    assert alignment.en.sentence_text(1) == "Alone."


def test_a_segment_that_nobody_translated_is_one_major_flag(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    rows = [
        "zh\ten",
        "1950年5月14日，毛泽东致电斯大林。\t",
        "\tOn 14 May Mao cabled Stalin.",
        " \t ",
        "他同意了。\tHe agreed.",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    _, records = check(str(path))
    assert [(r["row"], r["kind"], r["severity"]) for r in records] == [
        (0, "omission", "major"),
        (1, "addition", "major"),
    ]
    assert records[0]["zh_spans"] == [[0, 20]]
