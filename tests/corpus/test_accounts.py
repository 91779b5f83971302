"""The accounts of benchmarks/accounts: read as they are written, with events that can be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accounts import Topic, passages, read_account, topics

TOPICS = tuple(topics())


def test_sentences_in_sequence_are_one_passage() -> None:
    assert passages((("a",), ("a", "b"), (), ("a",))) == {
        "a": [frozenset({0, 1}), frozenset({3})],
        "b": [frozenset({1})],
    }


def test_a_line_is_a_sentence_with_its_events(tmp_path: Path) -> None:
    path = tmp_path / "told.en.txt"
    path.write_text("war peace | War came. \n- | It rained.\n\nwar | It went on.\n", encoding="utf-8")
    document, events = read_account(path)
    assert document.text == "War came. It rained.\n\nIt went on."
    assert [document.sentence_text(s.index) for s in document.sentences] == ["War came.", "It rained.", "It went on."]
    assert [s.paragraph for s in document.sentences] == [0, 0, 1]
    assert events == (("war", "peace"), (), ("war",))


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_accounts_of_both_languages_tell_the_same_matters(topic: Topic) -> None:
    languages = {name: document.lang for name, document in topic.documents.items()}
    both = [e for e, places in topic.told.items() if {languages[name] for name, _ in places} == {"zh", "en"}]
    assert len(both) >= 15
