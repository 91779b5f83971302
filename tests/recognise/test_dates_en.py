"""English dates and times: one line a case, (text, [(span text, EDTF or length)])."""

from __future__ import annotations

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
        ("the 9th to 8th century BC", [("the 9th to 8th century BC", "-08XX/-07XX")]),
        (
            "from the late 15th to the early 16th century",
            [("from the late 15th to the early 16th century", "14XX late/15XX early")],
        ),
        ("the second and first centuries BC", [("the second", "-01XX"), ("first centuries BC", "-00XX")]),
        ("on 14 May 1950", [("14 May 1950", "1950-05-14")]),
        ("May 14, 1950", [("May 14, 1950", "1950-05-14")]),
        ("on August 1 or 2", [("August 1 or 2", "XXXX-08-01/XXXX-08-02")]),
        ("on 30 or 31 March", [("30 or 31 March", "XXXX-03-30/XXXX-03-31")]),
        ("on 3 May or 400 men", [("3 May", "XXXX-05-03")]),
        ("the 14th of May", [("the 14th of May", "XXXX-05-14")]),
        ("May 14, 1950 at 3 p.m.", [("May 14, 1950 at 3 p.m.", "1950-05-14T15")]),
        ("in the early 1950s", [("the early 1950s", "195X early")]),
        ("the late 19th century", [("the late 19th century", "18XX late")]),
        ("in 1950", [("1950", "1950")]),
        ("March 1950", [("March 1950", "1950-03")]),
        ("From May to October 1950", [("From May to October 1950", "1950-05/1950-10")]),
        ("May 14-16, 1950", [("May 14-16, 1950", "1950-05-14/1950-05-16")]),
        ("October 22-24: secret talks", [("October 22-24", "XXXX-10-22/XXXX-10-24")]),
        ("On May 14-16:30 at the latest", [("May 14", "XXXX-05-14")]),
        ("on 12 and 13 September", [("12 and 13 September", "XXXX-09-12/XXXX-09-13")]),
        ("1949-50", [("1949-50", "1949/1950")]),
        ("Monday, October 2", [("Monday, October 2", "XXXX-10-02")]),
        ("the evening of October 2", [("the evening of October 2", "XXXX-10-02 evening")]),
        ("the spring of 1950", [("the spring of 1950", "1950-SP")]),
        ("2018-09-23", [("2018-09-23", "2018-09-23")]),
        ("5/17/2018", [("5/17/2018", "2018-05-17")]),
        ("nineteen eighty-six", []),
        ("in nineteen eighty-six", [("nineteen eighty-six", "1986")]),
        ("700 BC", [("700 BC", "-0699")]),
        ("in the third century BC", [("the third century BC", "-02XX")]),
        ("in the late 1st century B.C.E.", [("the late 1st century B.C.E.", "-00XX late")]),
        ("a third century because of him", [("third century", "02XX")]),
        ("in 618 CE", [("618 CE", "0618")]),
        ("in AD 221", [("221", "0221")]),
        ("an ad 300 words long", []),
        ("from 206 BC to 220 AD", [("from 206 BC to 220 AD", "-0205/0220")]),
        ("three years passed", [("three years", "3 year")]),
        ("Early May was wet.", [("Early May", "XXXX-05 early")]),
        ("In February the Fifth Army came in.", [("February", "XXXX-02")]),
        ("In early October the 16th Army crossed.", [("early October", "XXXX-10 early")]),
        ("On the 31st they came.", [("the 31st", "XXXX-XX-31")]),
        ("On the 29th Japanese aircraft came.", [("the 29th", "XXXX-XX-29")]),
        ("He fell on the 19th Route Army.", []),
        ("On the night of the 28th Kennedy rang him.", [("On the night of the 28th", "XXXX-XX-28 night")]),
        ("They met on the 28th floor.", []),
        ("On February the fifth it came.", [("February the fifth", "XXXX-02-05")]),
        ("the second ten days of May 1950", [("the second ten days of May 1950", "1950-05 mid")]),
        ("the last ten days of June", [("the last ten days of June", "XXXX-06 late")]),
        ("in the early hours of 25 June", [("in the early hours of 25 June", "XXXX-06-25 dawn")]),
        ("at dawn on 14 May", [("at dawn on 14 May", "XXXX-05-14 dawn")]),
        ("the fifties", [("the fifties", "XX5X")]),
        ("the nineteenth century", [("the nineteenth century", "18XX")]),
        ("on Monday at 2.30", [("Monday at 2.30", "XXXX-WXX-1T02:30")]),
        ("in the morning at 7.", [("in the morning at 7", "T07")]),
        ("on 14 May at 7 he left", [("14 May at 7", "XXXX-05-14T07")]),
        ("on Monday at 5 places", [("Monday", "XXXX-WXX-1")]),
        ("It will last two hours.", [("two hours", "2 hour")]),
        ("around 14 May 1950", [("around 14 May 1950", "1950-05-14")]),
        ("How about 14 May?", [("14 May", "XXXX-05-14")]),
        ("year 1950 or later", [("year 1950 or later", "1950")]),
        ("on January twenty-five nineteen forty-six", [("January twenty-five nineteen forty-six", "1946-01-25")]),
        ("the dawn of 14 May", [("the dawn of 14 May", "XXXX-05-14 dawn")]),
        ("at seven twenty-seven", [("seven twenty-seven", "T07:27")]),
        ("at five-thirty in the evening", [("five-thirty in the evening", "T17:30")]),
        ("at nine a.m. on 14 May", [("nine a.m. on 14 May", "XXXX-05-14T09")]),
        ("at ten thirty-year-old houses", []),
        ("Dec-2018", [("Dec-2018", "2018-12")]),
        ("by the end of November fourteen provinces had", [("end of November", "XXXX-11 late")]),
        ("on November fourteen he left", [("November fourteen", "XXXX-11-14")]),
        ("in the last third of October", [("October", "XXXX-10")]),
        ("the third of October", [("the third of October", "XXXX-10-03")]),
        ("Sun Yat-sen arrived.", []),
        ("Sun Jun 3", [("Sun Jun 3", "XXXX-06-03")]),
        ("this Friday, 15 June", [("this Friday, 15 June", "XXXX-06-15")]),
        ("in the ten years after 1949", [("ten years", "10 year"), ("after 1949", "1949")]),
        ("from 13 to 15 May 1950", [("from 13 to 15 May 1950", "1950-05-13/1950-05-15")]),
    ],
)
def test_reads(text: str, found: list[tuple[str, str]]) -> None:
    assert [(m.text, told(m)) for m in dates(text, "en")] == found


