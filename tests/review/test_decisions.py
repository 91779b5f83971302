"""A review laid over texts that may have changed since."""

from dataclasses import replace
from pathlib import Path

import pytest

from aligner.pipeline import compare_accounts
from aligner.records import Evidence, Flag, FlagKind, Message, Severity, Verdict
from aligner.review.decisions import decide
from aligner.review.file import Dismissal, LinkDecision, Review, SideWords
from tests.report.factory import SAID, document, pair_only, place

ZH = document("zh/a.txt", "zh", [["他来了。", "是。", "她走了。", "是。"]])
EN = document("en/a.txt", "en", [["He came.", "Yes.", "She left.", "Yes."]])


def link(zh, en, verdict="confirmed", zh_document="zh/a.txt", en_document="en/a.txt"):
    """Sides as {sentence number: text}."""
    sides = SideWords(zh_document, tuple(zh), tuple(zh.values())), SideWords(en_document, tuple(en), tuple(en.values()))
    return LinkDecision(*sides, Verdict(verdict))


def review(*links, dismissed=()):
    return Review(Path("aligner-review.json"), links, tuple(dismissed))


def found(decisions, names=("zh/a.txt", "en/a.txt")):
    return [(v.zh, v.en, str(v.verdict)) for v in decisions.links.get(names, ())]


def test_the_same_texts():
    decisions = decide(review(link({2: "她走了。"}, {2: "She left."}, "removed")), [ZH, EN])
    assert found(decisions) == [((2,), (2,), "removed")]
    assert dict(decisions.told.args)["links"] == "1"


def test_a_sentence_put_in_before_moves_the_numbers():
    longer = document("zh/a.txt", "zh", [["天亮了。", "他来了。", "是。", "她走了。", "是。"]])
    saved = review(link({0: "他来了。"}, {0: "He came."}), link({3: "是。"}, {3: "Yes."}))
    assert found(decide(saved, [longer, EN])) == [((1,), (0,), "confirmed"), ((4,), (3,), "confirmed")]


def test_a_sentence_that_was_rewritten_loses_its_decision_and_that_is_told():
    rewritten = document("en/a.txt", "en", [["He arrived.", "Yes.", "She left.", "Yes."]])
    decisions = decide(
        review(link({0: "他来了。"}, {0: "He came."}), link({2: "她走了。"}, {2: "She left."})), [ZH, rewritten]
    )
    assert found(decisions) == [((2,), (2,), "confirmed")]
    assert decisions.told.key == "review.done-but-lost"
    assert dict(decisions.told.args)["lost"] == "1"


def test_sentences_that_were_joined_are_found():
    joined = document("en/a.txt", "en", [["He came. Yes.", "She left.", "Yes."]])
    decisions = decide(review(link({0: "他来了。", 1: "是。"}, {0: "He came.", 1: "Yes."})), [ZH, joined])
    assert found(decisions) == [((0, 1), (0,), "confirmed")]


def test_texts_given_by_another_path():
    saved = review(link({0: "他来了。"}, {0: "He came."}, zh_document="C:\\Li\\a.txt", en_document="a.txt"))
    assert found(decide(saved, [ZH, EN])) == [((0,), (0,), "confirmed")]


def test_another_path_is_not_guessed_where_two_files_have_the_name():
    other = replace(ZH, name="zh/old/a.txt")
    decisions = decide(review(link({0: "他来了。"}, {0: "He came."}, zh_document="/home/li/a.txt")), [ZH, other, EN])
    assert not decisions.links


def test_a_divergence_is_dismissed_in_its_pair_and_place_alone():
    comparison = pair_only()
    zh, en = comparison.alignments[0].zh, comparison.alignments[0].en

    def flag(words, pair=0):
        at = place(en, words)
        return Flag(FlagKind.DATE, Severity.MAJOR, 0.9, (), (at,), Evidence(), Message(SAID.key), pair)

    flags = [flag("16 May"), flag("25 June"), replace(flag("16 May"), kind=FlagKind.NUMBER), flag("16 May", None)]
    saved = review(dismissed=[Dismissal(FlagKind.DATE, zh.name, en.name, (), ("16 May",))])
    decisions = decide(saved, comparison.documents)
    assert decisions.parted(flags, comparison.alignments) == (flags[1:], flags[:1])


def test_without_a_review_nothing_is_told_or_dismissed():
    decisions = decide(None, [ZH, EN])
    assert decisions.told is None
    assert decisions.parted([], []) == ([], [])


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    (folder / "a.zh.txt").write_text(
        "1950年5月13日，金日成飞抵北京。他当晚会见了毛泽东。毛泽东没有立即表态。他要求莫斯科予以说明。\n",
        encoding="utf-8",
    )
    (folder / "a.en.txt").write_text(
        "On 14 May 1950 Kim Il Sung flew to Beijing. That evening he met Mao Zedong. "
        "Mao did not commit himself at once. He asked Moscow to explain.\n",
        encoding="utf-8",
    )
    return folder


def test_the_next_run_follows_the_review(texts):
    before = compare_accounts([texts])
    (alignment,) = before.alignments
    zh, en = alignment.zh, alignment.en
    (date,) = [f for f in before.flags if f.kind is FlagKind.DATE]
    words = [tuple(before.text(at) for at in side) for side in (date.zh, date.en)]
    saved = review(
        link({2: zh.sentence_text(2)}, {2: en.sentence_text(2)}, "removed", zh.name, en.name),
        dismissed=[Dismissal(FlagKind.DATE, zh.name, en.name, *words)],
    )
    after = compare_accounts([texts], review=saved)
    assert (2,) in {b.zh for b in after.alignments[0].beads if not b.linked}
    assert [f.kind for f in after.dismissed] == [FlagKind.DATE]
    assert FlagKind.DATE not in {f.kind for f in after.flags}
    assert {FlagKind.OMISSION, FlagKind.ADDITION} <= {f.kind for f in after.flags}
    assert after.review.key == "review.done"
