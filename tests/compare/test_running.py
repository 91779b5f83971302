"""The running date: which of the dates before gives a bare day its year."""

from __future__ import annotations

import pytest

from aligner.compare.running import running_dates
from aligner.read.source import SourceText
from aligner.segment import segment


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # a year long past in the middle of a paragraph is an aside
        ("1950年1月，谈判陷入僵局。这一地区很重要。1905年日俄战争后失去了它。\n\n苏方坚持旧约。1月26日，中方提交了文本。",
         "1950-01-26"),
        ("Talks stalled in January 1950. The port mattered. In 1905 it had been lost.\n\nMoscow held on. On 26 January "
         "the Chinese handed over a draft.", "1950-01-26"),
        # with a month it leads to the end of its paragraph, and no further
        ("1950年6月25日，战争爆发。1945年8月，苏军已进入朝鲜，9月2日，日本投降。\n\n7月2日，他再次致电。",
         "1950-07-02"),
        ("1950年6月25日，战争爆发。1945年8月，苏军已进入朝鲜，9月2日，日本投降。", "1945-09-02"),
        # unless the account stays there
        ("1950年6月25日，战争爆发。那要从1945年8月说起。\n\n双方在1946年3月开会。此后谈判破裂。\n\n"
         "10月1日，会议结束。", "1946-10-01"),
        # a paragraph of several sentences, or a heading, that opens with a year has gone back for good
        ("1950年，战争爆发。全国动员。\n\n1919年，他在上海。他办了一份报纸。\n\n5月4日，学生上街。", "1919-05-04"),
        ("War came in June 1950. All were called up.\n\nIn 1919 he lived in Shanghai. He ran a paper.\n\nOn 4 May the "
         "students marched.", "1919-05-04"),
        # a later year leads on
        ("1949年12月16日，他到达莫斯科。1950年，条约签订。2月17日，他离开。", "1950-02-17"),
        # a year counted from the last date leads back
        ("1950年1月，谈判陷入僵局。前一年，他拒绝了。12月16日，他到达。", "1949-12-16"),
        # but not out of the middle of a sentence
        ("In October 1911 the court turned to Yuan, whom it had dismissed three years before. It was late. In November "
         "he came.", "1911-11"),
        # the months after a season are counted from it
        ("I came in the autumn of 1931. By January 18 all expected trouble.", "1932-01-18"),
        ("我是1931年冬天来的。1月18日出了事。", "1932-01-18"),
        ("我是1931年春天来的。9月18日出了事。", "1931-09-18"),
        # a day that the month lacks is of the one before
        ("It began on January 28, 1932. A month later it was not over. On the 30th they came.",
         "1932-01-30"),
        # a line break or a note reference divides no date
        ("1932年1月[3]28日，开战。", "1932-01-28"),
        # text recognition leaves spaces everywhere
        ("1932年 １ 月１ ８日， 五 名 日 本 僧人在 马 玉山 路 被 殴。 两天 以后 ， 二 十 日凌 晨， 浪 人 烧 厂。",
         "1932-01-20 dawn"),
        # a season is a time as a month is
        ("They left in the autumn of 1934. All was carried along. At the end of November they reached the river.",
         "1934-11 late"),
        # that afternoon is of the day of a term that was set to the hour, not of one that was set to the day
        ("On January 24, 1932, he demanded a reply by six on the evening of the 28th. That afternoon he gave in.",
         "1932-01-28 afternoon"),
        ("1932年1月24日，领事提出通牒，限28日下午六时前答复。当天下午，市长接受。", "1932-01-28 afternoon"),
        ("On January 24, 1932, he demanded a reply before January 28. That afternoon the mayor gave in.",
         "1932-01-24 afternoon"),
        # "two and more months later" dates roughly
        ("1949年6月30日，美军撤出。两个多月后，他改变了主意。", "1949-09"),
    ],
)  # fmt: skip
def test_the_last_date_is_the_one_a_reader_takes(text: str, last: str) -> None:
    document = segment(SourceText("a.txt", text, lang="zh" if text[4] == "年" else "en"))
    assert running_dates(document).found[-1].mention.start.iso() == last


