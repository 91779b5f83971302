"""Links through a third account, and none that no short path of sure links carries."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from aligner.align.accounts.third_account import STEPS, _Paths, link_through_third
from aligner.records import Alignment, Bead, Document, DuplicateGroup, Place, RepeatKind, Role
from tests.align.accounts.test_events import A, B, X, Y, account, linked


def through(
    alignments: list[Alignment], duplicates: tuple[DuplicateGroup, ...] = ()
) -> dict[tuple[str, str], set[Bead]]:
    """What is added to each pair of accounts."""
    found = link_through_third(alignments, duplicates)
    return {(a.zh.name, a.en.name): set(a.beads) - set(old.beads) for old, a in zip(alignments, found, strict=True)}


def test_a_path_over_two_other_accounts_links() -> None:
    """b - x - a - y: b and y tell of the reply, in words that have nothing in common."""
    added = through([linked(A, X, (0, 0, 0.9)), linked(A, Y, (0, 0, 0.9)), linked(B, X, (0, 0, 0.8)), linked(B, Y)])
    (bead,) = added.pop(("b", "y"))
    assert (bead.zh, bead.en) == ((0,), (0,))
    assert bead.score == pytest.approx(0.9 * 0.9 * 0.8, abs=1e-3)
    assert bead.reasons == ("↔ a", "↔ x")
    assert not any(added.values())


def test_an_account_in_the_same_language_carries_a_link() -> None:
    """a - x - y: x and y are both English."""
    within = linked(X, Y, (0, 0, 0.9))
    added = through([linked(A, X, (0, 0, 0.9)), linked(A, Y), within])
    assert [(b.zh, b.en, b.reasons) for b in added["a", "y"]] == [((0,), (0,), ("↔ x",))]
    assert not added["a", "x"]


def test_a_weak_path_links_nothing() -> None:
    added = through([linked(A, X, (0, 0, 0.7)), linked(A, Y, (0, 0, 0.7)), linked(B, X, (0, 0, 0.7)), linked(B, Y)])
    assert not any(added.values())


def test_a_repeat_carries_a_link() -> None:
    repeat = DuplicateGroup(RepeatKind.EXACT, 1.0, (Place("x", X.sentences[0].span), Place("y", Y.sentences[0].span)))
    added = through([linked(A, X, (0, 0, 0.9)), linked(A, Y)], (repeat,))
    assert [(b.zh, b.en, b.reasons) for b in added["a", "y"]] == [((0,), (0,), ("↔ x",))]


def test_different_days_are_not_linked_through_a_third_account() -> None:
    """The repeat says that X's reply of 14 May is what Y tells; Y's sentence names another day than A's."""
    later = account("y", "en", ["A reply came on 20 July."])
    repeat = DuplicateGroup(
        RepeatKind.RETOLD, 0.95, (Place("x", X.sentences[0].span), Place("y", later.sentences[0].span))
    )
    assert not any(through([linked(A, X, (0, 0, 0.95)), linked(A, later)], (repeat,)).values())


@pytest.mark.parametrize(("titles", "links"), [("y", 0), ("a", 0), ("ay", 1), ("", 1)])
def test_a_heading_is_linked_through_a_third_account_with_a_heading_only(titles: str, links: int) -> None:
    """It may stand in the middle of a link of several sentences, which says nothing of what it heads."""

    def titled(document: Document) -> Document:
        if document.name not in titles:
            return document
        return replace(document, sentences=tuple(replace(s, role=Role.HEADING) for s in document.sentences))

    a, y = titled(A), titled(Y)
    added = through([linked(a, X, (0, 0, 0.9)), linked(a, y), linked(X, y, (0, 0, 0.9))])
    assert len(added["a", "y"]) == links


def test_what_is_linked_stays_as_it_is() -> None:
    alignments = [
        linked(A, X, (0, 0, 0.9)),
        linked(A, Y, (0, 0, 0.4)),
        linked(B, X, (0, 0, 0.9)),
        linked(B, Y, (0, 0, 0.9)),
    ]
    assert not any(through(alignments).values())


def test_translations_are_left_alone() -> None:
    in_order = Alignment(B, Y, (Bead((0,), (), 0.9), Bead((), (0,), 0.9)), "parallel")
    added = through([linked(A, X, (0, 0, 0.9)), linked(A, Y, (0, 0, 0.9)), linked(B, X, (0, 0, 0.9)), in_order])
    assert not any(added.values())


def test_links_stand_in_order_and_passages_are_gathered_anew() -> None:
    scores = linked(A, X, (0, 0, 0.95), (1, 1, 0.95)), linked(A, Y, (0, 0, 0.95), (1, 1, 0.95))
    alignments = [*scores, linked(B, X, (0, 0, 0.95), (1, 1, 0.95)), linked(B, Y)]
    last = link_through_third(alignments, ())[-1]
    assert [b.zh for b in last.beads] == [(0,), (1,)]
    assert [p.beads for p in last.passages] == [(0, 1)]
    assert np.isclose(last.passages[0].score, 0.95**3, atol=1e-3)


def test_the_best_paths_are_those_of_all_paths() -> None:
    """Against products of whole matrices, on random links."""
    rng = np.random.default_rng(3)
    nodes = [("a", k) for k in range(12)]
    direct = np.triu(rng.random((12, 12)) * (rng.random((12, 12)) < 0.2), 1)
    direct = (direct + direct.T + np.eye(12)).astype(np.float32)
    linked = {
        nodes[i]: [(nodes[j], float(direct[i, j])) for j in range(12) if i != j and direct[i, j]] for i in range(12)
    }
    slow = np.eye(12, dtype=np.float32)
    for _ in range(STEPS):
        slow = (slow[:, :, None] * direct[None]).max(1)
    assert _Paths(nodes, linked).best == pytest.approx(slow)
