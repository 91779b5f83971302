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
        # a season is a time as a month is
        ("They left in the autumn of 1934. All was carried along. At the end of November they reached the river.",
         "1934-11 late"),
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


def test_a_text_without_years_takes_the_one_that_it_is_given() -> None:
    document = segment(SourceText("a.txt", "On 29 October they landed. In January he resigned.", lang="en"))
    assert [d.mention.start.year for d in running_dates(document, 1956).found] == [1956, 1957]
    assert [d.mention.start.year for d in running_dates(document).found] == [None, None]
