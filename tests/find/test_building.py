"""An index by several processes is that by one; its vectors are nearly the encoder's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from aligner.embed import load_encoder
from aligner.find import find, open_index

CORPUS = Path(__file__).parents[2] / "corpus"


def test_several_processes_make_the_same_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.find.building.MUCH", 0)
    encoder, answers = load_encoder(), []
    for processes in (1, 2):
        index = open_index([CORPUS / "zh", CORPUS / "en"], encoder, tmp_path / str(processes), processes=processes)
        answers.append((len(index), find("1950年5月14日", index, encoder), find("winter harbour", index, encoder)))
        index.close()
    assert answers[0] == answers[1]


def test_cosines_are_those_of_the_encoder(tmp_path: Path) -> None:
    encoder = load_encoder()
    lines = [f"The harbour froze on {day} January." for day in range(1, 30)] + ["...", "Nobody answered the telegram."]
    (tmp_path / "a.txt").write_text("\n\n".join(lines), encoding="utf-8")
    index = open_index([tmp_path / "a.txt"], encoder, tmp_path / "cache")
    query = encoder.encode(["When did the harbour freeze?"])[0]
    texts = [found.text for found in index.sentences(range(len(index)))]
    assert index.cosines(query) == pytest.approx(np.asarray(encoder.encode(texts) @ query), abs=0.005)
    index.close()
