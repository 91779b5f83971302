"""Sentences of several days, cut into the parts that name one each."""

from __future__ import annotations

import pytest

from aligner.align.comparable.cuts import cut_at_days, day_of
from aligner.records import Document, Lang, Role, Sentence, Span
from tests.align.comparable.test_parts import lines


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("zh", ["1月30日莫斯科松口，", "6月25日战火燃起，", "9月15日仁川易手。"]),
        ("zh", ["10月4日、5日，政治局开会。"]),  # no clause ends between the two
        ("zh", ["3月30日至4月25日，他在莫斯科。"]),  # one stretch of time
        ("zh", ["5月14日来电，5月14日回电。"]),  # the same day
        ("zh", ["7月开始准备，9月完成。"]),  # months
        ("en", ["On 30 January Moscow gave way,", "on 25 June the war began,", "and on 15 September Inchon fell."]),
        ("en", ["Some 155,000 men crossed on 19 October."]),
        ("en", ["On 5 July he asked for nine divisions;", "on 1 October, for five or six."]),
    ],
)
def test_each_part_names_one_day(lang: Lang, parts: list[str]) -> None:
    glue = "" if lang == "zh" else " "
    cut = cut_at_days(lines(["x", glue.join(parts), "y"], lang))
    assert list(cut.document.matching_texts) == ["x", *parts, "y"]
    assert cut.source == (0, *[1] * len(parts), 2)


def test_dates_go_with_their_parts() -> None:
    cut = cut_at_days(lines(["1950年1月30日松口，6月25日开战。", "次日停火。"], "zh"))
    assert [(d.sentence, day_of(d)) for d in cut.dated] == [(0, (1, 30)), (1, (6, 25)), (2, (6, 26))]


def test_a_document_of_plain_sentences_is_left_alone() -> None:
    document = lines(["5月14日来电。", "天气很冷。"], "zh")
    cut = cut_at_days(document)
    assert cut.document is document
    assert cut.source == (0, 1)


def test_no_character_is_lost() -> None:
    text = "On 5 July he asked;  on 1 October he asked again. Then silence."
    document = Document(
        "en", "en", text, (Sentence(0, Span(0, 49), 0, Role.BODY, "en"), Sentence(1, Span(50, 63), 0, Role.BODY, "en"))
    )
    cut = cut_at_days(document).document
    covered = {k for s in cut.sentences for k in range(s.span.start, s.span.end)}
    assert covered == {k for s in document.sentences for k in range(s.span.start, s.span.end)}
