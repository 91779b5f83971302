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
    monkeypatch.setattr(pairs, "cores", lambda: 2)
    assert pairs.check_and_score(ROWS, encoder()) == alone
    assert sum(len(checked.flags) for checked in alone) >= 2


def test_rows_that_repeat_are_told_as_if_each_stood_alone() -> None:
    found = pairs.check_and_score([*ROWS, *ROWS], encoder())
    for row, (once, again) in enumerate(zip(found[: len(ROWS)], found[len(ROWS) :], strict=True)):
        assert again.divergence == once.divergence
        own = [{p.document for f in one.flags for p in (*f.zh, *f.en)} for one in (once, again)]
        assert own[0] <= {str(r) for r in range(len(ROWS))}
        assert str(row + len(ROWS)) in own[1] or not again.flags
        assert [f.evidence for f in once.flags if f.kind != "inconsistency"] == [
            f.evidence for f in again.flags if f.kind != "inconsistency"
        ]


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[str, int, int]] = []
    pairs.check_and_score([*ROWS, ROWS[0]], encoder(), progress=lambda *news: told.append(news))
    assert told[0] == ("progress.check", 0, len(set(ROWS)))
    assert told[-1] == ("progress.check", len(set(ROWS)), len(set(ROWS)))
