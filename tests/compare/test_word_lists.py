"""A list of words as one pattern finds what each word by itself finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.compare.word_lists import any_word

WORDS = ["not only", "not", "n't", "fail*", "no. ", "no"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("he did not", ["not"]),
        ("not only he", ["not only"]),
        ("don't", ["n't"]),
        ("a knot", []),
        ("nothing", []),
        ("failures", ["failures"]),
        ("no. 5", ["no. "]),
        ("no one", ["no"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert re.findall(any_word(WORDS), text) == found


def one_by_one(words: list[str], text: str) -> list[tuple[int, str]]:
    """The first word of the list that fits at each place, from left to right."""
    found = []
    at = 0
    while at < len(text):
        for word in words:
            begins = at == 0 or not text[at - 1].isalnum() or word == "n't"
            stem = word.rstrip("*")
            end = at + len(stem)
            if begins and text.startswith(stem, at):
                while word.endswith("*") and end < len(text) and text[end].isalnum():
                    end += 1
                if word.endswith("*") or not stem[-1].isalnum() or word == "n't" or not text[end : end + 1].isalnum():
                    found.append((at, text[at:end]))
                    at = end
                    break
        else:
            at += 1
    return found


@given(
    st.lists(st.sampled_from(["not", " ", "only", "n't", "do", "fail", "ing", "no", ".", "'"]), max_size=9).map("".join)
)
def test_as_one_by_one(text: str) -> None:
    assert [(m.start(), m.group()) for m in re.finditer(any_word(WORDS), text)] == one_by_one(WORDS, text)


def test_no_words_find_nothing() -> None:
    assert re.findall(any_word([]), "not at all") == []
