"""aligner-review.json, read: what the page saves, and what is none of it."""

import json

import pytest

from aligner.errors import InputError
from aligner.records import FlagKind, Verdict
from aligner.review.file import read_review

LINK = {
    "verdict": "confirmed",
    "zh": {"document": "a.zh.txt", "sentences": [2, 3], "texts": ["甲。", "乙。"]},
    "en": {"document": "a.en.txt", "sentences": [4], "texts": ["A and B."]},
}
DISMISSED = {"kind": "date", "zh_document": "a.zh.txt", "en_document": "a.en.txt", "zh": ["五月"], "en": ["June"]}


def record(**changes):
    return {
        "format": "aligner-review",
        "schema": 1,
        "signature": "s",
        "links": [LINK],
        "dismissed": [DISMISSED],
    } | changes


def saved(tmp_path, content):
    path = tmp_path / "aligner-review.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_what_the_page_saves(tmp_path):
    review = read_review(saved(tmp_path, record()))
    (link,), (dismissed,) = review.links, review.dismissed
    assert (link.verdict, link.zh.sentences, link.en.texts) == (Verdict.CONFIRMED, (2, 3), ("A and B.",))
    assert (dismissed.kind, dismissed.zh, dismissed.en) == (FlagKind.DATE, ("五月",), ("June",))


def test_what_a_later_version_adds_is_passed_over(tmp_path):
    assert read_review(saved(tmp_path, record(reviewer="Li", links=[LINK | {"remark": "sure"}]))).links


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("not json", "no review that the page saved"),
        ("[]", "no review that the page saved"),
        ({"format": "aligner-comparison", "schema": 1}, "no review that the page saved"),
        (record(schema=2), "schema 2"),
        (record(links=[LINK | {"verdict": "perhaps"}]), "perhaps"),
        (record(links=[{"verdict": "removed"}]), "zh"),
        (record(links=[LINK | {"en": {"document": "a", "sentences": [4], "texts": []}}]), "0 texts"),
        (record(links=[LINK | {"en": {"document": "a", "sentences": [], "texts": []}}]), "sentences []"),
        (record(links=[LINK | {"en": {"document": "a", "sentences": [-1], "texts": ["A"]}}]), "-1"),
        (record(links=[LINK | {"en": {"document": "a", "sentences": [1], "texts": "A"}}]), "not a list of texts"),
        (record(dismissed=[DISMISSED | {"kind": "mood"}]), "mood"),
    ],
)
def test_anything_else_is_refused_in_one_line_that_names_the_file(tmp_path, content, told):
    with pytest.raises(InputError) as error:
        read_review(saved(tmp_path, content))
    assert told in error.value.tell("en")
    assert "aligner-review.json" in error.value.tell("zh")
    assert "\n" not in error.value.tell("en")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"aligner-review\.json"):
        read_review(tmp_path / "aligner-review.json")
