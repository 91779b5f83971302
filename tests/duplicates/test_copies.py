"""Seeds, chains and alignment against their slow twins."""

import random
import time

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aligner.duplicates import seeds
from aligner.duplicates.aligning import DROP, GAP_EXTEND, GAP_OPEN, MATCH, MISMATCH, align_chains
from aligner.duplicates.chains import chain_seeds
from aligner.duplicates.folding import fold_documents
from aligner.duplicates.grouping import group_repeats
from aligner.duplicates.passages import Repeat
from aligner.duplicates.seeds import _sort, find_seeds
from aligner.duplicates.sets import DisjointSets

from .oracles import best_local_score, left_maximal_matches
from .texts import document


@settings(max_examples=40, deadline=None)
@given(st.text("abc", min_size=2, max_size=14), st.lists(st.text("abcdefg", max_size=20), min_size=2, max_size=5))
def test_seeds_are_all_matches_that_begin_there(word, between):
    """With few copies every left-maximal match of ten letters is a seed."""
    text = "".join(part + word for part in between)
    folded = fold_documents([document(text, "en")])
    expected = {(i + 1, j + 1, n) for i, j, n in left_maximal_matches(text, 10)}
    assert {tuple(s) for s in find_seeds(folded).tolist()} == expected


def test_a_phrase_that_stands_everywhere_costs_nothing():
    """Four hundred places that share ten letters and no more would be 80,000 pairs."""
    rng = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    text = "".join("0123456789" + "".join(rng.choices(letters, k=20)) for _ in range(400))
    assert len(find_seeds(fold_documents([document(text, "en")]))) < 4000


def test_room_for_classes_grows_as_it_is_needed(monkeypatch):
    rng = random.Random(2)
    text = "".join(rng.choice(("it was said that ", "it was told ", "nobody knows what it was ")) for _ in range(300))
    folded = fold_documents([document(text, "en")])
    expected = find_seeds(folded)
    monkeypatch.setattr(seeds, "CLASSES", 1)
    assert (find_seeds(folded) == expected).all()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-5, 5), max_size=30), st.integers(0, 30))
def test_places_are_sorted_up_to_a_size(values, size):
    size = min(size, len(values))
    found = np.array(values, np.int64)
    _sort(found, size)
    assert found.tolist() == sorted(values[:size]) + values[size:]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.05, 0.15]))
def test_the_alignment_is_the_best_one(seed, share):
    """In the band, the score is that of the whole table; the copy is edited, with other text around it."""
    rng = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"

    def some(n):
        return "".join(rng.choices(letters, k=n))

    def edited(c):
        return c if rng.random() >= share else rng.choice((rng.choice(letters), c + rng.choice(letters), ""))

    passage = some(80)
    a, b = some(15) + passage + some(15), some(10) + "".join(map(edited, passage)) + some(10)
    folded = fold_documents([document(a, "en", "a"), document(b, "en", "b")])
    boundaries = np.append(np.flatnonzero(folded.codes == 0), len(folded.codes)).astype(np.int32)
    chains = chain_seeds(find_seeds(folded), boundaries, 5)
    hits = align_chains(folded, chains, boundaries, 24)
    assume(len(hits))  # else no run of ten letters is left
    best = best_local_score(a, b, MATCH, MISMATCH, GAP_OPEN, GAP_EXTEND)
    assert best - DROP <= hits[:, 5].max() <= best
    if share < 0.1:
        assert hits[:, 5].max() == best


@pytest.mark.parametrize(
    ("repeats", "groups"),
    [
        ([], []),
        ([(0, 100, 200, 300)], [[(0, 100), (200, 300)]]),
        # a sentence of the chapter says nothing new
        ([(0, 100, 200, 300), (10, 30, 210, 230)], [[(0, 100), (200, 300)]]),
        # three copies, each pair found
        (
            [(0, 100, 200, 300), (200, 300, 400, 500), (0, 100, 400, 500)],
            [[(0, 100), (200, 300), (400, 500)]],
        ),
        # a copy cut short by less than half
        ([(0, 100, 200, 300), (30, 100, 400, 470)], [[(0, 100), (200, 300), (400, 470)]]),
        # two groups that a third pair shows to be one
        (
            [(0, 100, 200, 300), (400, 500, 600, 700), (0, 100, 400, 500)],
            [[(0, 100), (200, 300), (400, 500), (600, 700)]],
        ),
        # a sentence that repeats inside one copy, and so inside the other
        ([(0, 100, 200, 300), (0, 20, 50, 70)], [[(0, 100), (200, 300)], [(0, 20), (50, 70)]]),
    ],
)
def test_groups(repeats, groups):
    found = group_repeats([Repeat(*r, r[1] - r[0]) for r in repeats])
    assert [g.members for g in found] == groups


def test_a_line_that_stands_ten_thousand_times_is_one_group_at_once():
    repeats = [Repeat(40 * k, 40 * k + 30, 40 * (k + 1), 40 * (k + 1) + 30, 30) for k in range(0, 20_000, 2)]
    joints = [Repeat(40 * k, 40 * k + 29, 40 * (k + 1), 40 * (k + 1) + 29, 29) for k in range(1, 20_000, 2)]
    start = time.perf_counter()
    (group,) = group_repeats([*repeats, *joints])
    assert time.perf_counter() - start < 5  # every member against every other: minutes
    assert [start for start, _ in group.members] == [40 * k for k in range(20_001)]


def test_disjoint_sets():
    sets = DisjointSets(5)
    sets.join(3, 1)
    sets.join(4, 3)
    assert sets.groups() == [[0], [1, 3, 4], [2]]
