"""Differences are told by whole words, and only what a reader calls one."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.duplicates import differences
from aligner.duplicates.difference import _DIRECT
from aligner.duplicates.disagreement import disagreements
from aligner.records import FlagKind


def told(a, b):
    return [(d.kind, a[d.a.start : d.a.end], b[d.b.start : d.b.end]) for d in differences(a, b)]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("中国军队过江。", "中国军队过江。", []),
        ("中國軍隊過江", "中国军队过江", []),
        ("第１２军，", "第12军,", []),
        ("他说：「好」", "他说:“好”", []),
        ("A  long\nway", "a long way", []),
        ("斯大林同意出兵", "毛泽东同意出兵", [("replaced", "斯大林", "毛泽东")]),
        ("朝鲜人民军南下", "朝鲜义勇军南下", [("replaced", "朝鲜人民军", "朝鲜义勇军")]),
        ("他们不知道", "他们知道", [("removed", "不", "")]),
        ("He will be sent", "He will not be sent", [("added", "", "not")]),
        ("35,000 men", "36,000 men", [("replaced", "35,000", "36,000")]),
        ("in May 1950 he", "in June 1950 he", [("replaced", "May", "June")]),
        ("", "新增", [("added", "", "新增")]),
    ],
)
def test_differences(a, b, expected):
    assert told(a, b) == expected


@settings(max_examples=60, deadline=None)
@given(st.text("中国军队过江，。ab 1", max_size=40), st.text("中国军队过江，。ab 1", max_size=40))
def test_what_is_not_told_is_the_same(a, b):
    """Taking out both sides of every difference leaves equal texts; the spans are in order and inside."""
    found = differences(a, b)
    rest_a, rest_b = a, b
    for d in reversed(found):
        rest_a = rest_a[: d.a.start] + "\0" + rest_a[d.a.end :]
        rest_b = rest_b[: d.b.start] + "\0" + rest_b[d.b.end :]
    assert "".join(rest_a.split()) == "".join(rest_b.split())
    assert all(x.a.end <= y.a.start and x.b.end <= y.b.start for x, y in pairwise(found))


def test_long_copies_are_compared_piece_by_piece():
    a = "".join(f"第{k}句说的是第{k * 7}件事。" for k in range(_DIRECT))
    b = a.replace("第1500句", "第9句")
    assert len(told(a, b)) == 1


@pytest.mark.parametrize(
    ("a", "b", "lang", "expected"),
    [
        ("派三万五千人过江", "派35000人过江", "zh", ()),
        ("派三万五千人过江", "派三万六千人过江", "zh", (FlagKind.NUMBER,)),
        ("10月2日致电北京", "10月3日致电北京", "zh", (FlagKind.DATE,)),
        ("他不同意这个建议", "他同意这个建议", "zh", (FlagKind.NEGATION,)),
        ("里面压着她从来不穿的缎子袄", "里头压着她从来没穿过的缎子袄", "zh", ()),
        ("They did not cross the river.", "They never crossed the river.", "en", ()),
        ("不过他同意这个建议", "他同意这个建议", "zh", ()),
        ("斯大林的回电", "毛泽东的回电", "zh", (FlagKind.NAME,)),
        ("他同意这个建议", "他赞成这个建议", "zh", ()),
        ("They never crossed the river.", "They crossed the river.", "en", (FlagKind.NEGATION,)),
        ("Stalin wired on Monday evening", "Shtykov wired on Monday evening", "en", (FlagKind.NAME,)),
        ("the troops crossed", "the soldiers crossed", "en", ()),
        ("Thirty-five tanks and a great many guns came", "Thirty-five tanks", "en", ()),
    ],
)
def test_disagreements(a, b, lang, expected):
    assert disagreements(a, b, lang) == expected
