"""Events: links gathered by consensus, without running one event into the next."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.align.accounts.events import gather_events
from aligner.records import (
    Alignment,
    Bead,
    Document,
    DuplicateGroup,
    Lang,
    Place,
    RepeatKind,
    Role,
    Sentence,
    Span,
)


def account(name: str, lang: Lang, texts: Sequence[str]) -> Document:
    rows, at = [], 0
    for i, text in enumerate(texts):
        rows.append(Sentence(i, Span(at, at + len(text)), i, Role.BODY, lang))
        at += len(text) + 1
    return Document(name, lang, "\n".join(texts), tuple(rows))


def linked(zh: Document, en: Document, *links: tuple[int, int, float]) -> Alignment:
    return Alignment(zh, en, tuple(Bead((i,), (j,), s) for i, j, s in links), "comparable")


def members(events: object) -> list[set[tuple[str, str]]]:
    texts = {d.name: d for d in (A, B, X, Y)}
    return [{(p.document, texts[p.document].slice(p.span)) for p in e.members} for e in events]  # type: ignore[attr-defined]


A = account("a", "zh", ["5月14日回电到了。", "6月25日战争爆发。", "两件事都在那一年。"])
B = account("b", "zh", ["回电。", "战争。"])
X = account("x", "en", ["The reply came on 14 May.", "On 25 June war broke out."])
Y = account("y", "en", ["A reply came.", "War came."])


def test_versions_of_one_matter_form_one_event() -> None:
    events = gather_events(
        [linked(A, X, (0, 0, 0.9), (1, 1, 0.9)), linked(A, Y, (0, 0, 0.9)), linked(B, X, (0, 0, 0.8)), linked(B, Y)], ()
    )
    assert members(events) == [
        {("a", "5月14日回电到了。"), ("x", "The reply came on 14 May."), ("y", "A reply came."), ("b", "回电。")},
        {("a", "6月25日战争爆发。"), ("x", "On 25 June war broke out.")},
    ]


def test_a_summary_does_not_make_two_events_one() -> None:
    """The last sentence of A speaks of both: what it joins is one of them, never all."""
    events = gather_events(
        [
            linked(A, X, (0, 0, 0.95), (1, 1, 0.95), (2, 0, 0.6), (2, 1, 0.6)),
            linked(A, Y, (0, 0, 0.95), (1, 1, 0.95)),
            linked(B, X, (0, 0, 0.95), (1, 1, 0.95)),
            linked(B, Y, (0, 0, 0.95), (1, 1, 0.95)),
        ],
        (),
    )
    assert not any(
        {("x", "The reply came on 14 May."), ("x", "On 25 June war broke out.")} <= m for m in members(events)
    )


def test_a_sure_summary_of_two_days_joins_one_of_them() -> None:
    """What keeps the matters apart are their days, however sure both links are."""
    summary = account("b", "zh", ["5月14日回电，6月25日开战。"])
    events = gather_events([linked(summary, X, (0, 0, 0.97), (0, 1, 0.96))], ())
    assert len(events) == 1
    assert len(events[0].members) == 2


def test_other_days_keep_apart_unless_the_link_is_sure() -> None:
    doubtful, sure = (gather_events([linked(A, X, (0, 1, s))], ()) for s in (0.6, 0.95))
    assert doubtful == ()
    assert len(sure) == 1


def test_one_link_joins_no_accounts_that_the_others_do_not_link() -> None:
    """A and X tell one matter, B and Y another; all were compared, and a single link would make one of both."""
    a, b = account("a", "zh", ["回电到了。"]), account("b", "zh", ["战争爆发。"])
    x, y = account("x", "en", ["The reply came."]), account("y", "en", ["War broke out."])
    kept = [linked(a, x, (0, 0, 0.95)), linked(b, y, (0, 0, 0.95))]
    joined = gather_events([*kept, linked(a, y, (0, 0, 0.6)), linked(b, x)], ())
    assert [{p.document for p in e.members} for e in joined] == [{"a", "x"}, {"b", "y"}]
    unknown = gather_events([*kept, linked(a, y, (0, 0, 0.6))], ())  # B and X were never compared
    assert [{p.document for p in e.members} for e in unknown] == [{"a", "x", "b", "y"}]


def test_the_score_of_an_event_is_the_mean_of_its_links_between_accounts() -> None:
    links = linked(A, X, (0, 0, 0.9), (1, 1, 0.6)), linked(A, Y, (0, 0, 0.7))
    assert sorted(e.score for e in gather_events(links, ())) == [0.6, 0.8]


def test_a_repeat_takes_no_sentence_of_which_it_holds_little() -> None:
    long = account("x", "en", ["The reply of 14 May came late that night.", "It said wait."])
    repeat = DuplicateGroup(
        RepeatKind.EDITED, 0.9, (Place("x", Span(30, len(long.text))), Place("y", Y.sentences[0].span))
    )
    (event,) = gather_events([linked(A, long), linked(A, Y, (0, 0, 0.9))], [repeat])
    assert [long.slice(p.span) for p in event.members if p.document == "x"] == ["It said wait."]


def test_doubtful_links_join_nothing() -> None:
    assert gather_events([linked(A, X, (0, 0, 0.4))], ()) == ()


def test_repeats_within_one_language_belong_to_the_event() -> None:
    repeat = DuplicateGroup(RepeatKind.RETOLD, 0.9, (Place("x", X.sentences[0].span), Place("y", Y.sentences[0].span)))
    (event,) = gather_events([linked(A, X, (0, 0, 0.9)), linked(A, Y)], [repeat])
    assert {p.document for p in event.members} == {"a", "x", "y"}


def test_a_sentence_that_is_mostly_a_repeat_belongs_to_the_longer_one_that_holds_it() -> None:
    """The last words of the telegram, quoted once more elsewhere."""
    long = account("x", "en", ["On 14 May the reply came, and it said that all was to wait until they met once more."])
    short = account("y", "en", ["All was to wait until they met once more."])
    told = "ll was to wait until they met once more."
    at, other = long.text.index(told), short.text.index(told)
    repeat = DuplicateGroup(
        RepeatKind.EXACT, 1.0, (Place("x", Span(at, at + len(told))), Place("y", Span(other, other + len(told))))
    )
    (event,) = gather_events([linked(A, long, (0, 0, 0.9)), linked(A, short)], [repeat])
    assert {p.document for p in event.members} == {"a", "x", "y"}


def test_that_a_translation_links_no_second_telling_says_nothing() -> None:
    """B tells its matter twice, and Y is its translation, sentence by sentence."""
    in_order = Alignment(B, Y, (Bead((0,), (0,), 0.95), Bead((1,), (1,), 0.95)), "parallel")
    repeat = DuplicateGroup(RepeatKind.RETOLD, 0.9, (Place("b", B.sentences[0].span), Place("b", B.sentences[1].span)))
    (event,) = gather_events([linked(A, X), in_order], [repeat])
    assert {p.document for p in event.members} == {"b", "y"}


def test_translations_alone_have_no_events() -> None:
    assert gather_events([Alignment(A, X, (Bead((0,), (0,), 0.9),), "parallel")], ()) == ()
