"""What is typed wrongly, and the frame of help texts, in both interface languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aligner.cli.app import app
from aligner.cli.frame import UsageError, usage_error
from tests.cli.test_start import run

# What was typed -> what is said, without the pointer to the help.
WRONG = [
    (["align"], "ZH is missing.", "缺少 ZH。"),
    (["align", "a", "b"], "--output / -o is missing.", "缺少 --output / -o。"),
    (["duplicates"], "PATHS is missing.", "缺少 PATHS。"),
    (["nix"], "there is no command nix.", "没有名为 nix 的命令。"),
    (["compar"], "there is no command compar. Is compare meant?", "没有名为 compar 的命令。是否指 compare？"),
    (["align", "--nix"], "there is no option --nix.", "没有名为 --nix 的选项。"),
    (["align", "--mod", "x"], "there is no option --mod. Is --mode meant?", "没有名为 --mod 的选项。是否指 --mode？"),
    (["align", "a", "b", "-o"], "-o needs a value after it.", "-o 之后须有取值。"),
    (["align", "--quiet=3"], "--quiet takes no value.", "--quiet 不接受取值。"),
    (["align", "a", "b", "my", "text", "-o", "x"], "too many arguments: my text.", "参数过多：my text。"),
    (
        ["align", "a", "b", "-o", "{folder}"],
        "{folder} is a folder; a file is needed.",
        "{folder} 是文件夹；此处需要文件。",
    ),
    (["compare", "a", "--out", "{file}"], "{file} is a file; a folder is needed.", "{file} 是文件；此处需要文件夹。"),
    (["find", "x", "y", "-n", "three"], "--limit / -n: a whole number is needed.", "--limit / -n：须为整数。"),
    (["find", "x", "y", "-n", "0"], "--limit / -n: at least 1 is needed.", "--limit / -n：不得小于 1。"),
    (["compare", "a", "--min-confidence", "2"], "at most 1 is possible.", "不得大于 1。"),
    (["compare", "a", "--min-confidence", "much"], "a number is needed.", "须为数字。"),
]


def said(arguments: list[str]) -> str:
    with pytest.raises(UsageError) as raised:
        app(arguments, prog_name="aligner", standalone_mode=False)
    return usage_error(raised.value)


@pytest.mark.parametrize("ui", ["en", "zh"])
@pytest.mark.parametrize(("arguments", "english", "chinese"), WRONG)
def test_what_is_wrong_is_said_in_the_language_of_the_interface(
    arguments: list[str], english: str, chinese: str, ui: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ALIGNER_UI", ui)
    file = tmp_path / "taken.txt"
    file.touch()
    names = {"folder": str(tmp_path), "file": str(file)}
    told = said([a.format(**names) for a in arguments])
    assert (english if ui == "en" else chinese).format(**names) in told
    assert ("shows how" in told) <= (ui == "en")


def test_one_line_that_names_the_help() -> None:
    done = run("--ui", "zh", "align", "a.txt")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "错误：缺少 --output / -o。用法见 `aligner align --help`。\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--ui", "zh", "align", "a.txt"],
        ["align", "--ui", "zh", "a.txt"],
        ["align", "a.txt", "--ui=zh"],
        ["align", "a.txt", "--ui", "zh"],
    ],
)
def test_the_language_may_be_asked_for_anywhere(arguments: list[str]) -> None:
    assert run(*arguments).stderr == "错误：缺少 --output / -o。用法见 `aligner align --help`。\n"


def test_a_language_that_there_is_not() -> None:
    done = run("align", "a.txt", "--ui", "fr")
    assert done.returncode == 2
    assert "--ui" in done.stderr
    assert "zh, en" in done.stderr


def test_what_follows_two_dashes_is_no_option() -> None:
    assert "there is no option" not in run("find", "--", "--ui").stderr


@pytest.mark.parametrize("command", ["", "compare", "align", "check", "find", "duplicates", "segment", "cache", "init"])
def test_chinese_help_has_no_english_furniture(command: str) -> None:
    shown = run("--ui", "zh", *filter(None, [command]), "--help").stdout
    assert "用法：aligner" in shown
    assert "显示本帮助后退出。" in shown
    for word in ("Usage", "OPTIONS", "Options", "Arguments", "Commands", "Show ", "Install", "default", "required"):
        assert word not in shown
    assert not re.search(r"<\w[\w ]*>", shown)  # <file>, <int range>


def test_english_help_is_in_words_too() -> None:
    shown = run("align", "--help").stdout
    assert "Usage: aligner align [OPTIONS] ZH [EN]" in shown
    assert "Show this help and exit." in shown
    assert not re.search(r"<\w[\w ]*>", shown)


def test_the_program_alone_shows_its_help_and_no_error() -> None:
    done = run()
    assert "duplicates" in done.stdout + done.stderr
    assert "Error" not in done.stdout + done.stderr
