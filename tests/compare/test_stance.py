"""Certainty, quantity, quotation, and who did it to whom."""

from __future__ import annotations

import pytest

from aligner.compare.agent import check_agent
from aligner.compare.quotation import check_quotation
from aligner.compare.stance import check_stance
from tests.compare.pairs import evidence, flags


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("承租人可以提前解除合同。", "The tenant shall terminate the lease early.", [("modality", "可以", "shall")]),
        ("出租人应当修缮房屋。", "The lessor may repair the house.", [("modality", "应当", "may")]),
        ("出租人应当修缮房屋。", "The lessor shall repair the house.", []),
        ("我们可以明天走。", "We could leave tomorrow; we must be home by noon.", []),
        ("这种药会延缓吸收。", "The drug accelerates absorption.", [("meaning", "延缓", "accelerates")]),
        ("增长有所放缓。", "Growth slowed somewhat.", []),
        ("南宋的瓷器", "porcelain of the Northern Song", [("meaning", "南宋", "Northern Song")]),
        ("东汉墓", "a Western Han tomb", [("meaning", "东汉", "Western Han")]),
        ("东汉墓", "a tomb of the Later Han in the west", []),
        ("教堂在你的右手边。", "The church will be on your left.", [("meaning", "右手", "on your left")]),
        ("马的左后腿受了伤。", "The horse's right hind leg was hurt.", [("meaning", "左后", "right hind")]),
        ("丈夫比她大七岁。", "Her husband is seven years younger.", [("meaning", "大七岁", "years younger")]),
        ("丈夫比她大七岁。", "Her husband is seven years her senior.", []),
        ("孩子长到了三岁。", "The child was three.", []),
        ("苏联必须参战。", "The Soviet Union might join the war.", [("modality", "必须", "might")]),
        ("苏联必须参战。", "The Soviet Union may join the war.", [("modality", "必须", "may")]),
        ("苏联显然参战了。", "The Soviet Union reportedly joined the war.", [("modality", "显然", "reportedly")]),
        ("据说苏联参战了。", "The Soviet Union reportedly joined the war.", []),
        ("多数士兵阵亡。", "All of the soldiers were killed.", [("quantifier", "多数", "All")]),
        ("多数士兵阵亡。", "Most of the soldiers were killed.", []),
        ("苏联可能参战。", "The Soviet Union would certainly join the war.", []),
        ("苏联也许参战。", "The Soviet Union obviously joined the war.", [("modality", "也许", "obviously")]),
        ("所有师都出发了。", "Not all divisions set out.", []),
        ("所有士兵阵亡。", "Some of the soldiers were killed.", [("quantifier", "所有", "Some")]),
        ("兵力增加了。", "The forces were reduced.", [("quantifier", "增加", "reduced")]),
        ("他必须走。", "He must go.", []),
        ("他住在长江以北。", "He lived south of the Yangtze.", [("meaning", "以北", "south")]),
        ("部队在河的左岸。", "The troops stood on the right bank.", [("meaning", "左岸", "the right")]),
        ("他的哥哥来了。", "His younger brother came.", [("meaning", "哥哥", "younger brother")]),
        ("他住在长江以北。", "He lived north of the Yangtze, in the south of the province.", []),
        ("山东的西部", "the west of Shandong", []),
        ("进口汽车", "exported cars", [("meaning", "进口", "exported")]),
        ("禁止吸烟", "Smoking is allowed.", [("meaning", "禁止", "allowed")]),
        ("不许吸烟", "Smoking is not allowed.", []),
        ("他卖掉了房子。", "He bought the house.", [("meaning", "卖掉", "bought")]),
        ("他的哥哥来了。", "His brother came.", []),
        ("甲方应在三十日内付款。", "Party B shall pay within thirty days.", [("meaning", "甲方", "Party B")]),
        ("乙方应向甲方付款。", "Party B shall pay Party A.", []),
        ("原告的请求被驳回。", "The request of the defendant was dismissed.", [("meaning", "原告", "defendant")]),
        ("出租人可以解除合同。", "The lessee may terminate the contract.", [("meaning", "出租人", "lessee")]),
        ("承租人可以解除合同。", "The tenant may terminate the contract.", []),
        ("债权人应当申报。", "The debtor shall file a report.", [("meaning", "债权人", "debtor")]),
        ("用人单位应当赔偿。", "The employer shall compensate the worker.", []),
        ("雇主应当赔偿。", "The employee shall make compensation.", [("meaning", "雇主", "employee")]),
        ("失业率上升了两个百分点。", "Unemployment rose by 2 per cent.", [("meaning", "百分点", "per cent")]),
        ("失业率上升了两个百分点。", "Unemployment rose by two percentage points.", []),
        ("从5%上升到7%，即两个百分点。", "It rose from 5% to 7%.", []),
        ("可能有雨。", "It may rain.", []),
    ],
)
def test_stance(zh: str, en: str, said: list[tuple[str, str, str]]) -> None:
    assert evidence(flags(check_stance, zh, en)) == said


@pytest.mark.parametrize(
    ("zh", "en", "ends"),
    [
        (
            "他说：“我们决不会首先开枪，也不会退让。”",
            "He said that they would neither shoot first nor give way.",
            ["zh-only"],
        ),
        ("他说他们不会首先开枪。", "He said, “We shall never be the first to shoot.”", ["en-only"]),
        ("他说：“我们决不会首先开枪，也不会退让。”", "He said: 'We shall not shoot first.'", []),
        ("所谓“解放”。", "the liberation", []),
    ],
)
def test_quotation(zh: str, en: str, ends: list[str]) -> None:
    assert [e[0] for e in evidence(flags(check_quotation, zh, en))] == ends


@pytest.mark.parametrize(
    ("zh", "en", "n"),
    [
        ("斯大林致电毛泽东。", "Mao Zedong telegraphed Stalin.", 1),
        ("斯大林致电毛泽东。", "Stalin telegraphed Mao Zedong.", 0),
        ("斯大林致电毛泽东。", "Mao Zedong was informed by Stalin.", 0),
        ("毛泽东被斯大林拒绝。", "Stalin refused Mao Zedong.", 0),
        ("斯大林和毛泽东会谈。", "Mao Zedong and Stalin talked.", 0),
    ],
)
def test_who_did_it_to_whom(zh: str, en: str, n: int) -> None:
    assert len(flags(check_agent, zh, en)) == n
