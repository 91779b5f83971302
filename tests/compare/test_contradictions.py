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


def between(zh, en, links):
    """Dates and numbers told of accounts with these links, (Chinese sentence, English sentence)."""
    zh, en = segment(SourceText("a.txt", zh, lang="zh")), segment(SourceText("b.txt", en, lang="en"))
    beads = tuple(Bead((i,), (j,), 0.95) for i, j in links)
    found = find_divergences(Alignment(zh, en, beads, "comparable"), load_encoder(), CompareSettings())
    return [(f.evidence.zh, f.evidence.en) for f in found if f.kind.value in ("date", "number")]


TREATY = "2月14日，两国签订条约，商定贷款。"
TREATY_EN = "On 14 February the treaty and the loan were signed."
LETTER_EN = "A letter of 12 February said that a treaty and a loan would be signed."


def test_a_day_that_the_other_account_gives_in_another_linked_sentence_is_gainsaid_by_none():
    text = f"{TREATY_EN} {LETTER_EN}"
    assert between(TREATY, text, [(0, 1)]) == [("02-14", "02-12")]
    assert between(TREATY, text, [(0, 0), (0, 1)]) == []


def test_nor_is_one_that_the_english_sentence_shares_with_another_chinese_one():
    text = "2月12日，来信谈到条约和贷款。" + TREATY
    assert between(text, LETTER_EN, [(1, 0)]) == [("02-14", "02-12")]
    assert between(text, LETTER_EN, [(0, 0), (1, 0)]) == []


def test_numbers_are_judged_alike():
    zh, en = (
        "贷款共3亿美元。",
        "The loan came to 300 million dollars in all. A loan of 60 million dollars was for the first year.",
    )
    assert between(zh, en, [(0, 1)]) == [("300,000,000 USD", "60,000,000 USD")]
    assert between(zh, en, [(0, 0), (0, 1)]) == []


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        (
            "1979年下半年起，新市区大规模重建。",
            "The city, for which plans were drawn up in 1977, is nearly ready.",
            False,
        ),
        ("1979年下半年起，新市区大规模重建。", "The rebuilding of the city began in 1977.", True),
        ("暴雨下了三天，河堤决口。", "It rained, to the dismay of all, for two days.", True),
        ("代表团住在城外，9月26日签字。", "The delegates complained of the food; rain fell on 29 September.", False),
        ("代表团住在城外，9月26日签字。", "On 29 September the agreement was signed.", True),
    ],
)
def test_two_values_are_of_one_thing_where_the_words_around_them_are(zh, en, told):
    assert bool(between(zh, en, [(0, 0)])) is told
