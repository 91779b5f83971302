from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.segment.words import words


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("The U.S. agreed.", "en", ["The", "U.S.", "agreed"]),
        ("Stalin’s well-known plan, Dal'nego", "en", ["Stalin’s", "well-known", "plan", "Dal'nego"]),
        ("1,100.5 men in 1950. 38th", "en", ["1,100.5", "men", "in", "1950", "38th"]),
        ("“naïve” — café", "en", ["naïve", "café"]),
        ("", "en", []),
        ("斯大林给毛泽东发电报。", "zh", ["斯大林", "给", "毛泽东", "发电报"]),
        ("共产党员，3.5万人", "zh", ["共产党员", "3.5", "万人"]),
        ("USSR与NATO", "zh", ["USSR", "与", "NATO"]),
        ("。，、", "zh", []),
    ],
)
def test_words(text, lang, expected):
    assert [text[s.start : s.end] for s in words(text, lang)] == expected


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60), st.sampled_from(["zh", "en"]))
def test_words_are_spans_in_order_that_hold_every_letter(text, lang):
    found = words(text, lang)
    assert all(a.end <= b.start for a, b in pairwise(found))
    held = {i for s in found for i in range(s.start, s.end)}
    assert all(i in held for i, c in enumerate(text) if c.isalpha())
    assert all(any(c.isalnum() for c in text[s.start : s.end]) for s in found)


def test_rjieba_cuts_as_jieba_does():
    """The Rust port stands for jieba: same dictionary, same model."""
    import jieba

    text = "朝鲜劳动党政治局召开会议，讨论并通过了给斯大林写信和要求苏联用空军援助朝鲜的决议。什特科夫与之会见。"
    ours = [text[s.start : s.end] for s in words(text, "zh")]
    assert ours == [w for w in jieba.cut(text) if any(c.isalnum() for c in w)]
