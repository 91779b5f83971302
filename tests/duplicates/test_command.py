"""`aligner duplicates`, as it is run."""

import csv
import json
import re

import openpyxl
import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from aligner.cli.app import app
from aligner.duplicates import find_duplicates
from aligner.errors import OutputError
from aligner.records import Comparison
from aligner.report.repeats_terminal import repeat_lines
from aligner.settings import DuplicateSettings

from .texts import MARKET, SCHOOL, TELEGRAM, WEATHER, document


@pytest.fixture
def folder(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(WEATHER + TELEGRAM + "\n" + MARKET + "\n", encoding="utf-8")
    (texts / "b.txt").write_text(SCHOOL + "\n" + TELEGRAM + "\n", encoding="utf-8")
    return texts


def run(*args, answers=""):
    result = CliRunner().invoke(app, ["duplicates", *map(str, args)], input=answers, catch_exceptions=False)
    return result.exit_code, result.output


def test_groups_are_shown_and_written(folder, tmp_path):
    code, output = run(folder, "-o", tmp_path / "groups.jsonl")
    assert code == 0
    assert "a.txt:1" in output
    header, group = map(json.loads, (tmp_path / "groups.jsonl").read_text(encoding="utf-8").splitlines())
    assert header["type"] == "header"
    assert (group["type"], group["kind"], group["similarity"], group["keep"]) == ("duplicate", "exact", 1.0, 0)
    assert [m["text"] for m in group["members"]] == [TELEGRAM, TELEGRAM]


def test_repeats_open_in_excel_one_row_a_copy(folder, tmp_path):
    assert run(folder, "-q", "-o", tmp_path / "repeats.xlsx")[0] == 0
    head, *rows = openpyxl.load_workbook(tmp_path / "repeats.xlsx").active.iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(r["group"], r["keep"], r["document"], r["line"], r["text"]) for r in told] == [
        (1, "*", "a.txt", 1, TELEGRAM),
        (1, "", "b.txt", 2, TELEGRAM),
    ]


def test_a_name_that_no_list_can_have_is_told_before_the_work(folder, tmp_path):
    with pytest.raises(OutputError, match=r"\.xlsx \.tsv \.jsonl"):
        run(folder / "no-such-folder", "-o", tmp_path / "repeats.pdf")


@pytest.mark.parametrize(("kind", "code"), [("exact", 1), ("retold", 1), ("", 0)])
def test_scripts_can_ask_for_an_exit_code(folder, kind, code):
    assert run(folder, "--no-retold", "-q", *(("--fail-on", kind) if kind else ()))[0] == code


def test_edited_copies_do_not_fail_who_asks_for_exact_ones(folder):
    (folder / "b.txt").write_text(SCHOOL + TELEGRAM.replace("共同解决", "一起决定"), encoding="utf-8")
    assert run(folder, "--no-retold", "-q", "--fail-on", "exact")[0] == 0
    assert run(folder, "--no-retold", "-q", "--fail-on", "edited")[0] == 1


def test_clean_texts_are_new_files(folder, tmp_path):
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    code, _ = run(folder, "--no-retold", "--write-clean", tmp_path / "clean")
    assert code == 0
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    cleaned = {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / "clean").rglob("*.txt")}
    assert sum(text.count(TELEGRAM) for text in cleaned.values()) == 1
    assert TELEGRAM in (tmp_path / "clean" / "removed.tsv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("2\n", ["b.txt"]), ("0\n", ["a.txt", "b.txt"]), ("9\n1\n", ["a.txt"]), ("b\n-1\n2\n", ["b.txt"])],
)
def test_asked_which_copy_stays(folder, tmp_path, answer, kept):
    code, output = run(folder, "--no-retold", "--keep", "ask", "--write-clean", tmp_path / "clean", answers=answer)
    assert code == 0, output
    assert ("0 to 2" in output) is (answer.count("\n") > 1)
    found = [p.name for p in (tmp_path / "clean").rglob("*.txt") if TELEGRAM in p.read_text(encoding="utf-8")]
    assert sorted(found) == kept


