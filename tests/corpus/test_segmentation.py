"""The segmenter finds the sentences of the sample accounts where their author put them."""

from __future__ import annotations

import re

import pytest

from aligner.read import read_texts
from aligner.records import Role, Span
from aligner.segment import segment
from aligner.settings import ReadSettings
from benchmarks.corpus import CORPUS, load_gold

GOLD = load_gold()


@pytest.mark.parametrize("name", list(GOLD.texts))
def test_sentences_are_those_of_the_gold(name: str) -> None:
    (source,), skipped = read_texts([CORPUS / name], settings=ReadSettings())
    document = segment(source)
    assert skipped == []
    assert document.text == GOLD.texts[name]
    assert document.lang == name[:2]
    found = []
    for s in document.sentences:
        if s.role is not Role.FRONT_MATTER:
            # A Markdown heading's sentence holds its "## ", which the gold, about words, leaves out.
            markup = re.match(r"#+ ", document.sentence_text(s.index))
            found.append(Span(s.span.start + (markup.end() if markup else 0), s.span.end))
    assert [document.slice(s) for s in found] == [document.slice(s) for s in GOLD.sentences[name]]
    assert found == list(GOLD.sentences[name])
