"""Loops as machine code: they give what Python gives, and are made once a machine."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aligner.native import Loop, building, code, native, native_loosely

STEP = 2


def scaled(x: float, by: float) -> float:
    return math.exp(-x) * by + np.log1p(x)


scaled_loop = native(scaled)


@native
def twice(x: float, by: float) -> float:
    return 2 * x * by


def total(rows: Any, by: float, absolute: bool) -> float:
    s = 0.0
    for i in range(0, len(rows), STEP):
        x = scaled_loop(float(rows[i]), by)
        s += abs(x) if absolute else x
    return s


def sums(table: Any, out: Any) -> None:
    for i in range(table.shape[0]):
        for j in range(table.shape[1]):
            out[i] += table[i, j]


def count(flags: Any, least: int) -> int:
    n = 0
    for flag in flags:
        if flag:
            n += 1
    return max(n, least)


def makes(rows: Any) -> float:
    return float(np.zeros(len(rows)).sum())


def fails(rows: Any) -> None:
    if rows[0] > 0:
        raise ValueError


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where code is kept, in this test."""
    found = [tmp_path / "first", tmp_path / "second"]
    monkeypatch.setattr(code, "_folders", lambda: iter(found))
    return found


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_: Any) -> bytes:
        raise AssertionError("made again")

    monkeypatch.setattr(building, "build", build)


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.int64, np.uint8])
@pytest.mark.parametrize("make", [native, native_loosely])
def test_a_loop_gives_what_python_gives(dtype: Any, make: Any) -> None:
    rows = np.arange(7).astype(dtype)
    for by, absolute in ((2.5, True), (np.float32(-2.5), np.False_), (-3, np.True_)):
        assert make(total)(rows, by, absolute) == pytest.approx(total(rows, by, absolute))
    table, fast, slow = rows.reshape(7, 1) * rows, np.zeros(7), np.zeros(7)
    make(sums)(table, fast)
    sums(table, slow)
    assert (fast == slow).all()


@pytest.mark.parametrize(("flags", "least", "expected"), [([True, False, True], 0, 2), ([], np.int32(3), 3)])
def test_flags_and_whole_numbers(flags: list[bool], least: int, expected: int) -> None:
    found = native(count)(np.array(flags, bool), least)
    assert (found, type(found)) == (expected, int)


def test_code_that_is_kept_is_not_made_again(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    before = native(total)(np.arange(3.0), 1.0, False)
    assert len([*folders[0].iterdir()]) == 1
    forbid(monkeypatch)
    assert native(total)(np.arange(3.0), 1.0, False) == before


def test_who_waits_for_code_to_be_made_is_told_once(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("aligner.native.code.first_time", [lambda: told.append("told")])
    native(total)(np.ones(3), 0.5, False)
    native(sums)(np.ones((3, 3)), np.zeros(3))
    assert told == ["told"]


@pytest.mark.parametrize("change", ["number", "loop", "type"])
def test_code_is_made_again_for_what_is_not_the_same(
    folders: list[Path], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    rows, other = np.arange(1.0, 4.0), np.arange(1, 4)
    native(total)(rows, 1.0, False)
    if change == "number":
        monkeypatch.setattr(sys.modules[__name__], "STEP", 1)
    elif change == "loop":
        monkeypatch.setattr(sys.modules[__name__], "scaled_loop", twice)
    values = other if change == "type" else rows
    assert native(total)(values, 1.0, False) == pytest.approx(total(values, 1.0, False))
    assert len([*folders[0].glob("total-*")]) == 2


@pytest.mark.parametrize("damage", [b"", b"nothing", lambda content: content[:-9], lambda content: content + b"x"])
def test_a_damaged_file_is_made_anew(folders: list[Path], monkeypatch: pytest.MonkeyPatch, damage: Any) -> None:
    native(count)(np.ones(3, bool), 0)
    (file,) = folders[0].iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage if isinstance(damage, bytes) else damage(whole))
    assert native(count)(np.ones(3, bool), 0) == 3
    forbid(monkeypatch)
    assert native(count)(np.ones(3, bool), 0) == 3


def test_where_the_first_folder_cannot_be_written_the_second_serves(
    folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders[0].write_text("a file where the folder should be")
    native(count)(np.ones(3, bool), 0)
    assert len([*folders[1].iterdir()]) == 1
    forbid(monkeypatch)
    assert native(count)(np.ones(3, bool), 0) == 3


def test_where_no_folder_can_be_written_it_runs_all_the_same(folders: list[Path]) -> None:
    for folder in folders:
        folder.write_text("")
    assert native(count)(np.ones(3, bool), 0) == 3


@pytest.mark.parametrize("function", [makes, fails])
def test_what_needs_numba_in_each_process_is_warned_of(folders: list[Path], function: Any) -> None:
    """The tests of this package turn warnings into errors: no loop of it is such a one."""
    with pytest.warns(RuntimeWarning, match=function.__name__):
        native(function)(np.zeros(3))


def test_an_array_with_gaps_is_refused() -> None:
    with pytest.raises(ValueError, match="sums"):
        native(sums)(np.ones((3, 4)).T, np.zeros(4))


def test_a_loop_shows_its_function() -> None:
    assert (scaled_loop.__name__, scaled_loop.__module__) == ("scaled", __name__)
    assert isinstance(scaled_loop, Loop)


def test_a_process_that_finds_all_code_does_not_import_numba() -> None:
    program = """
import sys
import numpy as np
from aligner.align.parallel.words import _lengths
_lengths(np.ones((1, 4), np.int8), np.zeros(1, np.float32))
print("numba" in sys.modules)
"""
    told = [subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
            for _ in range(2)]  # fmt: skip
    assert told[1].strip() == "False"
