"""How the embedded encoder is made, on small matter."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from aligner.embed.embedded import EmbeddedEncoder
from aligner.embed.pieces import BEGIN, Pieces
from training.__main__ import make
from training.choose import ChooseOptions, choose_pieces
from training.data import Corpus, Side, cut_sources, glosses
from training.features import build_features, shared, stem
from training.numerals import chinese_value, english_value
from training.retrieval import precision_at_1
from training.ship import quantise
from training.trainer import SourceOptions, TrainOptions, train


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("十五", 15), ("二十", 20), ("一百零五", 105), ("三百五", 350), ("一千零三", 1003), ("一万二", 12000),
        ("三万五千", 35000), ("三亿五千万", 350_000_000), ("一亿零五十万", 100_500_000), ("一九五〇", 1950),
        ("两", 2), ("万一", None), ("千万", None),
        ("战争", None), ("", None),
    ],
)  # fmt: skip
def test_chinese_numbers(word: str, value: int | None) -> None:
    assert chinese_value(word) == value


def test_english_numbers() -> None:
    assert [english_value(w) for w in ("fifteen", "twenty", "war")] == [15, 20, None]


@pytest.mark.parametrize(
    "forms", [("studies", "studied", "study"), ("rulers", "ruler"), ("made", "mad"), ("agreed", "agree")]
)
def test_forms_of_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        ("统治者", ["统", "治", "者", "pair:统治", "pair:治者"]),
        ("战争", ["战", "争"]),
        ("战", []),
        ("十五", ["十", "五", "value:15"]),
        (BEGIN + "fifteen", ["stem:fifteen", "start:fifte", "value:15"]),
        (BEGIN + "15", ["value:15"]),
        (BEGIN + "007", ["value:007"]),
        ("kov", []),
        (BEGIN, []),
    ],
)
def test_what_a_piece_shares(piece: str, names: list[str]) -> None:
    assert shared(piece) == names


def test_rows_of_a_group_are_the_same() -> None:
    pieces = ["战", "争", "战争", "和", "和战", BEGIN + "war", BEGIN + "wars"]
    features = build_features(pieces, np.array([0, 1, 2, 3, 4, 2, 2]))
    rows = [features.rows[a:b].tolist() for a, b in zip(features.offsets, features.offsets[1:], strict=False)]
    assert rows[2] == rows[5] == rows[6]
    assert rows[2][0] == 2
    assert rows[4] == [4, 3, 0]


def test_glosses_say_what_words_mean() -> None:
    found = set(glosses())
    assert ("整训", "drill troops") in found
    assert not any("CL:" in gloss or "[" in gloss for _, gloss in found)


def planted(random: np.random.Generator, words: int = 60, pairs: int = 600) -> tuple[list[str], Corpus]:
    """Texts in two made-up languages that translate word for word."""
    names = [chr(0x4E00 + i) for i in range(words)] + [BEGIN + f"w{i}" for i in range(words)]
    texts = [random.choice(words, random.integers(2, 7), replace=False) for _ in range(pairs)]
    starts = np.cumsum([0, *map(len, texts)])
    flat = np.concatenate(texts).astype(np.int32)
    return names, Corpus(Side(flat, starts), Side(flat + words, starts), {"all": (0, pairs)})


def test_a_planted_language_is_learned_and_twice_alike() -> None:
    names, corpus = planted(np.random.default_rng(0))
    options = TrainOptions(dim=16, epochs=8, batch=64, rate=0.05, block=1, join=0)
    tables = []
    for _ in range(2):
        *_, last = train(corpus, build_features(names), {"all": SourceOptions()}, options, lambda line: None)
        tables.append(last.table)
    assert np.allclose(*tables, atol=1e-4)
    unit = tables[0] / np.linalg.norm(tables[0], axis=1, keepdims=True)
    assert precision_at_1(unit[:60], unit[60:]) > 0.95


def test_dictionary_partners_share_a_row() -> None:
    names = ["鹅掌楸", BEGIN + "tuliptree", "战争", BEGIN + "war", BEGIN + "zebra", BEGIN + "zebras"]
    words = [(0, 1), (2, 3), (2, 3), (2, 3), (2, 4), (2, 5)]
    starts = np.arange(len(words) + 1)
    zh, en = (Side(np.array([w[side] for w in words], np.int32), starts) for side in (0, 1))
    corpus = Corpus(zh, en, {"dictionary": (0, len(words))})
    first = np.ones((6, 4), np.float32), np.zeros((6, 4), np.float32)
    kept, rows_of = choose_pieces(
        names, corpus, {"dictionary": 1}, ["dictionary"], first, ChooseOptions(rows=6, common=2)
    )
    rows = dict(zip(kept, rows_of.tolist(), strict=True))
    assert rows["鹅掌楸"] == rows[BEGIN + "tuliptree"]
    assert rows[BEGIN + "zebra"] == rows[BEGIN + "zebras"]
    assert len(set(rows.values())) == 4


def test_quantised_rows_are_near() -> None:
    table = np.random.default_rng(1).standard_normal((20, 256)).astype(np.float32)
    rows, weights = quantise(table)
    error = np.linalg.norm(rows * weights[:, None] - table, axis=1) / np.linalg.norm(table, axis=1)
    assert error.max() < 0.01


def test_sources_are_cut_and_empty_sides_left_out(tmp_path: Path) -> None:
    rows = [("战争", "war"), ("…", "war"), ("战", "war"), ("战争", "war")]
    lines = [json.dumps({"zh": zh, "en": en}) for zh, en in rows]
    (tmp_path / "some.jsonl").write_text("\n".join(lines), encoding="utf-8")
    pieces = Pieces({"战争": 0, "战": 1, BEGIN + "war": 2})
    corpus = cut_sources(tmp_path, ["some"], pieces.of_text)
    assert corpus.zh.pieces.tolist() == [0, 1]
    assert corpus.sources == {"some": (0, 2)}


def test_the_command_makes_a_model_that_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sentencepiece")
    monkeypatch.setenv("ALIGNER_SHARED", str(tmp_path))
    words = [
        ("战争", "war"),
        ("和平", "peace"),
        ("中国", "china"),
        ("朝鲜", "korea"),
        ("电报", "telegram"),
        ("会谈", "talks"),
    ]
    random = np.random.default_rng(5)
    with (tmp_path / "some.jsonl").open("w", encoding="utf-8") as file:
        for _ in range(400):
            chosen = [words[i] for i in random.choice(len(words), 3, replace=False)]
            row = {"zh": "，".join(zh for zh, _ in chosen), "en": ", ".join(en for _, en in chosen)}
            file.write(json.dumps(row) + "\n")
    config = {
        "train": {"dim": 16, "epochs": 3, "batch": 32, "rate": 0.05},
        "first": {"epochs": 1},
        "choose": {"rows": 500, "common": 400},
        "vocabulary": {},
        "weights": {"some": 1.0},
        "sources": {"some": {}},
    }
    make(tmp_path, tmp_path / "model", config)
    encoder = EmbeddedEncoder(tmp_path / "model")
    zh, en = (encoder.encode(side) for side in zip(*words, strict=True))
    assert precision_at_1(zh, en) == 1.0
