"""The accounts of benchmarks/accounts: read as they are written, with events that can be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accounts import UNTOUCHED, Topic, passages, read_account, topics

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


def test_the_untouched_topics_are_among_them() -> None:
    """A misspelt name would leave a topic among those that were looked at, without a word."""
    names = {topic.name for topic in TOPICS}
    assert names > UNTOUCHED


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.name)
def test_every_line_is_one_sentence_of_its_account(topic: Topic) -> None:
    for document in topic.documents.values():
        sentences = [document.sentence_text(s.index) for s in document.sentences]
        assert all(sentences)
        assert len(set(sentences)) == len(sentences)
        assert not any("|" in sentence or "\t" in sentence for sentence in sentences)


@pytest.mark.parametrize("name", ["flood", "nixon"])
def test_an_event_is_told_by_two_accounts(name: str) -> None:
    """One that a single account tells is no link, and its mark most likely a misspelt name."""
    told = next(topic.told for topic in TOPICS if topic.name == name)
    assert [event for event, places in told.items() if len({document for document, _ in places}) < 2] == []
