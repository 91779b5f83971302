"""The parts of parallel mode, each by itself."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.align.evaluate import compare_beads
from aligner.align.mode import judge
from aligner.align.pairing import align_pairs, pair_by_name, stem
from aligner.align.parallel import anchors
from aligner.align.parallel.anchors import find_band, heaviest_chain
from aligner.align.parallel.band import full_band
from aligner.align.parallel.grid import chance, measure
from aligner.align.parallel.lexicon import LEAST_MEETINGS, _meetings, learn_pairs, surprise
from aligner.align.parallel.marks import MARKS, agreement, read_marks
from aligner.align.parallel.model import load_model, read_model
from aligner.align.parallel.shapes import Kind, shapes
from aligner.align.parallel.texts import Side, centred
from aligner.align.parallel.words import Words
from aligner.embed import load_encoder
from aligner.loading import load_documents
from aligner.pipeline import embed_documents
from aligner.records import Alignment, Bead
from aligner.settings import Settings
from benchmarks.accounts import FOLDER
from benchmarks.cases import document_of


def side(sums: np.ndarray) -> Side:
    words = Words(np.zeros(len(sums) + 1, np.int64), np.zeros(0, np.int64), np.zeros((0, 4), np.int8), np.zeros(0))
    return Side(("x",) * len(sums), sums.astype(np.float32), words, np.zeros(len(sums), np.int64))


def planted(n: int, kept: np.ndarray, noise: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """n Chinese sentences, and an English one for each number in `kept`."""
    rng = np.random.default_rng(seed)
    meaning = rng.normal(size=(n, 96))
    zh = meaning + noise * rng.normal(size=meaning.shape)
    en = meaning[kept] + noise * rng.normal(size=(len(kept), 96))
    return zh.astype(np.float32), en.astype(np.float32)


WAYS = {
    "plain": np.arange(3000),
    "a third missing": np.concatenate([np.arange(800), np.arange(1800, 3000)]),
    "a tenth, from the middle": np.arange(1500, 1800),
    "beginning missing": np.arange(2000, 3000),
}


@pytest.mark.parametrize("name", WAYS)
def test_the_band_holds_the_way(name: str) -> None:
    kept = WAYS[name]
    band = find_band(*planted(3000, kept, 0.9, 1))
    inside = [band.lo[i] <= j < band.hi[i] for j, i in enumerate(kept)]
    assert np.mean(inside) == 1
    assert band.cells < 100 * (3000 + len(kept))


@pytest.mark.parametrize("name", WAYS)
def test_the_band_of_a_long_text_is_as_narrow_as_that_of_a_short_one(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anchors, "PROBES", 150)  # 20 sentences apart here, as 1,500 are in 30,000
    kept = WAYS[name]
    long = find_band(*planted(3000, kept, 0.9, 1))
    assert all(long.lo[i] <= j < long.hi[i] for j, i in enumerate(kept))
    monkeypatch.setattr(anchors, "PROBES", 1500)
    short = find_band(*planted(3000, kept, 0.9, 1))
    assert long.cells < 1.1 * short.cells


def test_the_band_stays_narrow_where_nothing_is_alike() -> None:
    rng = np.random.default_rng(0)
    band = find_band(*(rng.normal(size=(n, 64)).astype(np.float32) for n in (2000, 3000)))
    assert band.cells < 150 * 5000


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=9))
def test_the_heaviest_chain_is_the_best_of_all_rising_ones(points: list[tuple[int, int]]) -> None:
    columns = np.array([c for c, _ in points], dtype=np.int64)
    weights = np.array([w for _, w in points], dtype=np.float32)
    best = 0.0
    for mask in range(1 << len(points)):
        chosen = [k for k in range(len(points)) if mask >> k & 1]
        if all(columns[a] < columns[b] for a, b in pairwise(chosen)):
            best = max(best, float(weights[chosen].sum()))
    chain = heaviest_chain(columns, weights)
    assert float(weights[chain].sum()) == best
    assert all(columns[a] < columns[b] for a, b in pairwise(chain))


def test_likeness_of_runs_is_the_calibrated_cosine_of_their_sums() -> None:
    rng = np.random.default_rng(2)
    zh, en = (side(centred(rng.normal(size=(n, 16)).astype(np.float32))) for n in (7, 9))
    grid = measure(zh, en, full_band(7, 9), 8)
    mean, deviation = chance(zh, en)
    for i, j, n, m in [(0, 0, 1, 1), (2, 3, 2, 1), (4, 1, 3, 5), (0, 8, 7, 1)]:
        a, b = zh.sums[i : i + n].sum(0), en.sums[j : j + m].sum(0)
        cosine = a @ b / np.linalg.norm(a) / np.linalg.norm(b)
        cell = grid.band.offset[i] + j
        assert grid.alike[cell, grid.index[n, m]] == pytest.approx((cosine - mean) / (10 * deviation), abs=1e-4)


def test_shapes_are_grouped_by_kind_and_bounded() -> None:
    found = shapes(8)
    assert (found.n + found.m <= 8).all()
    assert (found.n >= 1).all()
    assert list(found.kind) == sorted(found.kind)
    assert set(found.kind) == {Kind.ONE, Kind.SPLIT, Kind.JOIN, Kind.MANY}
    with pytest.raises(ValueError):
        shapes(3)


# text, and question, exclamation, speeches, begins inside, ends inside, unfinished; characters spoken
SPEECH = [
    ("海老公道：“我再说一遍，你好好记住了。", (0, 0, 1, 0, 1, 0), "我再说一遍，你好好记住了。"),
    ("那是一部佛经。”", (0, 0, 0, 1, 0, 0), "那是一部佛经。"),
    ("他问：「谁说不会？」", (1, 0, 1, 0, 0, 0), "谁说不会？"),
    ("他说：", (0, 0, 0, 0, 0, 1), ""),
    ("'I'll tell you once more.", (0, 0, 1, 0, 1, 0), "I'll tell you once more."),
    ("Slowly this time.", (0, 0, 0, 1, 1, 0), "Slowly this time."),
    ("And don't forget!'", (0, 1, 0, 1, 0, 0), "And don't forget!"),
    ('"Yes," he said, "I can\'t."', (0, 0, 2, 0, 0, 0), "Yes,I can't."),
    ("“She called it ‘odd’.”", (0, 0, 1, 0, 0, 0), "She called it ‘odd’."),
    ("", (0, 0, 0, 0, 0, 0), ""),
]


def test_marks_follow_speech_over_sentences() -> None:
    rows = read_marks([text for text, _, _ in SPEECH])
    assert rows.shape == (len(SPEECH), len(MARKS))
    for (text, expected, spoken), row in zip(SPEECH, rows, strict=True):
        assert tuple(row[:6]) == expected, text
        assert row[6] * len(text) == pytest.approx(len(spoken)), text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=12))
def test_agreement_is_by_how_much_less_than_by_chance_both_sides_differ(pairs: list[tuple[float, float]]) -> None:
    one, other = np.array(pairs).reshape(-1, 2).T
    here = sum(abs(x - y) for x, y in pairs)
    chance = sum(abs(x - y) for x in one for y in other) / max(1, len(other))
    assert agreement(one, other) == pytest.approx(max(0.0, 1 - (here + 0.2) / (chance + 0.2)))


def test_texts_that_quote_the_same_agree_and_others_do_not() -> None:
    rng = np.random.default_rng(1)
    spoken = (rng.random(200) < 0.4).astype(np.float64)
    assert agreement(spoken, spoken) > 0.95
    assert agreement(spoken, rng.permutation(spoken)) < 0.2
    assert agreement(np.zeros(200), np.zeros(200)) == 0  # nothing is spoken


def test_an_unclosed_quotation_is_forgotten() -> None:
    rows = read_marks(["“从前", *["有一座山。"] * 20])
    assert rows[1, 3] == 1
    assert rows[-1, 3] == 0


def test_names_of_this_text_are_learned() -> None:
    # Chinese 韦小宝, 走, 说, 山; English trinket, went, the, said.
    zh = [0, 1] * 6 + [2, 3] * 18
    en = [0, 2] * 6 + [3, 2] * 18
    start = np.arange(0, 49, 2)
    make = lambda ids: Words(start, np.array(ids), np.eye(4, dtype=np.int8), np.ones(4, np.float32))  # noqa: E731
    pairs = learn_pairs(make(zh), make(en), [(k, k, 1, 1) for k in range(24)])
    sure = {(w, v): pairs.sure[k] for w in range(4) for k in range(pairs.start[w], pairs.start[w + 1])
            for v in [pairs.partners[k]]}  # fmt: skip
    assert sure[0, 0] == pytest.approx(1.0)  # 韦小宝, trinket
    assert not {(0, 2), (2, 0)} & set(sure)  # 韦小宝, the: stands everywhere


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 999), beads=st.integers(1, 30), different=st.integers(1, 9))
def test_pairs_are_those_that_meet_often_enough(seed: int, beads: int, different: int) -> None:
    rng = np.random.default_rng(seed)
    held = [[sorted(set(rng.integers(0, different, rng.integers(0, 6)).tolist())) for _ in range(beads)] for _ in "ab"]
    columns = [
        np.array([(b, w) for b, words in enumerate(side) for w in words], np.int64).reshape(-1, 2) for side in held
    ]
    found = _meetings(*columns[0].T.copy(), *columns[1].T.copy(), beads, different)
    times = Counter((w, v) for zh, en in zip(*held, strict=True) for w in zh for v in en)
    assert dict(zip(zip(*(x.tolist() for x in found[:2]), strict=True), found[2].tolist(), strict=True)) == {
        pair: n for pair, n in times.items() if n >= LEAST_MEETINGS
    }
    assert (np.diff(found[0]) >= 0).all()


def test_surprise_is_dunnings_statistic() -> None:
    # Four beads, both words in the same two: 2 (2 ln 2 + 2 ln 2).
    values = surprise(np.array([2, 1]), np.array([2, 2]), np.array([2, 2]), 4)
    assert values == pytest.approx([8 * np.log(2), 0])


def test_weights_are_for_the_features_of_this_code() -> None:
    assert load_model().transitions[Kind.NULL_EN, Kind.NULL_ZH] < -1e29
    with pytest.raises(ValueError, match="other features"):
        read_model({"features": {"coarse": [], "links": [], "null": []}})


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("zh/chapter1.zh.txt", "chapter1"),
        ("en/chapter1.en.docx", "chapter1"),
        ("chapter1_CN.md", "chapter1"),
        ("Chapter1-zh-Hant.txt", "chapter1"),
        ("citizen.txt", "citizen"),
    ],
)
def test_stems_leave_the_language_out(name: str, expected: str) -> None:
    assert stem(name) == expected


def test_equal_stems_are_pairs() -> None:
    documents = [document_of(["x"], "zh", name) for name in ("zh/a.txt", "zh/b.txt")]
    documents += [document_of(["x"], "en", name) for name in ("en/a.txt", "en/c.txt", "en/d.txt")]
    pairs, zh, en = pair_by_name(documents)
    assert [(a.name, b.name) for a, b in pairs] == [("zh/a.txt", "en/a.txt")]
    assert [d.name for d in (*zh, *en)] == ["zh/b.txt", "en/c.txt", "en/d.txt"]


def test_the_better_side_decides_whether_texts_are_translations() -> None:
    zh, en = document_of(["甲" * 10], "zh", "z"), document_of(["a" * 10] * 20, "en", "e")
    linked = Alignment(zh, en, (Bead((0,), (3,), 0.9),), "parallel")
    encoder = load_encoder("embedded")
    assert judge(linked, encoder).parallel
    assert not judge(Alignment(zh, en, (Bead((0,), (3,), 0.2),), "parallel"), encoder).parallel


@pytest.mark.parametrize(
    ("unlinked_zh", "unlinked_en", "parallel"),
    [
        ((), (), True),
        ((2, 6, 10, 14), (3, 7, 11, 15), False),  # both tell things of their own, here and there
        ((2, 6, 10, 14), (), True),  # the translator left sentences out
        ((2, 3, 4, 5, 6, 7), (9, 10, 11, 12), True),  # a passage only in one, another only in the other
        ((2, 6, 10, 14), (19,), True),
        (tuple(range(1, 19, 3)), tuple(range(14, 20)), False),  # all of the one among much of the other's own
    ],
)
def test_texts_that_both_go_off_on_their_own_are_accounts(
    unlinked_zh: tuple[int, ...], unlinked_en: tuple[int, ...], parallel: bool
) -> None:
    zh, en = document_of(["甲" * 10] * 20, "zh", "z"), document_of(["a" * 30] * 20, "en", "e")
    left = [i for i in range(20) if i not in unlinked_zh], [j for j in range(20) if j not in unlinked_en]
    beads = tuple(Bead((i,), (j,), 0.9) for i, j in zip(*left, strict=False))
    assert judge(Alignment(zh, en, beads, "parallel"), load_encoder("embedded")).parallel is parallel


@pytest.mark.parametrize(
    ("english", "parallel"),
    [
        ("On the {day}th the company sold {number} bales of cotton.", True),
        ("On the {day}th the company sold bales of cotton, and one burst.", False),  # one gives figures, the other none
        ("On the {day}th the company sold {less} bales of cotton.", False),
    ],
)
def test_chronicles_with_other_figures_are_accounts_though_each_seldom_goes_off_on_its_own(
    english: str, parallel: bool
) -> None:
    values = [(day, 300 + 7 * day, 290 + 5 * day) for day in range(4, 21)]
    zh = [f"{day}日，公司售出棉花{number}包。" for day, number, _ in values]
    en = [english.format(day=day, number=number, less=less) for day, number, less in values]
    for at, (own_zh, own_en) in {4: ("经理病了。", "It rained."), 11: ("码头结了冰。", "The clerk married.")}.items():
        zh.insert(at, own_zh)
        en.insert(at, own_en)
    beads = tuple(Bead((i,), (i,), 0.9) for i in range(len(zh)) if i not in (4, 11))
    documents = document_of(zh, "zh", "z"), document_of(en, "en", "e")
    assert judge(Alignment(*documents, beads, "parallel"), load_encoder("embedded")).parallel is parallel


@pytest.mark.parametrize("topic", ["march", "suez", "xian"])
def test_accounts_that_tell_one_story_in_order_are_no_translations(topic: str) -> None:
    documents, _ = load_documents([FOLDER / topic], Settings())
    encoder = load_encoder("embedded")
    vectors = embed_documents(documents, encoder)
    for alignment in align_pairs(documents, vectors, encoder, Settings()):
        assert alignment.mode == "comparable", (alignment.zh.name, alignment.en.name)


def test_counting_is_that_of_sennrich_and_volk() -> None:
    gold = [((0,), (0,)), ((1,), (1, 2)), ((2,), ())]
    found = [((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), ())]
    tally = compare_beads(gold, found)
    # Strict: two of four found; of the two gold links one. Lax: (1, 1) shares sentences with (1, 1-2).
    assert (tally.strict.precision, tally.strict.recall) == (0.5, 0.5)
    assert (tally.lax.precision, tally.lax.recall) == (0.75, 1.0)
    assert (tally + tally).strict.f1 == tally.strict.f1
