"""`aligner segment`: what it prints, and how it ends."""

import json

import pytest
import typer
from typer.testing import CliRunner

from aligner.cli import segment

TEXT = "The War\n\nHe came.[1] He saw it.\n\n战争开始了。\n\nA longer paragraph comes here.\n\n[1] See Smith.\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    app = typer.Typer()
    segment.register(app)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_shows_paragraphs_roles_and_numbers(run, monkeypatch):
    monkeypatch.setenv("ALIGNER_UI", "en")
    lines = run("a.txt").stdout.splitlines()
    assert lines[0].startswith(
        "a.txt: English, read as utf-8; 5 paragraphs, 6 sentences, of which 4 are compared; 2 marks"
    )
    assert [line for line in lines if line.startswith("[")] == [
        "[heading]",
        "[text]",
        "[text (Chinese)]",
        "[text]",
        "[note]",
    ]
    assert "2  He saw it." in lines


def test_speaks_chinese(run, monkeypatch):
    monkeypatch.setenv("ALIGNER_UI", "zh")
    assert "[标题]" in run("a.txt").stdout


def test_json_spans_point_into_the_text(run):
    header, *sentences = [json.loads(line) for line in run("a.txt", "--json").stdout.splitlines()]
    assert header == {
        "type": "document",
        "name": "a.txt",
        "lang": "en",
        "encoding": "utf-8",
        "characters": len(TEXT),
        "sentences": 6,
    }
    assert [TEXT[s["start"] : s["end"]] for s in sentences] == [s["text"] for s in sentences]
    assert sentences[1]["marks"] == [{"start": 17, "end": 20, "kind": "note-reference"}]


def test_a_bad_file_among_good_ones_is_named(run, tmp_path):
    (tmp_path / "b.txt").write_bytes(b"")
    done = run(".")
    assert done.exit_code == 3
    assert "b.txt" in done.stderr
