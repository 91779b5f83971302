"""Chinese numbers: one line a case, (text, [(span text, value as evidence shows it)])."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.recognise.mentions import Exactness, NumberKind
from aligner.recognise.normal import normal_zh
from aligner.recognise.numbers import numbers
from aligner.recognise.numerals_zh import numeral_value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("身长七尺三寸", [("七尺三", "7.3 chi")]),
        ("一丈六尺高", [("一丈六", "1.6 zhang")]),
        ("高一尺二寸许", [("一尺二", "≈ 1.2 chi")]),  # no 高一, the first form of a school
        ("高一三班", [("一三", "1–3")]),
        ("重五斤六两", [("五斤六", "5.6 jin")]),
        ("一年零八个月", [("一年零八", "1.66667 year")]),
        ("六岁零三个月", [("六岁零三", "6.25 age")]),
        ("两小时二十分钟", [("两", "2 hour"), ("二十", "20 minute")]),
        ("五公里两个人", [("五", "5 kilometre"), ("两", "2")]),
        ("至少要存放三天", [("三", "≥ 3 day")]),
        ("最多借阅五册", [("五", "≤ 5")]),
        ("人口最多的三个省", [("三", "3")]),
        ("至少，三天", [("三", "3 day")]),
        ("（華氏七十七度）", [("七十七", "77 fahrenheit")]),
        ("八十微克", [("八十", "80 microgram")]),
        ("体重十三英石", [("十三", "13 stone")]),
        ("一万二千人", [("一万二千", "12,000 person")]),
        ("3.5万吨", [("3.5万", "35,000 tonne")]),
        ("1,100万元", [("1,100万", "11,000,000 CNY")]),
        ("三十八个师", [("三十八", "38 division")]),
        ("卅年", [("卅", "30 year")]),
        ("廿三人", [("廿三", "23 person")]),
        ("５６５辆", [("５６５", "565")]),
        ("百分之六十", [("百分之六十", "60 %")]),
        ("百分之三點五", [("百分之三點五", "3.5 %")]),
        ("六成", [("六成", "60 %")]),
        ("近四成", [("四成", "≈ 40 %")]),
        ("三成半", [("三成半", "35 %")]),
        ("八五折", [("八五折", "85 %")]),
        ("三分之二", [("三分之二", "0.666667")]),
        ("三又二分之一", [("三又二分之一", "3.5")]),
        ("两年半", [("两年半", "2.5 year")]),
        ("一半", [("一半", "0.5")]),
        ("半个月", [("半", "0.5 month")]),
        ("十几个", [("十几", "11–19")]),
        ("数千人", [("数千", "2,000–9,000 person")]),
        ("千余人", [("千余", "≥ 1,000 person")]),
        ("二十多万", [("二十多万", "≥ 200,000")]),
        ("五六个师", [("五六", "5–6 division")]),
        ("十二三天", [("十二三", "12–13 day")]),
        ("一两天", [("一两", "1–2 day")]),
        ("三倍", [("三", "3 fold")]),
        ("第三次", [("第三", "#3")]),
        ("三到五万人", [("三", "30,000 person"), ("五万", "50,000 person")]),
        ("60%—70%", [("60%", "60 %"), ("70%", "70 %")]),
        ("四億五千六百四十二萬零壹十五", [("四億五千六百四十二萬零壹十五", "456,420,015")]),
        ("2100 兆瓦", [("2100", "2,100 megawatt")]),
        ("不到一百人", [("一百", "≤ 100 person")]),
        ("走了一百里", [("一百", "100 li")]),
        ("十亩地", [("十", "10 mu")]),
        ("百万册书", [("百万", "1,000,000–9,000,000")]),
        ("2900千瓦", [("2900", "2,900 kilowatt")]),
        ("１２，０００人", [("１２，０００", "12,000 person")]),
        ("３．５万吨", [("３．５万", "35,000 tonne")]),
        ("两个", [("两", "2")]),
        ("十几发炮弹", [("十几", "11–19")]),
        ("三十几", [("三十几", "31–39")]),
        ("三十几乎", [("三十", "30")]),
        ("数千", [("数千", "2,000–9,000")]),
        ("半公里", [("半", "0.5 kilometre")]),
        ("半亩地", [("半", "0.5 mu")]),
        ("三公里", [("三", "3 kilometre")]),
        ("三斤米", [("三", "3 jin")]),
        ("八十万卢布", [("八十万", "800,000 RUB")]),
        ("五美元", [("五", "5 USD")]),
        ("三百两", [("三百", "300 tael")]),
        ("一百八十两银子", [("一百八十", "180 tael")]),
        ("二十几两银子", [("二十几", "21–29 tael")]),
        ("十两国债", [("十", "10"), ("两", "2")]),
        ("五十有三", [("五十有三", "53")]),
        ("历二十有六年", [("二十有六", "26 year")]),
        ("五十有三个孩子", [("五十", "50"), ("三", "3")]),
        ("510万千瓦", [("510万", "5,100,000 kilowatt")]),
        ("约130亿千瓦时", [("130亿", "≈ 13,000,000,000 kilowatt-hour")]),
        ("三块五", [("三块五", "3.5 CNY")]),
        ("三块五花肉", [("三", "3 CNY")]),
        ("三块八一斤", [("三块八", "3.8 CNY"), ("一", "1 jin")]),
        ("10块5", [("10块5", "10.5 CNY")]),
        ("两块五以下", [("两块五", "≤ 2.5 CNY")]),
        ("零下十五度", [("零下十五", "-15 celsius")]),
        ("降到零下", [("零", "0")]),
        ("五英尺六英寸", [("五英尺六", "5.5 foot")]),
        ("5 英尺 6 英寸", [("5 英尺 6", "5.5 foot")]),
        ("身高一米七五", [("一米七五", "1.75 metre")]),
        ("1米75", [("1米75", "1.75 metre")]),
        ("一米八的大个子", [("一米八", "1.8 metre")]),
        ("一米零五", [("一米零五", "1.05 metre")]),
        ("一米二以下儿童", [("一米二", "≤ 1.2 metre")]),
        ("两米三人", [("两", "2 metre"), ("三", "3 person")]),
        ("三厘米五", [("三", "3 centimetre"), ("五", "5")]),
        ("四元二角", [("四元二角", "4.2 CNY")]),
        ("五块八毛六", [("五块八毛六", "5.86 CNY")]),
        ("四欧元二十分", [("四欧元二十分", "4.2 EUR")]),
        ("八分钱", [("八", "8 fen")]),
        ("三十（30）日内", [("三十（30）", "30 day")]),
        ("第一", [("第一", "#1")]),
    ],
)
def test_reads(text: str, found: list[tuple[str, str]]) -> None:
    assert [(m.text, m.describe()) for m in numbers(text, "zh")] == found


@pytest.mark.parametrize(
    "text",
    [
        "一方面",
        "十分重要",
        "十分",
        "三八线以北",
        "半斤八两",
        "三八线",
        "万一",
        "四川",
        "统一",
        "一些",
        "第三者",
        "五台山",
        "收拾房间",
        "这个人很放肆",
        "登陆部队",
        "数学",
        "几乎",
        "",
        "苹果",
    ],
)
def test_words_that_count_nothing(text: str) -> None:
    assert numbers(text, "zh") == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("F-16战机", NumberKind.LABEL),
        ("六三四五六部队", NumberKind.LABEL),
        ("第十四", NumberKind.ORDINAL),
        ("3/5", NumberKind.FRACTION),
    ],
)
def test_kinds(text: str, kind: NumberKind) -> None:
    assert [m.kind for m in numbers(text, "zh")] == [kind]


def test_hedges_are_said() -> None:
    hedges = {
        "大约三千": Exactness.APPROXIMATE,
        "至少三千": Exactness.AT_LEAST,
        "三千左右": Exactness.APPROXIMATE,
        "三千": Exactness.EXACT,
    }
    assert {text: numbers(text, "zh")[0].exactness for text in hedges} == hedges


@given(st.integers(min_value=1, max_value=10**15))
@settings(max_examples=150, deadline=None)
def test_reads_what_cn2an_writes(value: int) -> None:
    """cn2an writes standard numerals; what it cannot read (1,100万, 卅, ranges) is in the tables above."""
    from cn2an import an2cn

    amount = numeral_value(an2cn(value))
    assert amount is not None
    assert (amount.low, amount.high) == (value, value)


@given(st.text(alphabet="零一二三十百千万亿点几数多半第0123456789.,%年月日个人 的/-", max_size=14))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_ordered_spans_of_the_text(text: str) -> None:
    found = numbers(text, "zh")
    assert [m.text for m in found] == [text[m.span.start : m.span.end] for m in found]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_folding_keeps_length(text: str) -> None:
    assert len(normal_zh(text)) == len(text)
