"""Pairs that are paired already: shared among processes, they come out as one process has them."""

from __future__ import annotations

import pytest

from aligner.compare import pairs
from tests.compare.pairs import encoder

ROWS = [
    ("斯大林在莫斯科会见了毛泽东。", "Stalin met Mao Zedong in Moscow."),
    ("他没有来。", "He came."),
    ("韦小宝大怒。", "Trinket was furious."),
    ("三万五千人渡江。", "25,000 men crossed the river."),
    ("志愿军继续前进。", "On went the Volunteers."),
    ("", "Nothing."),
    ("他没有来。", "He did come."),
]


def test_processes_answer_as_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = pairs.check_and_score(ROWS, encoder())
    monkeypatch.setattr(pairs, "MANY", 1)
    monkeypatch.setattr(pairs, "CHUNK", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert pairs.check_and_score(ROWS, encoder()) == alone
    assert sum(len(checked.flags) for checked in alone) >= 2
