"""Letters are counted alike one by one and all at once, and words of the lexicon stand alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.records import Span
from aligner.segment.english import _MAY_HOLD_URL, _URL
from aligner.segment.lexicon import _any_word
from aligner.segment.script import letters_in, letters_of

TEXTS = st.text(st.sampled_from("ab Zé中〇龥𠀀。1\ud800あ"), max_size=40)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_letters_of_many_stretches_at_once(text, places):
    spans = [Span(*sorted((min(a, len(text)), min(b, len(text))))) for a, b in places]
    spans = [s for s in spans if len(s)]
    assert letters_in(text, spans).tolist() == [list(letters_of(text[s.start : s.end])) for s in spans]


@given(st.text("Iwemy我ou s.'é1", max_size=30))
def test_words_stand_alone_and_ideographs_anywhere(text):
    plain = re.compile(r"\bwe\b|\bmy\b|\bI\b|\byou\b|我|我们")
    assert bool(_any_word(["we", "my", "I", "you", "我", "我们"]).search(text)) == bool(plain.search(text))


@pytest.mark.parametrize("text", ["see http://a.b/c.d", "www.a.org", "write to a.b@c.de.", "no address: ww. w:/"])
def test_where_an_address_is_the_short_pattern_sees_it(text):
    assert bool(_URL.search(text)) == bool(_MAY_HOLD_URL.search(text))
