"""Accounts of one language that tell one matter stand in one event, whether an account of the other tells it or not."""

from __future__ import annotations

from aligner.align.accounts.events import gather_events
from aligner.align.accounts.same_language import align_same_language, pairs_in_same_language
from aligner.records import Alignment, Document, Lang
from aligner.settings import Settings
from tests.align.comparable.worlds import WordEncoder, compared, document

SHARED = list(range(5))


def own(start: int) -> list[int]:
    return list(range(start, start + 40))


def accounts() -> tuple[Document, Document, Document]:
    """A Chinese one, and two English ones that share a passage with one another and none with it."""
    first = document([*own(1000), *SHARED], "en", "first")
    return document(own(3000), "zh", "zh"), first, document([*SHARED, *own(2000)], "en", "second")


def test_two_english_accounts_without_a_chinese_one_are_one_event() -> None:
    zh, first, second = accounts()
    encoder = WordEncoder()
    vectors = {d.name: encoder.encode(d.matching_texts) for d in (zh, first, second)}
    across = [compared(zh, first), compared(zh, second)]
    assert not gather_events(across, ())
    (within,) = align_same_language(across, vectors, encoder, Settings())
    assert {(b.zh, b.en) for b in within.links()} == {((40 + k,), (k,)) for k in range(5)}
    events = gather_events([*across, within], ())
    assert [{place.document for place in event.members} for event in events] == [{"first", "second"}] * 5


def paired(*compared_pairs: tuple[str, str, str]) -> list[tuple[str, str]]:
    def text(name: str, lang: Lang) -> Document:
        return document([1], lang, name)

    alignments = [
        Alignment(text(zh, "zh"), text(en, "en"), (), "comparable" if mode == "c" else "parallel")
        for zh, en, mode in compared_pairs
    ]
    return [(a.name, b.name) for a, b in pairs_in_same_language(alignments)]


def test_who_has_a_counterpart_in_common_is_compared() -> None:
    assert paired(("a", "x", "c"), ("a", "y", "c"), ("b", "x", "c"), ("b", "y", "c")) == [("a", "b"), ("x", "y")]
    assert paired(("a", "x", "c"), ("b", "y", "c")) == []
    assert paired(("a", "x", "p"), ("a", "y", "c"), ("a", "z", "c")) == [("y", "z")]
