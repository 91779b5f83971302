"""Training: sums of piece rows, cosine, symmetric InfoNCE with a learned temperature, lazy Adam. See README.md for
what was tried.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from training import kernels
from training.data import Corpus, Floats, Longs, Side
from training.features import Features

MIXER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class SourceOptions:
    """`times`: how often all of it is seen in an epoch; or `pairs`: how many, drawn anew each epoch.

    `entries`: a dictionary, whose pairs may be joined; otherwise pairs that stand together are seen together (`block`).
    """

    times: float = 1.0
    pairs: int | None = None
    entries: bool = False


@dataclass(frozen=True)
class TrainOptions:
    """Each default with the run of README.md that chose it."""

    dim: int = 256
    epochs: int = 4
    batch: int = 1024  # groups of pairs
    rate: float = 0.01  # of Adam, falling to 0 linearly
    scale: float = 22.0  # of the cosine before softmax, at the start; learned
    most_scale: float = 60.0
    margin: float = 0.0  # that the cosine of a pair must have over every negative's
    join: float = 0.8  # share of dictionary entries that are joined to the pair before them, whatever it is
    lose: float = 0.3  # chance that a piece is left out of its text
    apart: float = 0.05  # chance that a word is cut into its parts
    block: int = 16  # neighbouring pairs of a text that come into one batch: each other's hardest negatives
    seed: int = 1


@dataclass(frozen=True)
class Epoch:
    """After an epoch. Both tables float32 `(pieces, dim)`, folded, not normalised: each piece's vector, and the sum of
    its parts'.
    """

    number: int
    loss: float
    scale: float
    seconds: float
    table: Floats
    parts: Floats


def train(
    corpus: Corpus,
    features: Features,
    sources: Mapping[str, SourceOptions],
    options: TrainOptions,
    log: Callable[[str], None],
) -> Iterator[Epoch]:
    """Yield the table after each epoch. Deterministic for one seed on one machine and one number of threads."""
    random = np.random.default_rng(options.seed)
    order, groups = _epoch(corpus, sources, options, random)
    table = _first_table(corpus, features, order, options, random)
    state = _State(table, features, options, total=options.epochs * ((len(groups) - 1) // options.batch))
    keys = _keys(corpus.zh), _keys(corpus.en)
    begin = time.monotonic()
    for number in range(1, options.epochs + 1):
        if number > 1:
            order, groups = _epoch(corpus, sources, options, random)
        losses = []
        for first in range(0, len(groups) - options.batch, options.batch):
            bounds = groups[first : first + options.batch + 1]
            losses.append(state.step(corpus, keys, order[bounds[0] : bounds[-1]], bounds - bounds[0]))
            if state.steps % 100 == 0:
                took = time.monotonic() - begin
                log(f"step {state.steps} of {state.total}: loss {np.mean(losses[-100:]):.3f}, {took:.0f} s")
        met = state.second.any(axis=1, keepdims=True)  # characters never met keep no random row
        trained = state.table * met
        table = kernels.sums(trained, features.rows, features.offsets)
        parts = kernels.sums(trained, features.parts, features.part_offsets)
        yield Epoch(number, float(np.mean(losses)), state.scale, time.monotonic() - begin, table, parts)


class _State:
    """The rows, their moments, and the temperature."""

    def __init__(self, table: Floats, features: Features, options: TrainOptions, total: int) -> None:
        self.table, self.features, self.options, self.total = table, features, options, total
        self.first, self.second = np.zeros_like(table), np.zeros_like(table)
        self.slots = np.full(len(table), -1, np.int32)
        self.scale, self.scale_first, self.scale_second = options.scale, 0.0, 0.0
        self.steps = 0

    def step(self, corpus: Corpus, keys: tuple[Longs, Longs], chosen: Longs, groups: Longs) -> float:
        """One batch; its loss."""
        self.steps += 1
        f, o, n = self.features, self.options, len(groups) - 1
        parts = [
            kernels.expand(
                side.pieces, side.starts, chosen, groups, f.rows, f.offsets, f.parts, f.part_offsets,
                o.apart, o.lose, 2 * self.steps + half,
            )
            for half, side in enumerate((corpus.zh, corpus.en))
        ]  # fmt: skip
        (zh_rows, zh_starts), (en_rows, en_starts) = parts
        rows = np.concatenate([zh_rows, en_rows])
        starts = np.concatenate([zh_starts, zh_starts[-1] + en_starts[1:]])
        sums = kernels.sums(self.table, rows, starts)
        lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
        unit = sums / lengths
        cosine = unit[:n] @ unit[n:].T
        batch_keys = [np.add.reduceat(side[chosen], groups[:-1]) for side in keys]
        by_cosine, by_log_scale, loss = kernels.contrast(cosine, self.scale, o.margin, *batch_keys)
        gradient = np.float32(self.scale) * np.concatenate([by_cosine @ unit[n:], by_cosine.T @ unit[:n]])
        gradient = (gradient - (gradient * unit).sum(axis=1, keepdims=True) * unit) / lengths
        rate = o.rate * (1 - self.steps / (self.total + 1))
        self._move_scale(by_log_scale, rate)
        unique, offsets, texts = kernels.transpose(rows, starts, self.slots)
        kernels.adam(self.table, self.first, self.second, gradient, unique, offsets, texts, rate, self.steps)
        return loss

    def _move_scale(self, gradient: float, rate: float) -> None:
        """Adam on the logarithm of the scale."""
        self.scale_first = 0.9 * self.scale_first + 0.1 * gradient
        self.scale_second = 0.999 * self.scale_second + 0.001 * gradient**2
        size = np.sqrt(self.scale_second / (1 - 0.999**self.steps)) + 1e-8
        step = rate * self.scale_first / (1 - 0.9**self.steps) / size
        self.scale = min(self.options.most_scale, float(self.scale * np.exp(-step)))


def _epoch(
    corpus: Corpus, sources: Mapping[str, SourceOptions], options: TrainOptions, random: np.random.Generator
) -> tuple[Longs, Longs]:
    """Pairs in the order of an epoch, and where groups begin. Blocks of neighbours stay together, all else is
    shuffled.
    """
    blocks: list[Longs] = []
    entries = np.zeros(len(corpus.zh.starts) - 1, bool)
    for name, source in sources.items():
        first, end = corpus.sources[name]
        size = end - first
        entries[first:end] = source.entries
        length = 1 if source.entries else min(options.block, size)
        wanted = source.pairs if source.pairs is not None else round(source.times * size)
        while wanted > 0:
            drawn = random.permutation(size // length)[: max(1, min(wanted, size) // length)]
            offset = random.integers(0, size % length + 1)
            blocks += list(first + offset + drawn[:, None] * length + np.arange(length))
            wanted -= size
    order = np.concatenate([blocks[i] for i in random.permutation(len(blocks))]).astype(np.int64)
    joined = entries[order] & (random.random(len(order)) < options.join)
    joined[0] = False
    return order, np.append(np.flatnonzero(~joined), len(order))


def _first_table(
    corpus: Corpus, features: Features, order: Longs, options: TrainOptions, random: np.random.Generator
) -> Floats:
    """Random rows, as long as they are rare (inverse document frequency), so that function words do not drown the
    rest.
    """
    count = np.zeros(len(features.offsets) - 1)
    for side in (corpus.zh, corpus.en):
        per_text = np.zeros(len(side.starts) - 1)
        np.add.at(per_text, order, 1)
        count += np.bincount(side.pieces, weights=np.repeat(per_text, np.diff(side.starts)), minlength=len(count))
    uses = np.bincount(features.rows, weights=np.repeat(count, np.diff(features.offsets)), minlength=features.count)
    rarity = np.log(len(order) / np.maximum(uses, 1) + 1)
    table = random.standard_normal((features.count, options.dim), dtype=np.float32)
    table *= (rarity / rarity.mean() / np.sqrt(options.dim)).astype(np.float32)[:, None]
    return table


def _keys(side: Side) -> Longs:
    """A 64-bit key of each text's pieces, in any order: equal texts must not be each other's negatives."""
    mixed = (side.pieces.astype(np.uint64) + np.uint64(1)) * MIXER
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)])
    keys: Longs = (total[side.starts[1:]] - total[side.starts[:-1]]).view(np.int64)
    return keys
