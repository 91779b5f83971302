"""`aligner find -`: several questions to one open index, from a pipe or a terminal."""

import json
import os
import subprocess
import sys

import openpyxl
import pytest

ASKED = ("港口封冻", "When did the telegram arrive?")


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    (folder / "zh.txt").write_text("港口在冬天封冻。\n电报在五月十四日到达。\n", encoding="utf-8")
    (folder / "en.txt").write_text(
        "The harbour freezes in winter.\nThe telegram arrived on 14 May.\n", encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def find(texts, tmp_path_factory):
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")), "LANG": "en_US.UTF-8"}

    def find(query, *options, **pipes):
        command = [sys.executable, "-m", "aligner", "find", query, str(texts), *options]
        return subprocess.run(command, capture_output=True, env=environment, check=False, **pipes)

    return find


def test_what_is_found_opens_in_excel(find, tmp_path):
    done = find("14 May", "-n", "1", "-q", "-o", str(tmp_path / "hits.xlsx"))
    assert done.returncode == 0, done.stderr
    head, *rows = openpyxl.load_workbook(tmp_path / "hits.xlsx").active.iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert {r["text"] for r in told} == {"电报在五月十四日到达。", "The telegram arrived on 14 May."}
    assert {r["shared"] for r in told} == {"14 May"}


def test_each_line_of_a_pipe_is_a_question(find, tmp_path):
    hits = tmp_path / "hits.jsonl"
    done = find("-", "-n", "1", "-o", str(hits), input=f"{ASKED[0]}\n\n{ASKED[1]}\n".encode())
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in hits.read_text(encoding="utf-8").splitlines()]
    answers = [(r["query"], r["lang"], r["text"]) for r in sorted(records, key=lambda r: (r["query"], r["lang"]))]
    assert answers == [
        (ASKED[1], "en", "The telegram arrived on 14 May."),
        (ASKED[1], "zh", "电报在五月十四日到达。"),
        (ASKED[0], "en", "The harbour freezes in winter."),
        (ASKED[0], "zh", "港口在冬天封冻。"),
    ]
    shown = done.stdout.decode()
    assert shown.index(ASKED[0]) < shown.index("harbour") < shown.index(ASKED[1]) < shown.rindex("14 May")


def test_one_question_is_answered_as_if_it_were_the_only_one(find):
    alone = find(ASKED[1]).stdout.decode()
    assert alone
    assert alone in find("-", input="\n".join(ASKED).encode()).stdout.decode()


def test_on_a_terminal_an_empty_line_ends(find):
    pty = pytest.importorskip("pty", reason="there are no terminals of this kind here")
    ours, theirs = pty.openpty()
    os.write(ours, f"{ASKED[0]}\n\nnever asked\n".encode())
    done = find("-", "-n", "1", stdin=theirs)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 0, done.stderr
    assert "harbour" in done.stdout.decode()
    assert "never asked" not in done.stdout.decode()


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        (b"", "the query is empty"),
        (b"\n \n", "the query is empty"),
        (b"ice\n\xb8\xdb\xbf\xda\n", "line 2 of the questions"),
    ],
)
def test_questions_that_cannot_be_read_are_told_in_one_line(find, questions, told):
    done = find("-", input=questions)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_a_wrapped_passage_is_shown_flowing(tmp_path):
    wrapped = "We were told that the Mayor had accepted the terms, and\nthat there would be no fighting beyond the\n"
    (tmp_path / "scan.txt").write_text(wrapped + "creek. We did not believe a word of that, not one of us.\n", "utf-8")
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "LANG": "en_US.UTF-8", "COLUMNS": "400"}
    command = [sys.executable, "-m", "aligner", "find", "the Mayor accepted", str(tmp_path / "scan.txt")]
    shown = subprocess.run(command, capture_output=True, env=environment, check=True).stdout.decode()
    assert "accepted the terms, and that there would be" in shown


@pytest.mark.parametrize(("query", "told"), [("how to bake an apple cake", True), ("鸡蛋", True), ("14 May", False)])
def test_that_nothing_speaks_of_it_is_said(find, query, told):
    done = find(query)
    assert done.returncode == 0, done.stderr
    assert ("Nothing here speaks of it" in done.stdout.decode()) is told
