"""`events.tsv`: a line an event, a column an account."""

from __future__ import annotations

from dataclasses import replace

from aligner.records import Comparison, Event
from aligner.report.formats import WRITERS
from aligner.settings import ReportSettings
from tests.report.factory import HARBOUR_ZH, pair_only, place, realistic


def table(comparison: Comparison) -> list[list[str]]:
    written = WRITERS["events.tsv"](comparison, ReportSettings())["events.tsv"].decode("utf-8")
    return [line.split("\t") for line in written.splitlines()]


def test_what_each_account_says_of_an_event_stands_in_its_column() -> None:
    head, first, second = table(realistic())
    assert head == ["event", "accounts", "score", "dates", *(d.name for d in realistic().documents)]
    assert first[:2] == ["0", "3"]
    assert first[4].startswith("五月十四日，莫斯科回电")
    assert first[6] == "The reply from Moscow came on 14 May."
    assert second[:2] == ["1", "3"]


def test_the_dates_are_those_that_most_accounts_give() -> None:
    assert [row[3] for row in table(realistic())[1:]] == ["1950-05-14", "1950-01-30"]


def test_two_passages_of_one_account_and_none_of_another() -> None:
    twice = Event((place(HARBOUR_ZH, "译电员花了整整一夜。"), place(HARBOUR_ZH, "他说：“谁也没有告诉我日期。”")), 0.5)
    _, row = table(replace(realistic(), events=(twice,)))
    assert row[1] == "1"
    assert row[4:] == ["译电员花了整整一夜。 […] 他说：“谁也没有告诉我日期。”", "", ""]


def test_translations_alone_have_a_heading_and_no_line() -> None:
    assert len(table(pair_only())) == 1
