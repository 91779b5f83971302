"""The two sides of a contrast, exchanged or not."""

from __future__ import annotations

import pytest

from aligner.compare.contrast import check_contrast
from tests.compare.pairs import evidence, flags


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("我们需要的不是金钱，而是时间。", "What we need is not money but time.", []),
        ("我们需要的不是时间，而是金钱。", "What we need is not money but time.",
         [("exchange", "时间 … 金钱", "money … time")]),
        ("這並不是醫生寫的，而是病人寫的。", "It was written not by the doctor, but by the patient.", []),
        ("這並不是病人寫的，而是醫生寫的。", "It was written not by the doctor, but by the patient.",
         [("exchange", "病人寫的 … 醫生寫的", "by the doctor … by the patient")]),
        ("猫比狗多。", "There are more cats than dogs.", []),
        ("猫比狗多。", "There are more dogs than cats.", [("exchange", "猫 … 狗", "dogs … cats")]),
        ("猫比狗少。", "There are more dogs than cats.", []),
        ("出口额首次超过了进口额。", "Exports exceeded imports for the first time.", []),
        ("出口额首次超过了进口额。", "Imports exceeded exports for the first time.",
         [("exchange", "出口额 … 进口额", "Imports … exports for the first time")]),
        ("他比哥哥高。", "He is taller than his brother.", []),
        ("参观者超过三千人。", "There were more visitors than 3,000.", []),
        ("她不是医生，而是护士。", "She is a nurse and no doctor.", []),
    ],
)  # fmt: skip
def test_contrast(zh: str, en: str, said: list[tuple[str, str, str]]) -> None:
    assert evidence(flags(check_contrast, zh, en)) == said
