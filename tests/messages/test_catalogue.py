"""The catalogue: complete in both languages, and every key that the program uses is there."""

import re
import string
from pathlib import Path

import pytest

import aligner
from aligner.messages import catalogue, say, ui_language

PACKAGE = Path(aligner.__file__).parent


def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_both_languages_fill_the_same_places(key):
    texts = catalogue()[key]
    assert texts["en"].strip()
    assert texts["zh"].strip()
    assert places(texts["en"]) == places(texts["zh"])


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_chinese_is_chinese(key):
    text = re.sub(r"`[^`]*`|\{\w+\}", "", catalogue()[key]["zh"])
    assert re.search(r"[\u4e00-\u9fff]", text) or not re.search(r"[A-Za-z]{4}", text)


def test_every_key_in_the_code_is_in_the_catalogue():
    literal = re.compile(
        r"""(?:say|argument|option|Message|(?:Input|Encoder|Settings|Output|Aligner)Error)\(\s*"([a-z][\w-]*(?:\.[\w-]+)+)\""""
    )
    used = {key for path in PACKAGE.rglob("*.py") for key in literal.findall(path.read_text(encoding="utf-8"))}
    assert used <= set(catalogue()), used - set(catalogue())


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "ALIGNER_UI": "zh"}, "zh"),
    ],
)
def test_interface_language_follows_the_environment(monkeypatch, environment, expected):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "ALIGNER_UI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ui_language() == expected


def test_say_fills_places():
    assert say("cli.error", "en", why="no") == "Error: no"
    assert say("cli.error", "zh", why="无") == "错误：无"
