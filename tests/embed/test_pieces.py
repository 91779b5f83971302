"""Cutting into pieces: the table of cases, the slow twin, and the tokeniser that sentence-transformers reads."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.embed import bulk
from aligner.embed.bulk import BulkPieces
from aligner.embed.characters import characters, normalise_with_places
from aligner.embed.embedded import MODEL
from aligner.embed.pieces import BEGIN, FEW, RUN, Pieces
from aligner.embed.table import read_table

SMALL = {name: i for i, name in enumerate(["▁war", "▁w", "ar", "s", "研究", "研究生", "生", "命", "▁19", "50", "▁,"])}
TEXTS = st.text(
    st.one_of(st.sampled_from("the wars of 1950 龍頭髮战争ＡＢ'stnéÉ，。「“—·"), st.characters()), max_size=40
)


def slow_pieces(text: str, vocabulary: Mapping[str, int]) -> list[int]:
    """The oracle: at each place try every length, longest first."""
    found = []
    for run in RUN.findall("".join(characters().get(ord(c), c) for c in text)):
        rest, numbers = run if run[0] >= "㐀" else BEGIN + run, []
        while rest:
            length = next((n for n in range(len(rest), 0, -1) if rest[:n] in vocabulary), 0)
            if not length:
                numbers = []
                break
            numbers.append(vocabulary[rest[:length]])
            rest = rest[length:]
        found += numbers
    return found


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("war", ["▁war"]),
        ("WARS", ["▁war", "s"]),
        ("ＷＡＲ", ["▁war"]),
        ("wår", ["▁war"]),
        ("研究生命", ["研究生", "命"]),
        ("研究，生", ["研究", "▁,", "生"]),
        ("1950", ["▁19", "50"]),
        ("研发", []),  # 发 is unknown, and with it the run
        ("", []),
    ],
)
def test_cases(text: str, pieces: list[str]) -> None:
    assert Pieces(SMALL).of_text(text) == [SMALL[p] for p in pieces]


@pytest.fixture(scope="module")
def vocabulary() -> dict[str, int]:
    return read_table(MODEL).vocabulary


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_the_slow_twin_cuts_alike(text: str, vocabulary: dict[str, int]) -> None:
    pieces = Pieces(vocabulary)
    assert pieces.of_text(text) == slow_pieces(text, vocabulary)
    assert pieces.of_text(text) == slow_pieces(text, vocabulary)  # from memory
    busy = Pieces(vocabulary)
    busy._cut = FEW  # it looks up how long pieces are
    assert busy.of_text(text) == slow_pieces(text, vocabulary)


def test_the_vocabulary_is_that_of_the_tokeniser(vocabulary: dict[str, int]) -> None:
    assert vocabulary == json.loads((MODEL / "tokenizer.json").read_bytes())["model"]["vocab"]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("頭髮", "头发"),
        ("ＡＢＣ１２３", "abc123"),
        ("Éléonore", "eleonore"),
        ("e\u0301", "e"),
        ("“是。”", '"是."'),
        ("½", "1⁄2"),
        ("don’t", "don't"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_characters(text: str, normal: str) -> None:
    assert text.translate(characters()) == normal
    shown, places = normalise_with_places(text)
    assert shown == normal
    places = [(i, i + 1) for i in range(len(text))] if places is None else places
    assert len(places) == len(normal)
    assert all(0 <= a < b <= len(text) for a, b in places)


def text_by_text(texts: list[str], pieces: Pieces) -> tuple[list[int], list[int]]:
    found = [pieces.of_text(text) for text in texts]
    return [sum(map(len, found[:i])) for i in range(len(texts) + 1)], [number for each in found for number in each]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["", "the war", ""],
        ["研究生命", "研究生", "命"],  # nothing crosses from text to text
        ["China's it'S don't 's 'll rock'n'roll it's'", "'", "s"],
        ["internationalisation of 12345678901234567890 counterrevolutionaries", "a" * 40],
        ["…½", "\u0301", "½半½"],  # several characters for one, none for one
        ["1950年6月25日，the war (began).\n战争\r\n爆发", "\ud800 lone", "𠀀 beyond"],
    ],
)
def test_many_at_once_are_cut_as_one_by_one(texts: list[str], vocabulary: dict[str, int]) -> None:
    pieces = Pieces(vocabulary)
    start, numbers = BulkPieces(pieces).of_texts(texts)
    assert (start.tolist(), numbers.tolist()) == text_by_text(texts, pieces)


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(TEXTS, max_size=8), block=st.sampled_from([1, 10, 1000]))
def test_any_texts_at_once_are_cut_as_one_by_one(texts: list[str], block: int, vocabulary: dict[str, int]) -> None:
    pieces = Pieces(vocabulary)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "BLOCK", block)
        start, numbers = BulkPieces(pieces).of_texts(texts)
    assert (start.tolist(), numbers.tolist()) == text_by_text(texts, pieces)


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(st.text("研究生命发wars1950,' ", max_size=12), max_size=6))
def test_a_run_with_an_unknown_character_is_left_out_at_once_too(texts: list[str]) -> None:
    pieces = Pieces(SMALL)
    start, numbers = BulkPieces(pieces).of_texts(texts)
    assert (start.tolist(), numbers.tolist()) == text_by_text(texts, pieces)


def test_a_vocabulary_without_chinese_cuts_no_chinese() -> None:
    assert BulkPieces(Pieces({"▁war": 0})).of_texts(["war 战争 war"])[1].tolist() == [0, 0]