def test_nothing_repeats(tmp_path):
    (tmp_path / "a.txt").write_text(WEATHER, encoding="utf-8")
    assert run(tmp_path / "a.txt", "--no-retold")[0] == 0


@pytest.mark.parametrize("installed", [False, True])
def test_so_many_sentences_that_retold_ones_are_not_looked_for_unasked(folder, monkeypatch, installed):
    monkeypatch.setattr("aligner.embed.neighbours.faiss_installed", lambda: installed)
    monkeypatch.setattr("aligner.cli.duplicates.RETOLD_MOST", 3)
    monkeypatch.setattr("aligner.cli.duplicates.RETOLD_MOST_CODED", 4)
    assert ("aligner[ann]" in run(folder)[1]) is not installed
    assert "--retold" in run(folder)[1]
    assert "--retold" not in run(folder, "--retold")[1]
    assert "--retold" not in run(folder, "--no-retold")[1]


def test_what_stays_is_told_with_its_reason(folder, tmp_path):
    (folder / "c.txt").write_text(f"今天没有下雪。\n{TELEGRAM.replace('五月十四日', '五月十五日')}\n", encoding="utf-8")
    (folder / "b.txt").write_text(f"{MARKET}\n{SCHOOL}\n", encoding="utf-8")
    _, output = run(folder, "--no-retold", "--write-clean", tmp_path / "clean")
    assert "Repeats taken out: 1." in output
    assert "1  the copies differ in a number, a date, a name or a negation" in output
    with (tmp_path / "clean" / "kept.tsv").open(encoding="utf-8-sig", newline="") as file:
        (stays,) = csv.DictReader(file, dialect="excel-tab")
    assert (stays["document"], stays["line"], stays["kept_document"]) == ("c.txt", "2", "a.txt")
    assert "differ" in stays["why"]


@pytest.mark.parametrize("width", [40, 60, 80, 140])
@pytest.mark.parametrize("name", ["a.txt", "第十二章 石桥与渡口的故事（第二稿 修订）.docx", "a-very-long-name" * 9])
def test_the_terminal_shows_every_place_with_its_line_in_any_width(width, name):
    text = f"{SCHOOL}\n{WEATHER}\n{TELEGRAM}\n{MARKET}\n{TELEGRAM.replace('五月十四日', '五月十五日')}"
    read = document(text, name=name)
    found = Comparison((read,), (), (), find_duplicates([read], {}, DuplicateSettings(retold=False)), "")
    lines = [line.plain for line in repeat_lines(found, 1, found.duplicates[0], width)]
    assert all(cell_len(line) <= width for line in lines)
    (kept,) = (line for line in lines if line.startswith("  * "))
    (other,) = (line for line in lines if line.startswith("    ") and ":5  " in line)
    assert re.search(":3 +一九五", kept)
    assert re.search(":5 +[^ ]*十四日", other)


def test_a_list_says_what_an_edited_copy_changes(folder, tmp_path):
    (folder / "b.txt").write_text(SCHOOL + TELEGRAM.replace("共同解决", "一起决定"), encoding="utf-8")
    run(folder, "--no-retold", "-q", "-o", tmp_path / "repeats.tsv")
    head, *rows = (line.split("\t") for line in (tmp_path / "repeats.tsv").read_text(encoding="utf-8").splitlines())
    assert [row[head.index("changes")] for row in rows] == ["", "共同解决 → 一起决定"]


def test_a_page_with_the_repeats_alone(folder, tmp_path):
    code, output = run(folder, "--no-retold", "-o", tmp_path / "repeats.html")
    assert code == 0
    assert f"Written: {tmp_path / 'repeats.html'}" in output
    page = (tmp_path / "repeats.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert TELEGRAM[:20] in page
