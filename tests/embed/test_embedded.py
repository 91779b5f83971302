"""The encoder that ships."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.embed import AdditiveEncoder, load_encoder
from aligner.embed.adding import CHUNK
from aligner.embed.embedded import MANY, MODEL, EmbeddedEncoder
from aligner.records import Lang, Span

LIMIT = 25_000_000  # bytes of the model folder
PAIRS = [
    ("斯大林同意金日成的计划。", "Stalin agreed to Kim Il Sung's plan."),
    ("图书馆星期天不开门。", "The library is closed on Sundays."),
    ("1950年6月25日，战争爆发。", "War broke out on 25 June 1950."),
    ("她给孩子们讲了一个故事。", "She told the children a story."),
    ("雨下了整整一夜。", "It rained all night long."),
]


@pytest.fixture(scope="module")
def encoder() -> EmbeddedEncoder:
    return EmbeddedEncoder()


def test_by_name() -> None:
    encoder = load_encoder("embedded")
    assert isinstance(encoder, AdditiveEncoder)
    assert encoder.name == EmbeddedEncoder().name
    assert encoder.name.startswith("embedded-")


def test_translations_find_each_other(encoder: EmbeddedEncoder) -> None:
    zh, en = (encoder.encode(side) for side in zip(*PAIRS, strict=True))
    cosine = zh @ en.T
    assert (cosine.argmax(axis=0) == range(len(PAIRS))).all()
    assert (cosine.argmax(axis=1) == range(len(PAIRS))).all()


def test_traditional_and_simplified_are_one(encoder: EmbeddedEncoder) -> None:
    a, b = encoder.encode(["中國人民解放軍的領導", "中国人民解放军的领导"])
    assert a @ b == pytest.approx(1, abs=1e-5)


def test_rows_have_length_one_and_nothing_known_is_zero(encoder: EmbeddedEncoder) -> None:
    rows = encoder.encode(["战争", "", "\U0001f600", "war"])
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 0, 0, 1], abs=1e-5)
    assert encoder.encode([]).shape == (0, rows.shape[1])


@settings(max_examples=50, deadline=None)
@given(texts=st.lists(st.text("战争爆发了，the war began 1950.", max_size=12), max_size=6))
def test_sums_add_up(encoder: EmbeddedEncoder, texts: list[str]) -> None:
    whole = encoder.sums([" ".join(texts)])[0]
    assert encoder.sums(texts).sum(axis=0) == pytest.approx(whole, abs=1e-3)


def test_many_texts_are_as_few(encoder: EmbeddedEncoder) -> None:
    texts = [f"{n} 年的战争 war of {n}" if n % 7 else "" for n in range(MANY + 2 * CHUNK + 5)]
    assert encoder.encode(texts)[::50] == pytest.approx(encoder.encode(texts[::50]), abs=1e-6)


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("斯大林，同意", "zh", ["斯大林", "，", "同意"]),
        ("The Kwantung-Army’s HQ", "en", ["The", "Kwantung", "-", "Army", "’s", "HQ"]),
        ("臺灣½第", "zh", ["臺灣", "½", "½", "第"]),
        ("Shtykov", "en", ["Shtykov"]),
        (" \u200b ", "en", []),
    ],
)
def test_tokens_stand_in_the_text(encoder: EmbeddedEncoder, text: str, lang: Lang, words: list[str]) -> None:
    assert [text[t.span.start : t.span.end] for t in encoder.tokens(text, lang)] == words


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.one_of(st.sampled_from("the wars of 1950 龍頭髮战争ＡＢ'é，½"), st.characters()), max_size=30))
def test_tokens_add_up_to_the_text(encoder: EmbeddedEncoder, text: str) -> None:
    tokens = encoder.tokens(text, "zh")
    total = sum((t.weight * t.vector for t in tokens), np.zeros(encoder.sums([""]).shape[1], np.float32))
    assert total == pytest.approx(encoder.sums([text])[0], abs=1e-3)
    assert all(np.linalg.norm(t.vector) == pytest.approx(1, abs=1e-5) for t in tokens)
    assert all(t.span.end <= len(text) and len(t.span) > 0 for t in tokens)
    assert [t.span for t in tokens] == sorted((t.span for t in tokens), key=lambda span: (span.start, span.end))


def test_the_folder_is_small_enough_to_ship() -> None:
    assert sum(f.stat().st_size for f in MODEL.rglob("*") if f.is_file()) <= LIMIT


def test_sentence_transformers_loads_the_same_model(encoder: EmbeddedEncoder) -> None:
    from sentence_transformers import SentenceTransformer

    texts = [text for pair in PAIRS for text in pair]
    texts += [
        "臺灣的頭髮",
        "don’t “stop”",
        "１９５０",
        "Éléonore’s naïve",
        "二十三",
        "x" * 200,
        "龘" * 120,
        "\ufeffBOM\u00a0b",
        "",
        "😀",
    ]
    theirs = SentenceTransformer(str(MODEL), device="cpu").encode(texts)
    assert encoder.encode(texts) == pytest.approx(theirs, abs=1e-3)


def test_starting_imports_nothing_heavy() -> None:
    code = (
        "import sys; from aligner.embed import load_encoder; load_encoder().encode(['a']);"
        "heavy = {'torch', 'numba', 'opencc', 'scipy', 'tokenizers', 'jieba', 'rjieba'} & set(sys.modules);"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "text", ["九月十五日，志愿军 crossed the Yalu, 第三十九軍 entered Unsan.", "Ǆurđević ﬁne Ａ軍", "☃☃", ""]
)
def test_tokens_in_columns_are_those_one_by_one(text: str) -> None:
    """Every token stands at its characters, in order; those that touch a span are found; slices are tokens again."""
    tokens = EmbeddedEncoder().tokens(text, "en")
    assert [t.span.start for t in tokens] == list(tokens.starts)
    assert all(a.span.end <= b.span.start for a, b in pairwise(tokens))
    assert all(np.linalg.norm(t.vector) == pytest.approx(1, abs=1e-5) and t.weight > 0 for t in tokens)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            span = Span(start, end)
            assert list(tokens.within(span)) == [i for i, t in enumerate(tokens) if t.span.overlaps(span)]
    assert [t.span for t in tokens[1:3]] == [t.span for t in tokens][1:3]
    sums = sum((t.vector * t.weight for t in tokens), np.zeros(tokens.vectors.shape[1], np.float32))
    assert np.allclose(sums, EmbeddedEncoder().sums([text])[0], atol=1e-4)
