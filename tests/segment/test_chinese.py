"""Chinese sentences: one line a case; | marks where a sentence ends."""

import pytest

from aligner.segment.chinese import chinese_ends
from aligner.segment.spans import spans_between

CASES = [
    "他来了。|他走了。|",
    "他来了吗？|没有！|真的？！|好。|",
    "他来了；她也来了：两个人。|",  # ； and ： stay inside (MAC gold)
    "他说：“你好。”|她没有回答。|",
    "他说：“你好。|我是毛泽东。”|她没有回答。|",  # 。 ends a sentence inside quotation marks too (MAC gold)
    "“投不投降？”|韦小宝道：“死也不降。”|",
    "韦小宝道：“没…… 没什么。”|",  # …… in the middle of somebody's words
    "天黑了……|他还没有来。|",
    "“我只是……”|他停住了。|",
    "“你为什么——”|说到这里，他停住了。|",
    "「你來了。」|他說。|",
    "『你來了嗎？』|「來了。」|",
    "（这是注释。）|下一句。|",
    "他在莫斯科（见第三章）。|下一句。|",
    "他喜欢“和平。”，但是不说。|",  # the sentence goes on with ，
    "根本听不进中国的警告。|同样,莫斯科也没有注意.|周恩来说了.|",  # half-width stop
    "价格是3.5元。|版本1.2.3发布。|",
    "根据U.S. News报道。|详见www.a.com。|",
    "他问：“谁?”|我答：“我!”|",
    '后果。|"民主"早已成为手段。|他说："好。"|她走了。|',
    "同意。[12]|下一句。①|再下一句。〔3〕|",
    "真的？？|真的。。。|好……！|嗯。|",
    "**第一句。**|**第二句。|第三句。**|第四**句**。|",
    "一、如朝鲜战事表明的那样,美国目前还没有做好准备;二、日本没有能力;三、有鉴于此。|",
    "他被\n打断了。|第二句\n在此。|",  # a line break inside a sentence
    "他来了。|  他走了。|",
    "没有句号|",
    "《谁是最可爱的人？》一文发表了。|",
    "“为什么？”的问题没有人问。|",
    "他（？）说，只有（欧洲？）的数字不在表里。|",
    "他走了。|（这是真的！）|她也走了。|",
    "或者是吸管？)。|下一句。|",
    "人口３．５亿，占4．2成。|",
    "这是传奇。” ……|他们又谈了一会儿。|",
    "。。。|",
    "“好！”|“好！”|他们喊。|",
]


@pytest.mark.parametrize("case", CASES)
def test_cases(case):
    parts = case.split("|")[:-1]
    text = "".join(parts)
    assert [text[s.start : s.end] for s in spans_between(text, chinese_ends(text))] == [p.strip() for p in parts]


@pytest.mark.parametrize("text", ["", " ", "。", "”", "……", "“" * 50, "。" * 50, "“。" * 30])
def test_ends_always_reach_the_end(text):
    ends = chinese_ends(text)
    assert ends == sorted(set(ends))
    assert ends[-1:] == [len(text)] or not text.strip()


def test_work_is_linear():
    """Half a million characters without a line break, and texts made to defeat the pattern, take as many steps as they
    have characters: the same time for each further piece, whatever came before."""
    piece = "他说：“没有……”。" * 100
    assert len(chinese_ends(piece * 50)) == 50 * len(chinese_ends(piece))
    for hostile in ("…" * 200_000, "”" * 200_000, "。" + "”" * 200_000 + "x", "[1" * 100_000, "— " * 100_000):
        assert chinese_ends(hostile)[-1] == len(hostile)
