"""Names heard at once are those that are heard one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.recognise.names_hearing import NOTHING, Hearing
from aligner.recognise.names_sound import hear

CHARS = "什特科夫斯大林麦克阿瑟罗申赫鲁晓艾登皮尔逊·维拉"
NAMES = st.lists(st.text(CHARS, min_size=1, max_size=6), min_size=1, max_size=6)
WORDS = st.one_of(
    st.sampled_from(("Shtykov", "Stalin", "MacArthur", "Roshchin", "Khrushchev", "Eden", "Pearson", "Oe", "Ó Briain")),
    st.text("aeiouklmnrstv", max_size=8),
)


@settings(max_examples=150, deadline=None)
@given(NAMES, WORDS)
def test_heard_at_once_and_one_by_one(names: list[str], word: str) -> None:
    ratios, begins, ends = Hearing(names, [len(name) for name in names]).hear(word)
    for k, name in enumerate(names):
        heard = hear(word, name)
        if heard is None:
            assert ratios[k] == NOTHING
        else:
            assert (begins[k], ends[k]) == (heard.start, heard.end)
            assert ratios[k] == pytest.approx(heard.ratio, abs=1e-9)


def test_where_a_stretch_may_begin() -> None:
    """皮尔逊 stands in 威廉·皮尔逊, but not at its beginning."""
    names = ["皮尔逊", "威廉·皮尔逊"]
    anywhere, begins, _ = Hearing(names, [9, 9]).hear("Pearson")
    assert begins.tolist() == [0, 3]
    at_once, _, _ = Hearing(names, [0, 1]).hear("Pearson")
    assert at_once[0] == anywhere[0]
    assert at_once[1] < anywhere[1]


def test_no_names_and_no_letters() -> None:
    assert len(Hearing([], []).hear("Pearson")[0]) == 0
    assert Hearing(["皮尔逊"], [0]).hear("P")[0].tolist() == [NOTHING]
