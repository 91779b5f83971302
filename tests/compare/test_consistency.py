"""The same sentence rendered in two ways, one rendering for two sentences, one name spelled in two ways."""

from __future__ import annotations

from aligner.compare.consistency import check_consistency
from aligner.compare.pairs import as_pair
from aligner.compare.renderings import Rendered, check_renderings, renderings
from aligner.records import FlagKind
from tests.compare.pairs import context


def test_one_sentence_two_renderings() -> None:
    rows = [
        ("他在莫斯科停留了两个月。", "He stayed in Moscow for two months."),
        ("他在莫斯科停留了两个月。", "He stayed in Moscow for two months!"),
        ("他在莫斯科停留了两个月。", "For two months he remained in the Soviet capital."),
    ]
    (found,) = check_consistency([as_pair(i, *r) for i, r in enumerate(rows)], context())
    assert [p.document for p in found.en] == ["2", "0"]
    assert found.kind is FlagKind.INCONSISTENCY


def test_one_rendering_two_sentences() -> None:
    rows = [
        ("他在莫斯科停留了两个月。", "He stayed in Moscow for two months."),
        ("会议没有作出任何决定。", "He stayed in Moscow for two months."),
    ]
    (found,) = check_consistency([as_pair(i, *r) for i, r in enumerate(rows)], context())
    assert [p.document for p in found.zh] == ["1", "0"]


def test_short_sentences_may_vary() -> None:
    rows = [("好的。", "Good."), ("好的。", "Fine.")]
    assert list(check_consistency([as_pair(i, *r) for i, r in enumerate(rows)], context())) == []


def test_a_name_spelled_in_two_ways_with_counts() -> None:
    rows = [("什特科夫来了。", "Shtykov came."), ("什特科夫走了。", "Shtykov left."), ("什特科夫说。", "Stykov spoke.")]
    (found,) = check_renderings(rendered(rows))
    assert found.evidence.en == "Shtykov (2), Stykov (1)"
    assert found.en[0].document == "2"


def test_korea_and_korean_are_no_slip() -> None:
    rows = [("朝鲜人民。", "The Korean people."), ("朝鲜北部。", "The north of Korea.")]
    assert list(check_renderings(rendered(rows))) == []


def rendered(rows: list[tuple[str, str]]) -> list[Rendered]:
    return [one for i, (zh, en) in enumerate(rows) for one in renderings(as_pair(i, zh, en), context())]
