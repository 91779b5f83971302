"""The timeline: every dated statement, resolved in running order, with its event."""

from __future__ import annotations

from aligner.compare.running import running_dates
from aligner.compare.timeline import build_timeline
from aligner.records import Document, Event, Lang, Place, Role, Sentence, Span


def document(
    name: str, lang: Lang, *sentences: str, notes: tuple[int, ...] = (), headings: tuple[int, ...] = ()
) -> Document:
    """Sentences on end, one paragraph; those in `notes` are notes, those in `headings` headings."""
    text, made = "", []
    for i, sentence in enumerate(sentences):
        start = len(text)
        text += sentence
        role = Role.NOTE if i in notes else Role.HEADING if i in headings else Role.BODY
        made.append(Sentence(i, Span(start, len(text)), 0, role, lang))
    return Document(name, lang, text, tuple(made))


ZH = document("zh.txt", "zh", "5月14日，斯大林复电。", "次日，毛泽东回电。", "1950年6月25日，战争爆发。")
EN = document(
    "en.txt", "en", "On 14 May 1950 Stalin replied. ", "One week later Mao left. ", "See Smith (1994). ", notes=(2,)
)


def test_every_dated_statement_in_order_of_date() -> None:
    timeline = build_timeline([ZH, EN], ())
    assert [(d.date, d.place.document) for d in timeline] == [
        ("1950-05-14", "zh.txt"),
        ("1950-05-14", "en.txt"),
        ("1950-05-15", "zh.txt"),
        ("1950-05-21", "en.txt"),
        ("1950-06-25", "zh.txt"),
    ]


def test_mentions_point_at_the_words_of_the_date() -> None:
    timeline = build_timeline([ZH, EN], ())
    assert [ZH.slice(d.mention.span) for d in timeline if d.mention.document == "zh.txt"] == [
        "5月14日",
        "次日",
        "1950年6月25日",
    ]


def test_a_date_inside_an_event_names_it() -> None:
    event = Event((Place("zh.txt", ZH.sentences[0].span), Place("en.txt", EN.sentences[0].span)), 0.9)
    timeline = build_timeline([ZH, EN], (event,))
    assert [d.event for d in timeline] == [0, 0, None, None, None]


def test_the_last_date_before_each_sentence() -> None:
    assert running_dates(ZH).before == ("1950", "1950-05-14", "1950-05-15")


def test_a_text_without_dates_has_no_timeline() -> None:
    assert build_timeline([document("a", "zh", "没有日期。")], ()) == ()


def test_a_deadline_does_not_carry_the_account_away() -> None:
    told = document("zh", "zh", "1950年2月14日签约，苏联至迟在1952年底交还旅顺。", "5月13日，金日成到北京。")
    assert [d.date for d in build_timeline([told], ())] == ["1950-02-14", "1950-05-13", "1952"]


def test_january_after_december_is_of_the_next_year() -> None:
    told = document("zh", "zh", "1949年12月16日，毛泽东到莫斯科。", "1月30日，斯大林来电。")
    assert [d.date for d in build_timeline([told], ())] == ["1949-12-16", "1950-01-30"]


def test_a_season_without_a_year_is_not_placed() -> None:
    told = document("zh", "zh", "1950年6月25日，战争爆发。", "夏天的事，报纸上都有。")
    assert [d.date for d in build_timeline([told], ())] == ["1950-06-25"]


def test_a_heading_dates_what_follows_and_is_no_statement() -> None:
    read = document("zh.txt", "zh", "1949年", "9月24日，会议通过决议。", headings=(0,))
    assert [(d.date, read.slice(d.place.span)) for d in build_timeline([read], ())] == [
        ("1949-09-24", "9月24日，会议通过决议。")
    ]