@pytest.mark.parametrize(
    "text",
    [
        "She may come.",
        "a march on the town",
        "2000 men",
        "Article 12 A person",
        "a 4:3 aspect ratio",
        "It costs 1,950 yuan",
        "the dawn of a new era",
    ],
)
def test_no_dates(text: str) -> None:
    assert dates(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "anchor", "resolved"),
    [
        ("the following day", "1950-05-14", "1950-05-15"),
        ("the following May's elections", "1950-05-14", "1951-05"),
        ("the next day", "1950-05-14", "1950-05-15"),
        ("one week later", "1950-05-14", "1950-05-21"),
        ("three months later", "1950-05-14", "1950-08"),
        ("the same year", "1950-05-14", "1950"),
        ("14 May", "1950-03", "1950-05-14"),
        ("several weeks later", "1950-05-14", ""),
        ("one week later", "1950", ""),
        ("The week before, Truman had spoken.", "1950-01-12", "1950-01-05"),
        ("He had spoken the week before.", "1950-01-12", "1950-01-05"),
        ("The night before, they met.", "1950-01-12", "1950-01-11 night"),
        ("The month after, they met.", "1950-01-12", "1950-02"),
        ("They had met the year before.", "1950-01-12", "1949"),
        ("in two weeks' time", "", ""),
    ],
)
def test_resolves(text: str, anchor: str, resolved: str) -> None:
    assert dates(text, "en")[0].resolve(anchor).iso() == resolved


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two weeks before 13 May 1999", ["1999-04-29", "1999-05-13"]),
        ("A week after 14 May the telegram came.", ["1950-05-21", "1950-05-14"]),
        ("the day after June 25", ["1950-06-26", "1950-06-25"]),
        ("three years after 1949", ["1952", "1949"]),
        ("two months after 14 May 1950", ["1950-07", "1950-05-14"]),
        ("the day after the meeting of 25 June", ["1950-06-25"]),
        ("the week before the meeting of 25 June", ["1950-06-25"]),
    ],
)
def test_what_is_counted_from_a_date_beside_it_and_that_date(text: str, found: list[str]) -> None:
    assert [m.resolve("1950-03-01").iso() for m in dates(text, "en")] == found


def test_day_and_month_that_may_be_each_other_are_marked() -> None:
    assert [m.ambiguous for m in dates("4/5/1950 and 14/5/1950", "en")] == [True, False]


def test_relations() -> None:
    relations = {
        "since 2010": Relation.SINCE,
        "before 14 May": Relation.BEFORE,
        "no later than May 1950": Relation.UNTIL,
        "around 3 p.m.": Relation.ABOUT,
        "circa 1900": Relation.ABOUT,
    }
    assert {text: dates(text, "en")[0].relation for text in relations} == relations


@given(st.text(alphabet="may day year week 19 50 ago in of the, to - 14 : next mon", max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_ordered_spans_and_a_value(text: str) -> None:
    found = dates(text, "en")
    assert [m.text for m in found] == [text[m.span.start : m.span.end] for m in found]
    for m in found:
        m.resolve("1950-05-14", "2026-01-01").iso()
