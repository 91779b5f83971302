"""Coverage: what of each account is told in which other, and what only there."""

from __future__ import annotations

import pytest

from aligner.align.coverage import cover
from aligner.records import Alignment, Bead, Comparison, Document, Role, Sentence, Span


def account(name: str, lang: str, paragraphs: list[int]) -> Document:
    """One letter a sentence; `paragraphs` gives each sentence's paragraph."""
    rows = tuple(
        Sentence(i, Span(2 * i, 2 * i + 1), p, Role.BODY, lang)  # type: ignore[arg-type]
        for i, p in enumerate(paragraphs)
    )
    return Document(name, lang, "字 " * len(paragraphs), rows)  # type: ignore[arg-type]


ZH, X, Y = account("zh", "zh", [0, 0, 1]), account("x", "en", [0, 0]), account("y", "en", [0])
COMPARISON = Comparison(
    (ZH, X, Y),
    (
        Alignment(ZH, X, (Bead((0,), (1,), 0.9), Bead((0, 1), (0,), 0.6)), "comparable"),
        Alignment(ZH, Y, (Bead((0,), (0,), 0.4),), "comparable"),
    ),
    (),
    (),
    "signature",
)


def test_sentences_carry_their_best_link_in_each_other_account() -> None:
    zh = cover(COMPARISON)[0]
    assert zh.others == ("x", "y")
    assert [(p.paragraph, p.sentences) for p in zh.paragraphs] == [(0, (0, 1)), (1, (2,))]
    assert [t.scores for t in zh.paragraphs[0].told] == [(0.9, 0.6), (0.4, 0.0)]


def test_what_is_told_only_here() -> None:
    zh, *others = cover(COMPARISON)
    assert [p.only_here for p in zh.paragraphs] == [(), (2,)]
    assert not any(p.only_here for account in others for p in account.paragraphs)


@pytest.mark.parametrize(("least", "share"), [(0.0, 2 / 3), (0.5, 2 / 3), (0.7, 1 / 3)])
def test_shares_by_certainty(least: float, share: float) -> None:
    assert cover(COMPARISON)[0].share("x", least) == pytest.approx(share)


def test_the_share_is_of_the_account_that_is_asked_for() -> None:
    zh = cover(COMPARISON)[0]
    assert [p.share("y") for p in zh.paragraphs] == [0.5, 0.0]
    assert zh.share("y") == pytest.approx(1 / 3)
    assert zh.share("nobody") == 0.0


def test_accounts_without_a_link_to_each_other_are_listed() -> None:
    apart = Comparison((ZH, X), (Alignment(ZH, X, (), "comparable"),), (), (), "signature")
    assert [(c.document, c.others, c.size, c.share(c.others[0])) for c in cover(apart)] == [
        ("zh", ("x",), 3, 0.0), ("x", ("zh",), 2, 0.0),
    ]  # fmt: skip


def test_an_account_compared_with_none_is_left_out() -> None:
    alone = Comparison((ZH, X, Y), COMPARISON.alignments[:1], (), (), "signature")
    assert [c.document for c in cover(alone)] == ["zh", "x"]
