"""Dates of two sides: what both say must agree; relative dates are counted from the last date."""

from __future__ import annotations

import pytest

from aligner.compare.check import Anchor
from aligner.compare.dates import check_dates
from tests.compare.values import flags, keys


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("前九至前八世纪", "ninth to eighth century BC"),
        ("十七、十八世纪", "the seventeenth and eighteenth centuries"),
        ("仇英（约1494—1552）", "Qiu Ying (c. 1494–1552)"),
        ("教堂建于1248年", "The church was built in 1248."),
        ("住一晚，明天早上走", "stay the night and leave in the morning"),
        ("上个月他来过。", "He came in the last few weeks."),
        ("今年他来过。", "He came this week."),
        ("1950年5月14日", "14 May 1950"),
        ("14日", "on 14 May 1950"),
        ("寒电", "the telegram of 14 May"),
        ("民国三十九年五月", "May 1950"),
        ("五十年代", "the 1950s"),
        ("次日", "the next day"),
        ("5月上旬", "early May"),
        ("5月中旬", "the second ten days of May"),
        ("14日凌晨", "in the early hours of the 14th of May"),
        ("一九五〇至一九五三年", "1950-1953"),
        ("正月初一", "the first day of the first lunar month"),
        ("星期一", "Monday"),
        ("光绪二十六年五月二十日", "16 June 1900"),
        ("下午三点", "3 p.m."),
        ("5月14-16日", "from 14 to 16 May"),
        ("4月5日", "4/5/1950"),
        ("4月5日", "5/4/1950"),
        ("5月14日，他说。次日，他走了。", "On 14 May he spoke. On 15 May he left."),
        ("去年12月22日", "22 December last year"),
        ("公元前221年", "221 BC"),
        ("公元前三世纪", "the 3rd century BC"),
        ("公元前三世纪", "in 221 BC"),
        ("十九世纪", "in 1900"),
        ("第二天他走了。", "The next day he left."),
        ("三天以后他走了。", "Three days later he left."),
        ("每周二", "every Tuesday"),
        ("19日晚", "in the night of the 19th"),
        ("1月12日三天后他走了。", "Three days after 12 January he left."),
        ("1月15日他走了。", "Three days after 12 January he left."),
        ("4月30日他到了。", "Two weeks before 14 May he arrived."),
        ("1949年以后的十年", "the ten years after 1949"),
        ("2008年北京奥运会", "the Beijing 2008 Summer Olympics"),
        ("十九世纪", "in the 1850s"),
        ("十九世纪", "in the fifties"),
        ("五十年代", "in May"),
        ("农历五月", "1 June"),
        ("5月14日", "from 14 to 16 May"),
        ("晚上8点", "at 8 o'clock"),
    ],
)
def test_quiet_where_the_dates_agree(zh: str, en: str) -> None:
    assert flags(check_dates, zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("他去年休学了。", "He dropped out last month.", ("去年", "last month")),
        ("下个月开会。", "The meeting is next week.", ("下个月", "next week")),
        ("第二天他走了。", "The following year he left.", ("第二天", "The following year")),
        ("文徵明（1470—1559）", "Wen Zhengming (1470–1595)", ("1559", "1470/1595")),
        ("桥建于1345年。", "The bridge dates from 1354.", ("1345", "1354")),
        ("前九至前八世纪", "ninth to eighth century AD", ("前九至前八世纪", "ninth to eighth century")),
        ("1950年5月14日", "16 May 1950", ("1950-05-14", "1950-05-16")),
        ("民国三十八年五月", "May 1950", ("1949-05", "1950-05")),
        ("10月2日", "2 November", ("10-02", "11-02")),
        ("十九世纪五十年代", "the 1950s", ("1850s", "1950s")),
        ("星期一", "on Tuesday", ("星期一", "Tuesday")),
        ("光绪二十六年五月二十日", "20 May 1900", ("1900-06-16", "1900-05-20")),
        ("晚上8:30", "at 9:30 p.m.", ("T20:30", "T21:30")),
        ("5月14日，他说。次日，他走了。", "On 14 May he spoke. On 16 May he left.", ("05-15", "05-16")),
        ("2008年北京奥运会", "the Beijing 2012 Summer Olympics", ("2008", "2012")),
        ("1月16日他走了。", "Three days after 12 January he left.", ("01-16", "01-15")),
        ("1950年1月16日他走了。", "Three days after 12 January 1950 he left.", ("1950-01-16", "1950-01-15")),
        ("公元前221年", "221 AD", ("221 BC", "0221")),
        ("公元三世纪", "the third century BC", ("公元三世纪", "the third century BC")),
        ("公元前三世纪", "in 321 BC", ("公元前三世纪", "321 BC")),
        ("十九世纪", "in 1953", ("十九世纪", "1953")),
        ("三天以前他走了。", "Three days later he left.", ("三天以前", "Three days later")),
        ("第二天他走了。", "Two days later he left.", ("第二天", "Two days later")),
        ("昨天晚上你在哪里？", "Where will you be tomorrow evening?", ("昨天晚上", "tomorrow evening")),
        ("次日凌晨", "the following evening", ("次日凌晨", "the following evening")),
        ("每周二", "every Wednesday", ("每周二", "every Wednesday")),
        ("6月27日他走了。", "On the day after June 25 he left.", ("06-27", "06-26")),
        ("一九五〇至一九五三年", "1951-1953", ("1950/1953", "1951/1953")),
        ("一九五〇至一九五三年", "1950-1954", ("1950/1953", "1950/1954")),
        ("5月14日到，5月14日走。", "came on 14 May, left on 15 May", ("05-14", "05-15")),
        ("二十世纪", "in the 1850s", ("二十世纪", "1850s")),
        ("五十年代", "in 1963", ("五十年代", "1963")),
        ("上午八点", "at 8 p.m.", ("T08", "T20")),
        ("5月14日星期一", "Tuesday, 14 May", ("05-14", "05-14")),
    ],
)
def test_another_date_is_major(zh: str, en: str, said: tuple[str, str]) -> None:
    found = flags(check_dates, zh, en)
    assert keys(found) == ["different major"]
    assert (found[0].evidence.zh, found[0].evidence.en) == said


