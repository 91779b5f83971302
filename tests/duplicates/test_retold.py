"""Retold passages are found by what they tell, and nothing is told twice that is not."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.duplicates import find_duplicates
from aligner.duplicates.crowding import crowding
from aligner.duplicates.ngrams import SIZES, NGrams
from aligner.duplicates.retold import best_runs, rarer, same_subject
from aligner.embed import load_encoder
from aligner.records import Document, RepeatKind, Role, Sentence, Span
from aligner.settings import DuplicateSettings

from .oracles import tfidf_cosine
from .texts import document

DIM = 64
CORPUS = Path(__file__).parents[2] / "corpus"


def told(*sentences, name="a.txt", noise=0.35, seed=0):
    """A document of (language, meaning) sentences, and vectors: a direction a meaning, blurred by `noise`.

    Every sentence has words of its own, so that no two are copies.
    """
    rng = np.random.default_rng(seed)
    meanings = np.random.default_rng(99).normal(size=(1000, DIM))
    text, spans, rows = "", [], []
    for lang, meaning in sentences:
        letters = [chr(c) for c in (rng.integers(0x4E00, 0x9000, 30) if lang == "zh" else rng.integers(97, 123, 90))]
        line = "".join(letters)
        spans.append(Sentence(len(spans), Span(len(text), len(text) + len(line)), len(spans), Role.BODY, lang))
        text += line + "\n"
        rows.append(meanings[meaning] / np.linalg.norm(meanings[meaning]) + noise * rng.normal(size=DIM) / np.sqrt(DIM))
    vectors = np.array(rows, dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Document(name, sentences[0][0], text, tuple(spans)), vectors


def found(*made, **options):
    documents = [d for d, _ in made]
    groups = find_duplicates(documents, {d.name: v for d, v in made}, DuplicateSettings(**options))
    assert all(g.kind is RepeatKind.RETOLD for g in groups)
    starts = {(d.name, s.span.start): s.index for d in documents for s in d.sentences}
    ends = {(d.name, s.span.end): s.index + 1 for d in documents for s in d.sentences}
    return [
        [(m.document, starts[m.document, m.span.start], ends[m.document, m.span.end]) for m in g.members]
        for g in groups
    ]


def test_a_passage_told_again_in_the_same_language():
    plain = [("zh", k) for k in range(200)]
    assert found(told(*plain, *plain[50:54])) == [[("a.txt", 50, 54), ("a.txt", 200, 204)]]


def test_a_passage_and_its_translation_in_one_document():
    zh = [("zh", k) for k in range(200)]
    assert found(told(*zh, *(("en", k) for k in range(20, 25)))) == [[("a.txt", 20, 25), ("a.txt", 200, 205)]]


def test_sentence_by_sentence_translation():
    """Each Chinese sentence with its English one right behind it: a group for each pair."""
    both = [(lang, k) for k in range(20, 26) for lang in ("zh", "en")]
    groups = found(told(*(("zh", 100 + k) for k in range(60)), *both, *(("en", 300 + k) for k in range(60))))
    assert groups == [[("a.txt", 60 + k, 61 + k), ("a.txt", 61 + k, 62 + k)] for k in range(0, 12, 2)]


def test_across_documents_languages_are_compared_when_asked_for():
    zh = told(*(("zh", k) for k in range(150)), name="a.txt")
    en = told(*(("en", k) for k in range(300, 400)), *(("en", k) for k in range(30, 36)), name="b.txt", seed=1)
    assert found(zh, en) == []
    assert found(zh, en, across_documents=True) == [[("a.txt", 30, 36), ("b.txt", 100, 106)]]


def test_nothing_is_told_twice_in_ten_thousand_sentences():
    assert found(told(*(("zh", k % 1000 if k < 1000 else k - 1000) for k in range(1000)), noise=0.6)) == []


def test_retold_can_be_left_out():
    plain = [("zh", k) for k in range(60)]
    assert found(told(*plain, *plain[20:24]), retold=False) == []


@pytest.mark.parametrize(
    ("pairs", "runs"),
    [
        ([], []),
        ([(3, 40, 3.5)], [[(3, 40)]]),
        ([(3, 40, 1.0)], []),
        ([(3, 40, 0.0), (4, 41, 0.0)], [[(3, 40), (4, 41)]]),
        ([(3, 40, 0.0), (5, 42, 0.0), (9, 60, -1.0)], [[(3, 40), (5, 42)]]),
        ([(3, 40, 0.0), (4, 39, 0.0)], []),  # in another order: no passage
        ([(3, 40, 0.0), (3, 41, 0.0), (3, 42, 0.0)], []),  # one sentence like three in a row: of one subject
    ],
)
def test_runs(pairs, runs):
    assert [[(i, j) for i, j, _ in run] for run, _ in best_runs(pairs)] == runs


@pytest.mark.parametrize(("sentences", "less"), [(1, 1.2), (200, 1.2), (450, 2.1), (1000, 3.0), (50_000, 3.0)])
def test_a_short_text_holds_fewer_likenesses_by_chance(sentences, less):
    assert rarer(sentences) == pytest.approx(less, abs=0.01)
    pairs = [(3, 40, less + 0.1), (8, 50, less - 0.1)]
    assert [run for run, _ in best_runs(pairs, rarer(sentences))] == [pairs[:1]]


def test_a_sentence_is_told_again_in_a_chapter_though_a_book_would_not_show_it():
    encoder = load_encoder("embedded")
    once = "祖母把铜锁的钥匙缝在枕头里，临走前谁也没有告诉，箱子是后来劈开的。"
    again = "奶奶过世时没说钥匙藏在哪里，家里人只好砍开箱子，多年后才在她的枕头里摸到那把铜钥匙。"
    other = (CORPUS / "zh" / "03-night-lamp.txt").read_text(encoding="utf-8")
    text = f"{once}\n{other}\n{again}"
    read = document(text)
    (group,) = find_duplicates([read], {read.name: encoder.encode(read.matching_texts)}, DuplicateSettings())
    assert [read.slice(m.span) for m in group.members] == [once, again]


@pytest.mark.parametrize(("apart", "odds"), [(4, 3.0), (8, 2.3), (20, 1.4), (21, 0.0)])
def test_what_is_alike_on_one_page_is_of_one_subject_first(apart, odds):
    assert same_subject([(30, 30 + apart, 1.0), (31, 31 + apart, 2.0)], 1000) == pytest.approx(odds, abs=0.05)
    assert same_subject([(30, 30 + apart, 1.0)], 40) < 0.5  # in a short text all stands close by


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("abc 中国", min_size=1, max_size=30), min_size=2, max_size=6), st.sampled_from(["zh", "en"]))
def test_wording_is_the_cosine_of_weighted_ngrams(texts, lang):
    pairs = np.array([(i, j) for i in range(len(texts)) for j in range(len(texts))], dtype=np.int32)
    expected = [tfidf_cosine(texts, i, j, SIZES[lang]) for i, j in pairs.tolist()]
    assert NGrams(texts, lang).cosines(pairs) == pytest.approx(expected, abs=1e-4)


def test_crowding_leaves_out_the_pair_itself():
    values = np.array([[0.9, 0.5, 0.3, 0.2, 0.1]], dtype=np.float32)
    row = np.array([0], dtype=np.int32)
    assert crowding(values, row, np.array([0.9], np.float32), 4) == pytest.approx([0.275])
    assert crowding(values, row, np.array([0.05], np.float32), 4) == pytest.approx([0.475])
    assert crowding(values, row, np.array([0.5], np.float32), 1) == pytest.approx([0.9])
