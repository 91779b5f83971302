"""Chinese dates and times: one line a case, (text, [(span text, EDTF or length)])."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.recognise.date_mentions import DateKind, DateMention, Relation
from aligner.recognise.dates import dates


def told(m: DateMention) -> str:
    return "+".join(f"{n:g} {u}" for n, u in m.duration) if m.kind is DateKind.DURATION else m.iso()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("直径四十二点三厘米", []),  # no two minutes past three
        ("十一点八公里", []),
        ("星期三八点", [("八点", "T08")]),
        ("住两晚", []),
        ("周五晚", [("周五晚", "XXXX-WXX-5 evening")]),
        ("十五至十六世纪", [("十五至十六世纪", "14XX/15XX")]),
        ("前九世纪", [("前九世纪", "-08XX")]),
        ("公元前六至前五世纪", [("公元前六至前五世纪", "-05XX/-04XX")]),
        ("公元前二至一世纪", [("公元前二至一世纪", "-01XX/-00XX")]),
        ("公元前一至公元三世纪", [("公元前一至公元三世纪", "-00XX/02XX")]),
        ("一九五〇年五月十四日", [("一九五〇年五月十四日", "1950-05-14")]),
        ("1950年5月14日凌晨", [("1950年5月14日凌晨", "1950-05-14 dawn")]),
        ("10月19日志愿军过江", [("10月19日", "XXXX-10-19")]),  # no 日志, no 日本: a month stands before
        ("九月三日本报讯", [("九月三日", "XXXX-09-03")]),
        ("六月二十日后，枪声渐稀", [("六月二十日后", "XXXX-06-20")]),  # after the 20th, not twenty days later
        ("七八月间水落", [("七八月间", "XXXX-07/XXXX-08")]),
        ("五六月份", [("五六月份", "XXXX-05/XXXX-06")]),
        ("3月10号线开通", [("3月", "XXXX-03")]),
        ("民国三十九年", [("民国三十九年", "1950")]),
        ("民國三年六月", [("民國三年六月", "1914-06")]),
        ("康熙三年五月", [("康熙三年五月", "1664-05")]),
        ("10月2日下午三点半", [("10月2日下午三点半", "XXXX-10-02T15:30")]),
        ("寒电", [("寒电", "XXXX-XX-14")]),
        ("寒電說我們要走。", [("寒電", "XXXX-XX-14")]),
        ("毛泽东寒电", [("寒电", "XXXX-XX-14")]),
        ("毛泽东电", []),  # 东 is of the name, not the first of the month
        ("镇江电", []),
        ("艳电已悉", [("艳电", "XXXX-XX-29")]),
        ("马日事变", [("马日", "XXXX-XX-21")]),
        ("5月上旬", [("5月上旬", "XXXX-05 early")]),
        ("1949年底", [("1949年底", "1949 late")]),
        ("五十年代", [("五十年代", "XX5X")]),
        ("20世纪50年代初", [("20世纪50年代初", "195X early")]),
        ("19世纪末", [("19世纪末", "18XX late")]),
        ("1950年夏天", [("1950年夏天", "1950-SU")]),
        ("5月14-16日", [("5月14-16日", "XXXX-05-14/XXXX-05-16")]),
        ("从1949年12月16日到1950年2月17日", [("从1949年12月16日到1950年2月17日", "1949-12-16/1950-02-17")]),
        ("1995-1997年", [("1995-1997年", "1995/1997")]),
        ("零八年奥运会", [("零八年", "2008")]),
        ("公元前221年", [("公元前221年", "-0220")]),
        ("公元前三世纪", [("公元前三世纪", "-02XX")]),
        ("公元三世纪", [("公元三世纪", "02XX")]),
        ("29日", [("29日", "XXXX-XX-29")]),
        ("等了半个月", [("半个月", "0.5 month")]),
        ("8天20小时", [("8天20小时", "8 day+20 hour")]),
        ("星期五（12月10日）", [("星期五", "XXXX-WXX-5"), ("12月10日", "XXXX-12-10")]),
        ("１９９１年１月１６日", [("１９９１年１月１６日", "1991-01-16")]),
        ("一九五〇至一九五三年", [("一九五〇至一九五三年", "1950/1953")]),
        ("五月中旬", [("五月中旬", "XXXX-05 mid")]),
        ("6月下旬", [("6月下旬", "XXXX-06 late")]),
        ("十四日清晨", [("十四日清晨", "XXXX-XX-14 dawn")]),
        ("四〇年代", [("四〇年代", "XX4X")]),
        ("二十世纪", [("二十世纪", "19XX")]),
        ("光绪廿六年", [("光绪廿六年", "1900")]),
    ],
)
def test_reads(text: str, found: list[tuple[str, str]]) -> None:
    assert [(m.text, told(m)) for m in dates(text, "zh")] == found


@pytest.mark.parametrize(
    "text",
    [
        "12号楼",
        "提前六十日通知",
        "每一合同年度",
        "一点希望",
        "三点意见",
        "购买 Stylo 3 时，",
        "月亮",
        "有电",
        "发电",
        "毛泽东电告周恩来",
        "后天性",
        "888-000-9999",
        "相持五月有余",
        "机车沉江三月余，锈蚀殆尽",
    ],
)
def test_no_dates(text: str) -> None:
    assert [m for m in dates(text, "zh") if m.text not in ("后天",)] == []


@pytest.mark.parametrize(
    ("text", "anchor", "resolved"),
    [
        ("次日", "1950-05-14", "1950-05-15"),
        ("同日", "1950-05-14", "1950-05-14"),
        ("同日晚上", "1950-05-14", "1950-05-14 evening"),
        ("农历五月二十", "1950-05-14", "1950-07-04"),
        ("光绪二十六年闰八月十五日", "", "1900-10-08"),
        ("正月初一", "1950", "1950-02-17"),
        ("一周后", "1950-05-14", "1950-05-21"),
        ("半个月后", "1950-05-14", "1950-05-29"),
        ("三年前", "1950-05-14", "1947"),
        ("同年10月", "1950-05", "1950-10"),
        ("翌年", "1950", "1951"),
        ("5月14日", "1950", "1950-05-14"),
        ("寒电", "1950-05-02", "1950-05-14"),
        ("光绪二十六年五月二十日", "", "1900-06-16"),
        ("庚子五月二十", "", "1900-06-16"),
        ("甲午年", "1950", "1954"),
        ("两个多月后", "1950-05-14", "1950-07"),
        ("三年多以后", "1950-05", "1953"),
        ("两个多月前", "1950-01-20", "1949-11"),
        ("几天后", "1950-05-14", ""),
        ("次日", "1950", ""),
        ("前一周，他走了。", "1950-01-12", "1950-01-05"),
        ("再早一個星期，他也說過。", "1950-01-12", "1950-01-05"),
        ("前一个月，他走了。", "1950-01-12", "1949-12"),
        ("头一天晚上，他走了。", "1950-01-12", "1950-01-11 evening"),
        ("过了两天，他走了。", "1950-05-14", "1950-05-16"),
        ("又过了一个月他才走。", "1950-05-14", "1950-06"),
        ("又过三天，他走了。", "1950-05-14", "1950-05-17"),
        ("隔了一天，對岸也掛旗。", "1950-05-14", "1950-05-15"),
        ("过了几天，他走了。", "1950-05-14", ""),
        ("他在那里过了两天。", "1950-05-14", ""),  # he spent two days there
    ],
)
def test_resolves(text: str, anchor: str, resolved: str) -> None:
    assert dates(text, "zh")[0].resolve(anchor).iso() == resolved


def test_relations() -> None:
    relations = {
        "2018年以前": Relation.BEFORE,
        "自2018年以来": Relation.SINCE,
        "截至1950年": Relation.UNTIL,
        "14日之后": Relation.AFTER,
    }
    assert {text: dates(text, "zh")[0].relation for text in relations} == relations


@given(st.text(alphabet="一二三十年月日号时点分前后上下周个世纪代今明昨0123456789-:至到 ", max_size=16))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_ordered_spans_and_a_value(text: str) -> None:
    found = dates(text, "zh")
    assert [m.text for m in found] == [text[m.span.start : m.span.end] for m in found]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for m in found:
        m.resolve("1950-05-14", "2026-01-01").iso()
