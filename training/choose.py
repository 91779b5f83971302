"""Which pieces ship, and which of them share a row: the table is as large as a package may be, the languages are
larger.

A first short training on the large vocabulary tells what each piece adds to the sum of its parts. Those that add
little, or are seldom met, are left out, and their parts stand for them. Rare words that a dictionary gives as each
other's translation share one row, as do rare forms of one English stem: 鹅掌楸 and `tuliptree` need not two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.embed.pieces import BEGIN
from training.data import Corpus, Floats, Longs
from training.features import stem


@dataclass(frozen=True)
class ChooseOptions:
    """`rows`: of the shipped table. `common`: how many of the commonest pieces never share a row."""

    rows: int = 86_000
    common: int = 45_000
    power: float = 0.5  # of a piece's uses in its value; .25 to 1 were alike, 0 and counts alone worse


def choose_pieces(
    names: Sequence[str],
    corpus: Corpus,
    weights: Mapping[str, float],
    entries: Collection[str],
    first: tuple[Floats, Floats],
    options: ChooseOptions,
) -> tuple[list[str], Longs]:
    """The names that ship, and for each the number of the one whose row it shares (its own, for most).

    `first`: what each piece's vector is after the short training, and the sum of its parts, float32 `(pieces, dim)`
    both. `weights`: how much a use in a source counts. `entries`: the sources that are dictionaries.
    """
    uses = _uses(corpus, weights, len(names))
    single = np.array([len(name.removeprefix(BEGIN)) < 2 for name in names])
    rank = np.empty(len(names), np.int64)
    rank[np.argsort(-uses, kind="stable")] = np.arange(len(names))
    rare = (rank >= options.common) & ~single
    partner = _partners(names, corpus, entries, uses, rare)
    value = uses**options.power * np.linalg.norm(first[0] - first[1], axis=1)
    value[single & (uses > 0)] = np.inf
    kept = single.copy()
    rows: set[int] = set()
    for number in np.argsort(-value, kind="stable"):
        row = int(partner[number])
        if row not in rows and len(rows) == options.rows:
            continue
        rows.add(row)
        kept[number] = True
    numbers = np.flatnonzero(kept).tolist()
    # Where the one that gave the row its number stays out, the first of those that share it stands in.
    place: dict[int, int] = {}
    shared = [place.setdefault(int(partner[number]), i) for i, number in enumerate(numbers)]
    return [names[number] for number in numbers], np.array(shared, np.int64)


def _uses(corpus: Corpus, weights: Mapping[str, float], count: int) -> npt.NDArray[np.float64]:
    """Weighted occurrences of each piece."""
    uses = np.zeros(count)
    for source, (first, end) in corpus.sources.items():
        for side in (corpus.zh, corpus.en):
            found = side.pieces[side.starts[first] : side.starts[end]]
            uses += weights[source] * np.bincount(found, minlength=count)
    return uses


def _partners(
    names: Sequence[str],
    corpus: Corpus,
    entries: Collection[str],
    uses: npt.NDArray[np.float64],
    rare: npt.NDArray[np.bool_],
) -> Longs:
    """For each piece the one whose row it takes. Rarest pairs first: they are each other's only translation."""
    pairs: set[tuple[int, int]] = set()
    for source in entries:
        first, end = corpus.sources[source]
        zh_starts, en_starts = corpus.zh.starts[first : end + 1], corpus.en.starts[first : end + 1]
        single = np.flatnonzero((np.diff(zh_starts) == 1) & (np.diff(en_starts) == 1))
        zh, en = corpus.zh.pieces[zh_starts[single]], corpus.en.pieces[en_starts[single]]
        chinese = np.array([names[number][0] >= "㐀" for number in zh], bool)
        latin = np.array([names[number][0] == BEGIN for number in en], bool)
        good = rare[zh] & rare[en] & chinese & latin
        pairs.update(zip(zh[good].tolist(), en[good].tolist(), strict=True))
    partner = np.arange(len(names))
    taken = np.zeros(len(names), bool)
    for zh_piece, en_piece in sorted(pairs, key=lambda pair: (uses[pair[0]] + uses[pair[1]], pair)):
        if not taken[zh_piece] and not taken[en_piece]:
            partner[zh_piece] = en_piece
            taken[zh_piece] = taken[en_piece] = True
    forms: dict[str, list[int]] = {}
    for number in np.flatnonzero(rare).tolist():
        name = names[number]
        if name[0] == BEGIN and name[1:].isalpha() and len(name) > 4:
            forms.setdefault(stem(name[1:]), []).append(number)
    for group in forms.values():
        head = max(group, key=lambda number: (uses[number], -number))
        for number in group:
            if not taken[number]:
                partner[number] = head
    return partner
