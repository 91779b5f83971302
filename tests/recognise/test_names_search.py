"""Chinese names that no gazetteer knows, found by English ones: the search agrees with the slow way."""

from __future__ import annotations

import pytest

from aligner.recognise.names_rendering import rendering
from aligner.recognise.names_search import UnknownNames

NAMES = ("邦达连科", "张迪鸣", "毕笠", "克韦西奇", "丁子霖", "朴宪永", "奥密克戎")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Bondarenko", "邦达连科"),
        ("General Bondarenko", "邦达连科"),
        ("Zhang Diming", "张迪鸣"),
        ("Diming Zhang", "张迪鸣"),
        ("Chang Ti-ming", "张迪鸣"),
        ("Pak Hon-yong", "朴宪永"),
        ("Omicron", "奥密克戎"),
        ("Macbeth", None),
        ("Shtykov", None),  # known, and not by one of these forms
        ("Li", None),
        ("Paris", None),
    ],
)
def test_found_by_spelling_or_by_sound(english: str, chinese: str | None) -> None:
    assert UnknownNames(NAMES).rendering(english, 0.8) == chinese


@pytest.mark.parametrize("english", ["Bondarenko", "Zhang Diming", "Pak Hon-yong", "Kvesic", "Macbeth", "Washington"])
def test_each_name_by_itself_says_the_same(english: str) -> None:
    """`rendering` reads one name at a time and looks at everything."""
    slow = [n for n in NAMES if (r := rendering(english, n)) is not None and r.score >= 0.8 and len(r.span) > 1]
    found = UnknownNames(NAMES).rendering(english, 0.8)
    assert found in slow if slow else found is None


def test_no_names() -> None:
    assert UnknownNames(()).rendering("Bondarenko", 0.8) is None
