"""`aligner align` and `aligner evaluate`, as typed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.cli.app import app
from aligner.errors import InputError, OutputError
from tests.align.story import STORY

RUNNER = CliRunner()


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    zh, en = tmp_path / "story.zh.txt", tmp_path / "story.en.txt"
    zh.write_text("\n".join(zh for zh, _ in STORY[:10]) + "\n\n", encoding="utf-8")
    en.write_text("\n".join(en for _, en in STORY[:10]) + "\n", encoding="utf-8")
    return zh, en


def test_lines_keep_their_numbers_and_none_is_lost(texts: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out.beads.json"
    result = RUNNER.invoke(app, ["align", "--lines", "--mode", "parallel", *map(str, texts), "-o", str(out)])
    assert result.exit_code == 0, result.output
    beads = json.loads(out.read_text(encoding="utf-8"))
    assert [[zh, en] for zh, en, _ in beads if zh and en] == [[[i], [i]] for i in range(10)]
    assert sorted(i for zh, _, _ in beads for i in zh) == list(range(11))
    assert all(0 <= score <= 1 for _, _, score in beads)


def test_either_language_may_come_first(texts: tuple[Path, Path], tmp_path: Path) -> None:
    outs = [tmp_path / name for name in ("zh-first.tsv", "en-first.tsv")]
    for out, given in zip(outs, (texts, texts[::-1]), strict=True):
        result = RUNNER.invoke(app, ["align", "--lines", *map(str, given), "-o", str(out)])
        assert result.exit_code == 0, result.output
    assert outs[0].read_bytes() == outs[1].read_bytes()


@pytest.mark.parametrize("suffix", [".tsv", ".tmx", ".jsonl", ".html"])
def test_the_suffix_is_the_format(suffix: str, texts: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / f"out{suffix}"
    result = RUNNER.invoke(app, ["align", "--lines", *map(str, texts), "-o", str(out), "--source", "zh"])
    assert result.exit_code == 0, result.output
    assert "老渔夫" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("suffix", "names"),
    [
        (".tsv", ["out.tsv"]),
        (".moses", ["out.zh", "out.en"]),
        (".intertext.xml", ["out.zh.xml", "out.en.xml", "out.zh.en.xml"]),
    ],
)
def test_what_was_written_is_named(suffix: str, names: list[str], texts: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "new"
    result = RUNNER.invoke(app, ["align", *map(str, texts), "-o", str(folder / f"out{suffix}")])
    told = result.stderr.strip().rpartition("Written: ")[2]
    assert told.split(", ") == [str(folder / name) for name in names]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_verbose_tells_each_step_and_its_time(texts: tuple[Path, Path], tmp_path: Path) -> None:
    command = ["align", *map(str, texts), "-o", str(tmp_path / "out.tsv")]
    steps = ["reading", "embedding", "aligning", "writing"]
    told = RUNNER.invoke(app, [*command, "--verbose"]).stderr
    assert re.findall(r"^ *\d+\.\d\d s  (\w+) \(1\)$", told, re.MULTILINE) == steps
    assert "reading" not in RUNNER.invoke(app, command).stderr
    assert RUNNER.invoke(app, [*command, "--verbose", "--quiet"]).stderr == ""


def test_an_unknown_suffix_is_told_before_the_work(texts: tuple[Path, Path], tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["align", *map(str, texts), "-o", str(tmp_path / "out.doc")])
    assert isinstance(result.exception, OutputError)


def test_evaluate_prints_strict_and_lax(tmp_path: Path) -> None:
    gold, auto = tmp_path / "gold.json", tmp_path / "auto.beads.json"
    gold.write_text(json.dumps({"gold": [[[0], [0]], [[1], [1, 2]]]}), encoding="utf-8")
    auto.write_text(json.dumps([[[0], [0], 0.9], [[1], [1], 0.8]]), encoding="utf-8")
    result = RUNNER.invoke(app, ["evaluate", str(gold), str(auto)])
    assert result.output.splitlines() == [
        "strict  P 0.500  R 0.500  F1 0.500",
        "lax     P 1.000  R 1.000  F1 1.000",
    ]


@pytest.mark.parametrize("content", ["", "{}", "[1, 2]", '{"gold": 3}'])
def test_a_file_without_beads_is_an_error(content: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="utf-8")
    result = RUNNER.invoke(app, ["evaluate", str(path), str(path)])
    assert isinstance(result.exception, InputError)
