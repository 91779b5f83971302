"""The three real documents of the development data: what a reader sees in them is what the segmenter finds."""

from collections import Counter

import pytest

from aligner.read import read_texts
from aligner.segment import segment
from aligner.settings import ReadSettings
from benchmarks.harness import shared_folder

SHARED = shared_folder()
pytestmark = pytest.mark.skipif(
    SHARED is None or not (SHARED / "seeds").is_dir(), reason="no development data: set ALIGNER_SHARED"
)


@pytest.fixture(scope="module")
def seeds():
    texts, skipped = read_texts([SHARED / "seeds"], settings=ReadSettings())
    assert not skipped
    return [segment(text) for text in texts]


def paragraphs(document):
    return Counter(role for _, role in {(s.paragraph, str(s.role)) for s in document.sentences})


def headings(document):
    return [document.matching_text(s.index) for s in document.sentences if s.role == "heading"]


def test_english_article(seeds):
    document = seeds[0]
    assert document.lang == "en"
    assert paragraphs(document) == {"heading": 6, "body": 62, "quote": 7, "note": 81, "boilerplate": 30}
    assert headings(document) == [
        "Sino-Soviet Relations and the Origins of the Korean War",
        "——Soviet Strategic Goals in the Far East in Early 1950",
        "The Political Context in 1950",
        "The Impetus for Shifting Soviet Policy Toward Korea",
        "The Calculations Underlying Stalin’s New Korea Policy",
        "Concluding Remarks",
    ]
    assert all(s.lang == "zh" for s in document.sentences if s.role == "boilerplate" and s.paragraph > 80)
    assert all(
        "[" not in document.matching_text(i) or "[Kim" in document.matching_text(i) for i in document.aligned[:99]
    )
    assert sum(document.slice(m.span).startswith("[EAM") for m in document.marks) == 3


def test_chinese_interview(seeds):
    document = seeds[1]
    assert document.lang == "zh"
    assert paragraphs(document) == {"front-matter": 1, "heading": 2, "body": 31}
    glosses = [document.slice(m.span) for m in document.marks if m.kind == "gloss"]
    assert [g[1:10] for g in glosses] == ["中国长春铁路: 由", "Yalta Sys", "MiG Alley"]
    assert not any("**" in document.matching_text(i) for i in document.aligned)


def test_chinese_chapter_both_copies_alike(seeds):
    document = seeds[2]
    assert paragraphs(document) == {"body": 19, "quote": 22}
    seen = [(document.sentence_text(s.index), s.role) for s in document.sentences if s.paragraph > 0]
    half = len(seen) // 2
    assert seen[:half] == seen[half:]
