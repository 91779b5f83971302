"""A term rendered in several ways, with counts; quiet where a text says a thing in one way, or in its usual ways."""

from __future__ import annotations

import pytest

from aligner.compare.pairs import check_rows
from aligner.records import FlagKind
from tests.compare.pairs import encoder

FOREIGN = [
    ("敌人进攻。", "The enemy attacked."),
    ("天黑了。", "It grew dark."),
    ("他回到北京。", "He returned to Beijing."),
]
ZH = ("{}于十月渡江。", "{}攻占该城。", "{}继续前进。", "我{}发起进攻。", "{}停止追击。", "{}得到补充。", "{}撤退。")
EN = (
    "In October the {} crossed the river.", "The city fell to the {}.", "On went the {}.", "Then the {} attacked.",
    "In the end the {} halted.", "Now the {} received supplies.", "At night the {} withdrew.",
)  # fmt: skip


def told(term: str, renderings: list[str]) -> set[str]:
    """What is said of a text that holds the term as often as there are renderings."""
    rows = [(zh.format(term), en.format(r)) for zh, en, r in zip(ZH, EN, renderings, strict=False)]
    found = check_rows([*rows, *FOREIGN], encoder())
    return {f.evidence.en for flags in found for f in flags if f.kind is FlagKind.INCONSISTENCY}


@pytest.mark.parametrize(
    ("term", "renderings", "counts"),
    [
        ("志愿军", ["Volunteers"] * 3 + ["Volunteer Army"] * 2 + ["CPV"] * 2,
         "Volunteers (3), CPV (2), Volunteer Army (2)"),
        ("政治局", ["Politburo"] * 4 + ["Political Bureau"], "Politburo (4), Political Bureau (1)"),
        ("教育部", ["Ministry of Education"] * 3 + ["Education Department"] * 2,
         "Ministry of Education (3), Education Department (2)"),
    ],
)  # fmt: skip
def test_renderings_are_told_with_their_counts(term: str, renderings: list[str], counts: str) -> None:
    assert told(term, renderings) == {counts}


@pytest.mark.parametrize(
    ("term", "renderings"),
    [
        ("志愿军", ["Volunteers"] * 6),
        ("志愿军", ["Chinese People's Volunteers"] + ["Volunteers"] * 5),  # the long form first
        ("联合国", ["United Nations"] * 3 + ["UN"] * 3),  # initials
        ("志愿军", ["Volunteers"] * 2 + ["CPV"]),  # too few to tell
        ("军队", ["army"] * 3 + ["troops"] * 3),  # ordinary nouns are rightly rendered in several ways
        ("北京", ["Beijing"] * 4 + ["Peking"] * 2),  # names of places have their own check
    ],
)
def test_quiet(term: str, renderings: list[str]) -> None:
    assert told(term, renderings) == set()


def test_the_flag_points_at_the_first_place_of_the_rarer_rendering() -> None:
    said = ["Volunteers"] * 4 + ["CPV"] * 2
    rows = [(zh.format("志愿军"), en.format(r)) for zh, en, r in zip(ZH, EN, said, strict=False)]
    found = check_rows([*rows, *FOREIGN], encoder())
    ((row, flag),) = [(i, f) for i, flags in enumerate(found) for f in flags if f.kind is FlagKind.INCONSISTENCY]
    assert (row, rows[row][1][flag.en[0].span.start : flag.en[0].span.end]) == (4, "CPV")
    assert rows[row][0][flag.zh[0].span.start : flag.zh[0].span.end] == "志愿军"
