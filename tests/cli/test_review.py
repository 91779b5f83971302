"""`--review`: what was decided in the page is carried out, and its file is neither read as a text nor written over."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from aligner.cli.app import app
from aligner.errors import InputError, OutputError

ZH = ["港口在冬天封冻。", "电报在五月十四日到达北京。", "他们在桥头等了三天。", "没有人来。"]
EN = [
    "The harbour freezes in winter.",
    "The telegram reached Peking on 14 May.",
    "They waited at the bridge for three days.",
    "Nobody came.",
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "book.zh.txt").write_text("".join(ZH), encoding="utf-8")
    (texts / "book.en.txt").write_text(" ".join(EN), encoding="utf-8")
    monkeypatch.chdir(texts)
    return texts


def saved(path, number=3, verdict="removed"):
    side = {"sentences": [number]}
    link = {
        "verdict": verdict,
        "zh": side | {"document": "book.zh.txt", "texts": [ZH[number]]},
        "en": side | {"document": "book.en.txt", "texts": [EN[number]]},
    }
    record = {"format": "aligner-review", "schema": 1, "signature": "", "links": [link], "dismissed": []}
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def run(*arguments: str):
    return CliRunner().invoke(app, arguments)


def links(path):
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {tuple(r["zh"]["sentences"]): r["reviewed"] for r in records if r["type"] == "link"}


def test_a_review_that_is_named_is_followed(folder, tmp_path):
    path = saved(tmp_path / "mine.json")
    assert (3,) in links_after(folder)
    done = run("compare", "book.zh.txt", "book.en.txt", "--review", str(path))
    assert done.exit_code == 0, done.output
    assert "1 decisions on links" in " ".join(done.output.split())
    assert (3,) not in links(folder / "aligner-report" / "comparison.jsonl")


def links_after(folder, *arguments):
    assert run("compare", ".", "-q", *arguments).exit_code == 0
    return links(folder / "aligner-report" / "comparison.jsonl")


def test_one_beside_the_texts_is_found_and_no_text(folder):
    saved(folder / "aligner-review.json", 1, "confirmed")
    assert links_after(folder)[(1,)] == "confirmed"


def test_align_follows_it_too(folder, tmp_path):
    path = saved(tmp_path / "mine.json")
    done = run("align", "book.zh.txt", "book.en.txt", "-o", "out.jsonl", "--review", str(path))
    assert done.exit_code == 0, done.output
    assert (3,) not in links(folder / "out.jsonl")


def test_it_is_not_written_over(folder, tmp_path):
    path = saved(tmp_path / "mine.beads.json")
    done = run("align", "book.zh.txt", "book.en.txt", "-o", str(path), "--review", str(path))
    assert isinstance(done.exception, OutputError)


@pytest.mark.parametrize("content", ["", "{}", "[[[0], [0], 1]]"])
def test_another_file_is_refused(folder, tmp_path, content):
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    assert isinstance(run("compare", ".", "--review", str(path)).exception, InputError)


def test_what_was_accepted_beside_the_texts_stays_quiet(folder):
    (folder / "book.en.txt").write_text(" ".join(EN).replace("14 May", "16 May"), encoding="utf-8")
    assert run("compare", ".", "-q", "--fail-on", "major").exit_code == 1
    (folder / "aligner-accepted.tsv").write_text("kind\tzh\ten\tremark\ndate\t05-14\t05-16\n", encoding="utf-8")
    assert run("compare", ".", "-q", "--fail-on", "major").exit_code == 0
