"""A name that a text renders in its own way throughout is no slip; one that stands once is."""

from __future__ import annotations

import pytest

from aligner.compare.pairs import check_rows
from aligner.records import FlagKind
from tests.compare.pairs import encoder

ZH = ("{}大怒。", "他回头看{}。", "{}在北京等他。", "第二天{}走了。", "没有人认得{}。")
EN = (
    "{} was furious.",
    "He looked back at {}.",
    "{} waited for him in Beijing.",
    "The next day {} left.",
    "Nobody knew {}.",
)


def exchanges(names: list[str]) -> list[str]:
    """The English names that are said to be another, of a text about 韦小宝."""
    rows = [(zh.format("韦小宝"), en.format(name)) for zh, en, name in zip(ZH, EN, names, strict=True)]
    found = check_rows(rows, encoder())
    return [f.evidence.en for flags in found for f in flags if f.kind is FlagKind.NAME and f.evidence.zh]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["Trinket"] * 5, []),
        (["Trinket"] * 4 + ["Dubrovsky"], ["Dubrovsky"]),
        (["Trinket", "Dubrovsky", "Wilkins", "Oboi", "Barlow"], ["Trinket", "Dubrovsky", "Wilkins", "Oboi", "Barlow"]),
        (["Wei Xiaobao"] * 4 + ["Trinket"], ["Trinket"]),
    ],
)
def test_a_rendering_that_comes_back_is_learned(names: list[str], told: list[str]) -> None:
    assert exchanges(names) == told
