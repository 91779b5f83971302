"""Up on one side, down on the other, beside the same figure."""

from __future__ import annotations

import pytest

from aligner.compare.direction import check_direction
from tests.compare.pairs import evidence, flags


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("去年利润增长了63%，并裁减4500个岗位。", "Its profits fell by 63% last year, and it shed 4,500 jobs.",
         ("meaning", "增长了63%", "fell by 63%")),
        ("产量下降百分之十二。", "Output rose twelve per cent.", ("meaning", "下降百分之十二", "rose twelve per cent")),
        ("出口额上涨5.5%。", "Exports were down 5.5%.", ("meaning", "上涨5.5%", "were down 5.5%")),
        ("收入減少了7%。", "Revenue was up by 7%.", ("meaning", "減少了7%", "was up by 7%")),
    ],
)  # fmt: skip
def test_the_other_way(zh: str, en: str, said: tuple[str, str, str]) -> None:
    assert evidence(flags(check_direction, zh, en)) == [said]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("利润下降了63%。", "Profits fell by 63%."),
        ("利润增长了63%。", "There was a 63% rise in profits."),
        ("增速下降了5%。", "The growth rate fell by 5%."),  # both words stand there
        ("亏损减少30%。", "It made up 30% of its losses."),
        ("出口增加5%，进口减少8%。", "Exports rose 5%, imports fell 8%."),
        ("失业率为14.3%，比去年低。", "Unemployment fell to 14.3%."),
        ("人口减少了三万。", "The population grew by thirty thousand."),  # no rate: left to other checks
    ],
)
def test_quiet(zh: str, en: str) -> None:
    assert flags(check_direction, zh, en) == []
