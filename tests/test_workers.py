"""Work spread over processes gives what one process gives, ends cleanly, and says what went wrong with what."""

import math
import os
import signal
import subprocess
import sys
import time

import pytest

from aligner import loading
from aligner.duplicates import describing, find_duplicates
from aligner.errors import WorkerError
from aligner.loading import load_documents
from aligner.records import RepeatKind
from aligner.settings import DuplicateSettings, Settings
from aligner.workers import spread

from .duplicates.texts import MARKET, SCHOOL, TELEGRAM, WEATHER


@pytest.fixture
def folder(tmp_path):
    edited = TELEGRAM.replace("共同解决", "一起决定")
    for k, text in enumerate(
        (WEATHER + TELEGRAM, SCHOOL + edited, MARKET + WEATHER, "# 一\n\n正文。[1]\n\n# 二\n\n[1] 注。\n")
    ):
        (tmp_path / f"{k}.txt").write_text(text * (3 - k % 3), encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(b"")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4")
    return tmp_path


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_order(processes):
    numbers = [9, 3, 5, 0, 12]
    assert list(spread(math.factorial, numbers, str, processes)) == [math.factorial(n) for n in numbers]


_ready = []


def _make_ready():
    _ready.append(10)


def _scaled(number):
    return number * _ready[-1]


@pytest.mark.parametrize("processes", [1, 2])
def test_each_process_is_prepared_before_its_first_item(processes):
    assert list(spread(_scaled, [1, 2, 3], str, processes, _make_ready)) == [10, 20, 30]


def test_an_error_is_named_after_its_item():
    with pytest.raises(ValueError) as caught:
        list(spread(int, ["1", "x.txt", "3"], str, 2))
    assert "x.txt" in caught.value.__notes__


def test_a_process_that_ends_is_told_with_what_it_was_busy_with():
    with pytest.raises(WorkerError, match=r"file-\d"):
        list(spread(os._exit, [7, 8], lambda n: f"file-{n}", 2))


def test_documents_are_those_of_one_process(folder, monkeypatch):
    alone = load_documents([folder], Settings())
    monkeypatch.setattr(loading, "MUCH", 0)
    assert load_documents([folder], Settings(), processes=2) == alone
    assert [s.path for s in alone[1]] == ["broken.pdf", "broken.txt"]


def test_groups_are_those_of_one_process(folder, monkeypatch):
    documents, _ = load_documents([folder], Settings())
    settings = DuplicateSettings(retold=False)
    alone = find_duplicates(documents, {}, settings)
    assert {g.kind for g in alone} >= {RepeatKind.EXACT, RepeatKind.EDITED}
    monkeypatch.setattr(describing, "MANY", 0)
    monkeypatch.setattr(describing, "AT_ONCE", 1)
    assert find_duplicates(documents, {}, settings, processes=2) == alone


@pytest.mark.skipif(os.name == "nt", reason="interrupts of process groups are POSIX")
def test_an_interrupt_ends_all_and_says_so(tmp_path):
    for k in range(6):
        words = "\n".join(f"{WEATHER}{n * (k + 1)}" for n in range(20_000))
        (tmp_path / f"{k}.txt").write_text(words[:500_000], encoding="utf-8")
    command = [sys.executable, "-m", "aligner", "--ui", "en", "duplicates", "--no-retold", str(tmp_path)]
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # inherited: ignored where tests run in the background
    try:
        running = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
    finally:
        signal.signal(signal.SIGINT, before)
    try:
        deadline = time.monotonic() + 60
        while len(_children(running.pid)) < 3 and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        assert running.poll() is None
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert "interrupted" in said.lower()


def _children(process: int) -> list[str]:
    """Ids of its child processes."""
    listed = subprocess.run(["ps", "-eo", "ppid=,pid="], capture_output=True, text=True, check=True).stdout
    return [pid for parent, pid in (line.split() for line in listed.splitlines()) if parent == str(process)]
