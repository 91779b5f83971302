"""`aligner encoders` and `aligner cache`, as typed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from aligner.cli.app import app
from aligner.embed import installed
from aligner.embed.models import known_models
from aligner.embed.store import VectorStore, store_path

STORY = {
    "a.zh.txt": "五月十四日，莫斯科回电。\n\n他没有说话。\n",
    "a.en.txt": "On 14 May Moscow replied.\n\nHe said nothing.\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALIGNER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "models"))
    monkeypatch.setenv("ALIGNER_UI", "en")
    return tmp_path / "cache"


def aligner(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_encoders_lists_the_embedded_one_first_and_all_that_are_known() -> None:
    lines = aligner("encoders").splitlines()
    assert lines[0] == "embedded"
    assert "built in" in lines[1]
    names = [line for line in lines if line in {model.name for model in known_models()}]
    assert names == [model.name for model in known_models()]
    assert sum("not fetched" in line for line in lines) == len(names)


@pytest.mark.parametrize(("there", "said"), [(True, "Use one with `--encoder NAME`"), (False, "aligner[neural]")])
def test_encoders_says_what_to_do_next(there: bool, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "extra_installed", lambda: there)
    assert said in aligner("encoders").replace("\n", " ")


def test_an_empty_cache_says_where_it_would_be(folder: Path) -> None:
    assert aligner("cache").replace("\n", "") == f"nothing is kept in {folder}"


def test_the_cache_is_counted_and_cleared(folder: Path, tmp_path: Path) -> None:
    store = VectorStore(store_path(), "LaBSE|revision")
    store.put(["一", "二", "three"], np.eye(3, dtype=np.float32))
    store.close()
    for name, text in STORY.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    aligner("find", "14 May", str(tmp_path / "a.zh.txt"), str(tmp_path / "a.en.txt"))
    (folder / "native").mkdir()
    (folder / "native" / "loop-1").touch()
    told = aligner("cache")
    assert "machine code, made once: 0.0 MB (files: 1)" in told
    assert "3 vectors of LaBSE\n" in told
    assert "indexes of `aligner find`" in told
    assert str(folder) in told.replace("\n", "")
    assert "removed" in aligner("cache", "--clear")
    assert aligner("cache").startswith("nothing is kept")