def test_months_before_the_first_year_are_counted_back_from_it() -> None:
    text = "In November they crossed. Early in January they took it. In June they met. On 20 October 1935 they arrived."
    found = running_dates(segment(SourceText("a.txt", text, lang="en"))).found
    assert [d.mention.start.iso_date() for d in found] == ["1934-11", "1935-01", "1935-06", "1935-10-20"]


DIARY = "光绪二十六年五月，米价日昂。初一日，焚车站。十五日，书记生出城。同日大风。六月初七日，洋兵上城。二十日，城破。"


def test_a_diary_of_lunar_months_is_dated_by_the_other_calendar() -> None:
    run = running_dates(segment(SourceText("a.txt", DIARY, lang="zh")))
    days = [d.mention.start.iso() for d in run.found]
    assert days == ["1900-05", "1900-05-28", "1900-06-11", "1900-06-11", "1900-07-03", "1900-07-16"]
    assert run.lunar is not None
    assert run.lunar[-1] == "1900-06-07"
    assert run.before[-1] == "1900-07-03"


def test_a_leap_month_is_a_month_of_its_own() -> None:
    text = "光绪二十六年八月初一日，米贵。闰八月初一日，雨。十五日，晴。次日又雨。九月初一日，霜。"
    run = running_dates(segment(SourceText("a.txt", text, lang="zh")))
    days = [d.mention.start.iso() for d in run.found]
    assert days == ["1900-08-25", "1900-09-24", "1900-10-08", "1900-10-09", "1900-10-23"]
    assert run.before[-1] == "1900-10-09"


@pytest.mark.parametrize(
    "text",
    [
        "1900年6月11日，书记生出城。五月十五日的日记说，天热。初四日又记一笔。20日，公使遇害。",  # quotes such a diary
        "光绪五年，随使出洋。西历五月三十一日通车。正月初三日开庭。西历六月一日再开。",
        "一九五〇年五月十四日，来电。十五日，回电。",
    ],
)
def test_a_text_of_western_years_is_not_lunar_throughout(text: str) -> None:
    assert running_dates(segment(SourceText("a.txt", text, lang="zh"))).lunar is None


def test_a_text_without_years_takes_the_one_that_it_is_given() -> None:
    document = segment(SourceText("a.txt", "On 29 October they landed. In January he resigned.", lang="en"))
    assert [d.mention.start.year for d in running_dates(document, 1956).found] == [1956, 1957]
    assert [d.mention.start.year for d in running_dates(document).found] == [None, None]


def test_a_line_break_divides_no_date() -> None:
    lines = [
        "此役之起，始于1932年1月，时日本僧人五名在",
        "马玉山路三友实业社门前寻衅，遂与该社之工人",
        "互殴，双方交涉多日而迄无结果，延至当月二十",
        "八日夜，日军由北四川路出动，向闸北我军进攻。",
    ]
    text = "\n".join(lines)
    found = running_dates(segment(SourceText("a.txt", text, lang="zh"))).found
    assert [d.mention.start.iso_date() for d in found] == ["1932-01", "1932-01-28"]
    assert text[found[1].span.start : found[1].span.end].endswith("二十\n八日夜")


def test_a_date_is_shown_where_it_stands_though_spaces_are_scattered_in_it() -> None:
    text = "此事 发 生 在 １ ９ ３２ 年 １ 月１ ８ 日 下 午 ， 五 名 日 本 僧 人 被 殴 ， 一 人后来 死 去 。"
    (dated,) = running_dates(segment(SourceText("scan.txt", text, lang="zh"))).found
    assert dated.mention.start.iso_date() == "1932-01-18"
    assert text[dated.span.start : dated.span.end] == "１ ９ ３２ 年 １ 月１ ８ 日 下 午"
