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
    assert UnknownNames(NAMES).renderings([english], 0.8).get(english) == chinese


@pytest.mark.parametrize("english", ["Bondarenko", "Zhang Diming", "Pak Hon-yong", "Kvesic", "Macbeth", "Washington"])
def test_each_name_by_itself_says_the_same(english: str) -> None:
    """`rendering` reads one name at a time and looks at everything."""
    slow = [n for n in NAMES if (r := rendering(english, n)) is not None and r.score >= 0.8 and len(r.span) > 1]
    found = UnknownNames(NAMES).renderings([english], 0.8).get(english)
    assert found in slow if slow else found is None


def test_no_names() -> None:
    assert UnknownNames(()).renderings(["Bondarenko"], 0.8) == {}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("Chang Kuo-t'ao", "张国焘"), ("Po Ku", "博古"), ("Wuch'i", "吴起"), ("Wu Ch'i-wei", "吴奇伟"), ("Bogus", None)],
)
def test_known_names_are_spelled_in_other_systems_too(english: str, chinese: str | None) -> None:
    """The gazetteer has 张国焘 as Zhang Guotao alone; of 吴起 and 吴奇伟 each has its own letters."""
    search = UnknownNames((), ("吴奇伟", "吴起", "博古", "张国焘"))
    assert search.renderings([english], 0.8).get(english) == chinese


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("Chuwangtai", "楚望台"), ("Liangbi", "良弼"), ("Tuan Fang", "端方"), ("Hankow", "汉口"), ("Wuhu", None)],
)
def test_names_that_no_reader_saw_are_spelled_in_the_text(english: str, chinese: str | None) -> None:
    text = "炮兵直奔楚望台军械库，端方后来被杀，汉口起火，被炸的是良弼。"
    assert UnknownNames((), (), text).renderings([english], 0.8).get(english) == chinese


def test_what_is_heard_belongs_to_the_name_that_it_sounds_most_like() -> None:
    search = UnknownNames(("皮尔逊", "臣蒙克顿"))
    found = search.renderings(["Mike Pearson", "Walter Monckton", "Harold Wilson"], 0.8)
    assert found == {"Mike Pearson": "皮尔逊", "Walter Monckton": "蒙克顿"}
