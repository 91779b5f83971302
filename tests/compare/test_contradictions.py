"""Independent accounts: what contradicts is flagged, what only one of them tells is not."""

import pytest

from aligner.compare import find_divergences
from aligner.embed import load_encoder
from aligner.read import SourceText
from aligner.records import Alignment, Bead
from aligner.segment import segment
from aligner.settings import CompareSettings

ZH = "5月14日，斯大林致电毛泽东，同意朝鲜的建议，并不反对罗申转达。"
EN = "On 16 May Stalin telegraphed Mao that he agreed with the proposal of the Koreans."


def flags(mode, score):
    zh, en = segment(SourceText("a.txt", ZH)), segment(SourceText("b.txt", EN))
    alignment = Alignment(zh, en, (Bead((0,), (0,), score),), mode)
    return {
        (f.kind.value, bool(f.evidence.zh and f.evidence.en))
        for f in find_divergences(alignment, load_encoder(), CompareSettings())
    }


@pytest.mark.parametrize("mode", ["parallel", "comparable"])
def test_another_date_is_flagged_in_both_modes(mode):
    assert ("date", True) in flags(mode, 0.9)


def test_what_one_account_leaves_out_is_no_contradiction():
    assert any(not both for _, both in flags("parallel", 0.9))
    assert all(both for _, both in flags("comparable", 0.9))


def test_passages_that_may_not_correspond_contradict_nothing():
    assert flags("comparable", 0.4) == set()
