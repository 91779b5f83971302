"""Names of two sides: known, spelled or heard alike is quiet; exchanged, added, missing is a flag."""

from __future__ import annotations

import pytest

from aligner.compare.names import check_names
from tests.compare.pairs import evidence, flags


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("斯大林致电毛泽东。", "Stalin telegraphed Mao Zedong."),
        ("蒋介石去了台湾。", "Chiang Kai-shek went to Taiwan."),
        ("蔣介石去了台灣。", "Jiang Jieshi went to Formosa."),
        ("菲利波夫同意了。", "Stalin agreed."),
        ("旅顺港归还中国。", "Port Arthur was given back to China."),
        ("史蒂科夫报告说。", "Shtykov reported."),
        ("周恩来与罗申谈话。", "Chou En-lai talked with Roshchin."),
        ("朴宪永到了北京。", "Pak Hon-yong arrived in Peking."),
        ("张迪鸣介绍说。", "Zhang Diming explained."),
        ("拜登昨天说。", "Joe Biden said yesterday."),
        ("中苏两国签订条约。", "China and the Soviet Union signed a treaty."),
        ("维塞尔县发生事故。", "The accident happened in Wesel County."),
        ("他到了。", "President He arrived in May."),
        ("安全理事会开会。", "The Security Council met."),
        ("李教授表示同意。", "Professor Lee agreed."),
        ("Google 推出新产品。", "Google has a new product."),
        ("他与休·墨菲一起创作。", "He wrote it with Hugh Murphy."),
        ("他们沿用了腓尼基字母表。", "They adopted the Phoenician alphabet."),
        ("雅典和斯巴达结盟。", "The Athenians and Spartans formed an alliance."),
        ("法国向英国施压。", "France put pressure on London."),
        ("公爵娶了安娜·霍顿。", "The duke married Anne Horton."),
        ("鲍恰罗（Barcharroz）的调离引起轰动。", "The exchange of Barcharroz caused a stir."),
        ("清乾隆，高十四厘米。", "Qing, Qianlong reign. Height 14 cm."),
        ("曹操向子敬求援。", "Cao Cao asked Lu Zijing for help."),
        ("由陆小舟摄影。", "Photographs by Liu Xiaozhou."),
        ("遂从甬上范氏借抄。", "So I copied it from the Fans of Ningbo."),
        ("世界自然保护联盟的红皮书", "the red list of the International Union for Conservation of Nature"),
        ("荷兰东印度公司占领开普。", "The Dutch East India Company occupied the Cape."),
        # an era names a year
        ("光绪三十一年，清廷废除科举。", "In 1905 the Qing court abolished the examinations."),
        ("本辦法自中華民國一百年二月二十五日起施行。", "The Regulations are effective from 25 February 2011."),
    ],
)
def test_quiet_where_the_names_agree(zh: str, en: str) -> None:
    assert evidence(flags(check_names, zh, en)) == []


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("斯大林昨天致电。", "Truman telegraphed yesterday.", ("exchanged", "斯大林", "Truman")),
        ("会议在北京举行。", "The meeting was held in Moscow.", ("exchanged", "北京", "Moscow")),
        ("张迪鸣介绍说。", "Wang Jianguo explained.", ("exchanged", "张迪鸣", "Wang Jianguo")),
        ("什特科夫报告说。", "Molotov reported.", ("exchanged", "什特科夫", "Molotov")),
        ("他昨天到达了。", "Kim Il Sung arrived yesterday.", ("added", "", "Kim Il Sung")),
        ("金日成昨天到达了。", "The guest arrived yesterday.", ("missing", "金日成", "")),
        ("借自苏州、无锡、湖州三地。", "Lent by Suzhou, Wuxi and Hangzhou.", ("exchanged", "湖州", "Hangzhou")),
        ("运到浙江重新组装。", "Shipped to Jiangsu to be put together again.", ("exchanged", "浙江", "Jiangsu")),
        ("她考取浙江大学化工系。", "She went to Fudan University.", ("exchanged", "浙江大学", "Fudan")),
        ("门人吴子敬任之。", "It fell to my pupil Wang Zijing.", ("exchanged", "吴子敬", "Wang Zijing")),
        (
            "门人吴子敬任之，同里汪雪樵独任其半。",
            "It fell to my pupil Wang Zijing; my neighbour Wang Xueqiao bore half.",
            ("exchanged", "吴子敬", "Wang Zijing"),
        ),
        ("队长叫周卫东。", "The leader was called Zhao Weidong.", ("exchanged", "周卫东", "Zhao Weidong")),
        ("光绪即位时年仅四岁。", "The boy was four when he came to the throne.", ("missing", "光绪", "")),
    ],
)
def test_another_name_is_flagged(zh: str, en: str, said: tuple[str, str, str]) -> None:
    assert evidence(flags(check_names, zh, en)) == [said]


def test_the_flag_points_at_the_names() -> None:
    (found,) = flags(check_names, "会议在北京举行。", "The meeting was held in Moscow.")
    assert [(p.span.start, p.span.end) for p in (*found.zh, *found.en)] == [(3, 5), (24, 30)]


def test_an_account_need_not_name_whom_the_other_names() -> None:
    assert flags(check_names, "金日成昨天到达了。", "The guest arrived yesterday.", "comparable") == []
    assert evidence(flags(check_names, "会议在北京举行。", "The meeting was held in Moscow.", "comparable")) == [
        ("exchanged", "北京", "Moscow")
    ]
