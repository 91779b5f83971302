"""What was given to be read is never written over, and what was written is never taken for a text."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from aligner.cli.app import app
from aligner.errors import OutputError

ZH = "港口在冬天封冻，船只都停在湾里。电报在五月十四日到达北京，当晚就有了回复。\n\n他们在桥头等了三天。没有人来。\n"
EN = (
    "The harbour freezes in winter and the ships lie in the bay. The telegram reached Peking on 14 May and was "
    "answered that night.\n\nThey waited at the bridge for three days. Nobody came to the bridge.\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    texts = tmp_path / "两 篇"
    texts.mkdir()
    (texts / "book.zh").write_text(ZH + ZH, encoding="utf-8")
    (texts / "book.en").write_text(EN + EN, encoding="utf-8")
    (texts / "zh.html").write_text(f"<p>{ZH}</p>", encoding="utf-8")
    monkeypatch.chdir(texts)
    return texts


def run(*arguments: str):
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["duplicates", ".", "--write-clean", "."],
        ["duplicates", "../两 篇", "--write-clean", "../两 篇"],
        ["duplicates", "book.zh", "-o", "book.zh"],
        ["align", "book.zh", "book.en", "-o", "book.moses"],
        ["align", "zh.html", "book.en", "-o", "zh.html"],
        ["find", "telegram", ".", "-o", "book.en"],
    ],
)
def test_no_command_writes_over_what_it_reads(folder, arguments):
    for name in ("book.zh.txt", "book.en.txt"):  # what --write-clean calls its copies of .zh and .en
        (folder / name).write_bytes((folder / name[:-4]).read_bytes())
    before = {path: path.read_bytes() for path in folder.iterdir()}
    done = run(*arguments)
    assert isinstance(done.exception, OutputError), done.output
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_corrected_alignment_is_not_written_over(folder):
    assert run("compare", "book.zh", "book.en", "-q").exit_code == 0
    corrected = folder / "aligner-report" / "alignment.tsv"
    corrected.write_text(corrected.read_text(encoding="utf-8") + "多出一行\tone line more\n", encoding="utf-8")
    again = ["compare", "book.zh", "book.en", "-q", "--alignment", str(corrected)]
    assert isinstance(run(*again).exception, OutputError)
    assert "one line more" in corrected.read_text(encoding="utf-8")
    assert run(*again, "-o", "second").exit_code == 0


def test_a_second_run_leaves_out_what_the_first_wrote(folder):
    (folder / "zh.html").unlink()
    also = ["--also", "docx", "--also", "moses"]
    for command in (
        ["init"],
        ["compare", ".", "-q", *also],
        ["compare", ".", "-q", "-o", ".", *also],
        ["duplicates", ".", "-q"],
    ):
        assert run(*command).exit_code == 0, command
    assert run("duplicates", ".", "-q", "--write-clean", "clean").exit_code == 0
    assert (folder / "clean" / "removed.tsv").exists()
    assert (folder / "alignment.docx").exists()
    shown = run("segment", ".").output
    assert "book.zh" in shown
    assert "alignment" not in shown
    assert "clean" not in shown
    assert "report" not in shown
    assert run("segment", "clean").output.count("paragraphs") == 2  # a folder that is asked for is read


def test_a_report_of_somebody_else_is_a_text(folder):
    (folder / "report.html").write_text(f"<p>{EN}</p>", encoding="utf-8")
    assert "report.html" in run("segment", ".").output


def test_a_list_of_somebody_else_hides_no_text(folder):
    """Only the list that --write-clean makes says that the texts beside it are copies."""
    (folder / "mine").mkdir()
    (folder / "mine" / "letter.en").write_text(EN, encoding="utf-8")
    (folder / "mine" / "removed.tsv").write_text("document\twhy\n", encoding="utf-8")
    assert "letter.en" in run("segment", ".").output