def test_a_day_against_its_month_is_minor() -> None:
    assert keys(flags(check_dates, "5月14日来电", "a telegram in May")) == ["coarser minor"]


def test_relative_dates_are_counted_from_the_running_date() -> None:
    anchor = Anchor("1950-05-14", "1950-05-14")
    assert flags(check_dates, "次日，毛泽东回电。", "On 15 May 1950 Mao answered.", anchor) == []
    found = flags(check_dates, "次日，毛泽东回电。", "On 16 May 1950 Mao answered.", anchor)
    assert keys(found) == ["different minor"]


def test_without_a_running_date_relative_dates_contradict_nothing() -> None:
    assert flags(check_dates, "次日，毛泽东回电。", "On 16 May 1950 Mao answered.") == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (
            "1月30日松口，6月25日开战，9月15日登陆。",
            "When the landing of 15 September came, the condition of May fell due.",
        ),
        ("3月30日至4月25日会谈。", "On 29 September they wrote a letter."),  # two matters, half a year apart
        ("6月29日撤离完毕。", "By the end of June they had gone."),  # one account is more exact
        ("8月23日他判断敌军将登陆。", "He had pointed to that port three weeks earlier."),
    ],
)
def test_accounts_that_do_not_gainsay_each_other(zh: str, en: str) -> None:
    assert flags(check_dates, zh, en, Anchor(en="1950-09-15"), "comparable") == []


@pytest.mark.parametrize(
    ("zh", "en"), [("第二年接通了线路。", "That summer a line was laid."), ("七八月间", "in July and August")]
)
def test_what_each_account_counts_from_its_own_dates_gainsays_nothing(zh: str, en: str) -> None:
    assert flags(check_dates, zh, en, mode="comparable") == []


@pytest.mark.parametrize(
    ("en", "said"),
    [
        ("On 11 June the secretary went out.", []),
        ("On the 15th the secretary went out.", []),  # the translator keeps the days of the original
        ("On the 15th day of the fifth month the secretary went out.", []),
        ("On 12 June the secretary went out.", [("1900-06-11", "06-12")]),
    ],
)
def test_lunar_dates_are_translated_or_kept(en: str, said: list[tuple[str, str]]) -> None:
    found = flags(check_dates, "十五日，书记生出城。", en, Anchor(zh="1900-06-10", lunar="1900-05-14"))
    assert [(f.evidence.zh, f.evidence.en) for f in found] == said


@pytest.mark.parametrize(
    ("zh", "lunar", "en", "said"),
    [
        ("二十四日辰刻，德使出门。", "1900-05-23", "On 20 June the minister went out.", []),
        ("二十七日，翰林院火。", "1900-05-25", "24 June: the Hanlin burns.", [("1900-06-23", "06-24")]),
        ("七月初三日，斩于市。", "1900-06-20", "On 28 July they were beheaded.", []),
        ("六月，天旱。", "1900-05-29", "July was dry.", []),  # most of the sixth month
        ("十五日晨，出城。", "", "On 11 June they went out.", []),  # of which month, is not told
    ],
)
def test_a_text_of_lunar_months_is_compared_in_the_other_calendar(
    zh: str, lunar: str, en: str, said: list[tuple[str, str]]
) -> None:
    found = flags(check_dates, zh, en, Anchor(lunar=lunar), "comparable")
    assert [(f.evidence.zh, f.evidence.en) for f in found] == said


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("十月十日命令下来了。", "The order was dated 8 October.", ("10-10", "10-08")),
        ("回电第二天就到了，是一封寒电。", "The telegram was dated 16 May.", ("寒电 (14)", "05-16")),
        ("四月份又派人到北平。", "In May 1949 Kim sent him to Beijing.", ("04", "1949-05")),
        ("9月30日", "2 October", ("09-30", "10-02")),
        ("12月30日", "2 January", ("12-30", "01-02")),
    ],
)
def test_accounts_that_date_one_matter_differently(zh: str, en: str, said: tuple[str, str]) -> None:
    (found,) = flags(check_dates, zh, en, Anchor(zh="1950-05-13"), "comparable")
    assert (found.severity, found.evidence.zh, found.evidence.en) == ("major", *said)
