"""`python -m training.crf SHARED`: learn the weights of parallel alignment by maximum likelihood, score them, ship
them.

Two semi-Markov CRFs, one after the other: the coarse one over the whole band, then the fine one over the candidates
that
the first leaves. L-BFGS on the exact gradient (forward-backward), L2. With `--folds` the chapters of one book at a time
are left out and scored (strict F1 on MAC-Dev is only honest so); the weights that are written know all books.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from aligner.align.evaluate import Tally, compare_beads
from aligner.align.parallel import coarse, fine
from aligner.align.parallel.anchors import find_band
from aligner.align.parallel.candidates import Edges
from aligner.align.parallel.fine import Evidence, gather
from aligner.align.parallel.grid import Grid, measure
from aligner.align.parallel.model import WEIGHTS, Layer, order_nulls
from aligner.align.parallel.search import KINDS, START, Marginals, Scores, Step, forward, likeliest_beads, marginals
from aligner.align.parallel.shapes import Kind, Shapes, kind_of, shapes
from aligner.align.parallel.stages import find_candidates, fine_scores, narrow_band
from aligner.align.parallel.texts import Side, centred
from aligner.align.parallel.words import read_words
from aligner.arrays import Floats
from aligner.embed.embedded import EmbeddedEncoder
from training.crf_cases import Example, gold_chapters, made_cases

LIMIT = 8
HIDDEN = 0  # hidden units
# Strict F1 on MAC-Dev, a book left out, and expected calibration error: 3 .897 .021, 5 .897 .021, 10 .898 .032.
DECAY_COARSE, DECAY = 1.0, 5.0
# What a made bead counts beside a gold one: .02 to .1 trade novels against blocks added (docs/alignment.md).
MADE_WEIGHT = 0.03
COARSE_STRIDE = 3  # every third made case is enough for eight weights
FOLDS = Path(__file__).parents[1] / "benchmarks" / "parallel_folds.json"


@dataclass
class Case:
    """An example made ready: what does not depend on weights is worked out once."""

    example: Example
    zh: Side
    en: Side
    grid: Grid
    weight: float


def prepare(example: Example, encoder: EmbeddedEncoder, weight: float) -> Case:
    words_zh, words_en = read_words(example.zh, encoder), read_words(example.en, encoder)
    zh, en = (
        Side(texts, centred(words.sums()), words, np.zeros(len(texts), np.int64))  # no paragraphs
        for texts, words in ((example.zh, words_zh), (example.en, words_en))
    )
    return Case(example, zh, en, measure(zh, en, find_band(zh.sums, en.sums), LIMIT), weight)


def turns_of(steps: Sequence[Step]) -> Floats:
    """How often each transition occurs."""
    out = np.zeros((KINDS + 1, KINDS))
    before = START
    for _, _, n, m in steps:
        kind = kind_of(n, m)
        out[before, kind] += 1
        before = kind
    return out


def cells_of(steps: Sequence[Step], scores: Scores) -> tuple[list[int], list[int]]:
    """Cells and shapes of the linked gold beads that the band holds."""
    cells, shape = [], []
    band = scores.band
    for i, j, n, m in steps:
        if n and m and band.lo[i] <= j < band.hi[i] and band.lo[i + n] <= j + m < band.hi[i + n]:
            cells.append(int(band.offset[i] + j - band.lo[i]))
            shape.append(scores.shapes.sizes.index((n, m)))
    return cells, shape


def learn(value: Callable[[Floats], tuple[float, Floats]], start: Floats, steps: int = 300) -> Floats:
    result = minimize(value, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return np.asarray(result.x)


# The coarse CRF: linear, so that unit weights read its features off.


def train_coarse(cases: Sequence[Case], kinds: Shapes) -> tuple[Floats, Floats]:
    """On made cases alone, each bead counting 1: as little as beside gold, L2 would leave a third of the weights."""
    size = len(coarse.LINK_FEATURES) + len(coarse.NULL_FEATURES)
    flat = np.zeros((KINDS + 1, KINDS))
    read = [[coarse_of(case, kinds, unit, flat) for unit in np.eye(size)] for case in cases]

    def value(w: Floats) -> tuple[float, Floats]:
        weights, transitions = w[:size], order_nulls(w[size:].reshape(KINDS + 1, KINDS))
        loss, slope = 0.5 * DECAY_COARSE * float(w @ w), DECAY_COARSE * w
        for case, features in zip(cases, read, strict=True):
            scores = coarse_of(case, kinds, weights, transitions)
            f = forward(scores, best=False)
            found = marginals(scores, f, best=False)
            gold_links = np.zeros_like(found.links)
            gold_links[cells_of(case.example.steps, scores)] = 1
            rest_links = np.exp(found.links) - gold_links
            alone_zh, alone_en = alone(case.example)
            rest_zh, rest_en = np.exp(found.null_zh) - alone_zh, np.exp(found.null_en) - alone_en
            turns = turns_of(case.example.steps)
            gold = float((scores.links * gold_links).sum() + scores.null_zh @ alone_zh + scores.null_en @ alone_en)
            loss += f.total - gold - float((transitions * turns).sum())
            valid = scores.links > -1e29
            for k, feature in enumerate(features):
                slope[k] += float(
                    (feature.links[valid] * rest_links[valid]).sum()
                    + feature.null_zh @ rest_zh
                    + feature.null_en @ rest_en
                )
            slope[size:] += masked(found.turns - turns).ravel()
        return loss, slope

    w = learn(value, np.zeros(size + flat.size), 40)
    return w[:size], w[size:].reshape(KINDS + 1, KINDS)


def masked(turns: Floats) -> Floats:
    turns[Kind.NULL_EN, Kind.NULL_ZH] = 0
    return turns


def alone(example: Example) -> tuple[Floats, Floats]:
    """1 for each sentence that gold leaves alone."""
    zh, en = np.zeros(len(example.zh)), np.zeros(len(example.en))
    zh[[i for i, _, n, m in example.steps if not m]] = 1
    en[[j for _, j, n, m in example.steps if not n]] = 1
    return zh, en


def coarse_of(case: Case, kinds: Shapes, weights: Floats, transitions: Floats) -> Scores:
    return coarse.coarse_scores(case.zh, case.en, case.grid, kinds, weights, transitions)


# The fine CRF: a linear layer and a few hidden units over the evidence on the candidates.


@dataclass
class Net:
    """Candidates with their evidence; gold beads are added where the coarse search lost them (and counted)."""

    case: Case
    edges: Edges
    evidence: Evidence
    scores: Callable[[Layer, Layer, Floats], Scores]
    gold: Floats  # 1 for gold edges
    lost: int


def candidates_of(case: Case, kinds: Shapes, weights: Floats, transitions: Floats, teach: bool = True) -> Net:
    """`teach`: add the gold beads that the coarse search lost, so that their path has a probability."""
    found = find_candidates(case.zh, case.en, case.grid, kinds, weights, order_nulls(transitions))
    steps = [s for s in case.example.steps if s[2] and s[3]]
    have = set(
        zip(*(side.tolist() for side in (found.edges.i, found.edges.j, found.edges.n, found.edges.m)), strict=True)
    )
    missing = [s for s in steps if s not in have]
    e = found.edges
    if missing and teach:
        extra = np.array(missing).T
        shape = np.array([kinds.sizes.index((n, m)) for _, _, n, m in missing])
        e = Edges(*(np.concatenate(x) for x in zip((e.i, e.j, e.n, e.m, e.shape), (*extra, shape), strict=True)))
    found = replace(found, edges=e)
    if teach:
        zh, en = alone(case.example)
        found = replace(found, open_zh=found.open_zh | (zh > 0), open_en=found.open_en | (en > 0))
    evidence = gather(case.zh, case.en, case.grid, found)
    band = narrow_band(e, [*found.best, *(case.example.steps if teach else ())], len(case.zh), len(case.en))
    gold_set = set(steps)
    gold = np.array([s in gold_set for s in zip(e.i.tolist(), e.j.tolist(), e.n.tolist(), e.m.tolist(), strict=True)])

    def scores(links: Layer, null: Layer, matrix: Floats) -> Scores:
        return fine_scores(found, evidence, band, kinds, links, null, matrix)

    return Net(case, e, evidence, scores, gold.astype(np.float64), len(missing))


@dataclass
class Packing:
    """Where the parts of the fine CRF lie in one vector of weights."""

    scale_links: Floats
    scale_null: Floats
    hidden: int

    def sizes(self) -> list[int]:
        f, g, h = len(self.scale_links), len(self.scale_null), self.hidden
        return [f, f * h, h, h, g, (KINDS + 1) * KINDS]

    def split(self, w: Floats) -> list[Floats]:
        return np.split(w, np.cumsum(self.sizes())[:-1])

    def layers(self, w: Floats) -> tuple[Layer, Layer, Floats]:
        linear, hidden, bias, out, null, turns = self.split(w)
        none = np.zeros(0)
        return (
            Layer(self.scale_links, linear, hidden.reshape(len(linear), self.hidden), bias, out),
            Layer(self.scale_null, null, np.zeros((len(null), 0)), none, none),
            turns.reshape(KINDS + 1, KINDS),
        )

    def start(self) -> Floats:
        rng = np.random.default_rng(1)
        parts = [np.zeros(size) for size in self.sizes()]
        parts[1] = rng.normal(0, 0.3, len(parts[1]))
        parts[3] = rng.normal(0, 0.3, len(parts[3]))
        return np.concatenate(parts)


def train_fine(nets: Sequence[Net]) -> tuple[Layer, Layer, Floats]:
    links = np.concatenate([n.evidence.links for n in nets])
    null = np.concatenate([np.concatenate([n.evidence.null_zh, n.evidence.null_en]) for n in nets])
    pack = Packing(1 / (links.std(0) + 1e-6), 1 / (null.std(0) + 1e-6), HIDDEN)

    def value(w: Floats) -> tuple[float, Floats]:
        layer, null, turns = pack.layers(w)
        slope = [DECAY * part for part in pack.split(w)]
        loss = 0.5 * DECAY * float(w @ w)
        for net in nets:
            scores = net.scores(layer, null, order_nulls(turns))
            f = forward(scores, best=False)
            found = marginals(scores, f, best=False)
            rest, alone_zh, alone_en = difference(net, scores, found)
            gold_turns = turns_of(net.case.example.steps)
            gold = float(layer(net.evidence.links) @ net.gold)
            zh, en = alone(net.case.example)
            gold += float(scores.null_zh[zh > 0].sum() + scores.null_en[en > 0].sum() + (turns * gold_turns).sum())
            weight = net.case.weight
            loss += weight * (f.total - gold)
            x = net.evidence.links * layer.scale
            units = np.tanh(x @ layer.hidden + layer.bias)
            back = weight * rest[:, None] * layer.out * (1 - units**2)
            slope[0] = slope[0] + weight * (rest @ x)
            slope[1] = slope[1] + (x.T @ back).ravel()
            slope[2] = slope[2] + back.sum(0)
            slope[3] = slope[3] + weight * (rest @ units)
            slope[4] = (
                slope[4] + weight * (alone_zh @ net.evidence.null_zh + alone_en @ net.evidence.null_en) * null.scale
            )
            slope[5] = slope[5] + weight * masked(found.turns - gold_turns).ravel()
        return loss, np.concatenate(slope)

    return pack.layers(learn(value, pack.start()))


def difference(net: Net, scores: Scores, found: Marginals) -> tuple[Floats, Floats, Floats]:
    """Expected less true counts: of the edges, and of the null beads of both sides."""
    e, band = net.edges, scores.band
    likely = np.exp(found.links[band.offset[e.i] + e.j - band.lo[e.i], e.shape].astype(np.float64))
    zh, en = alone(net.case.example)
    return likely - net.gold, np.exp(found.null_zh) - zh, np.exp(found.null_en) - en


def decode(net: Net, layers: tuple[Layer, Layer, Floats]) -> list[Step]:
    scores = net.scores(layers[0], layers[1], order_nulls(layers[2]))
    return likeliest_beads(scores, marginals(scores, forward(scores, best=False), best=False))


def tally(net: Net, path: Sequence[Step]) -> Tally:
    gold, found = (
        [(tuple(range(i, i + n)), tuple(range(j, j + m))) for i, j, n, m in steps]
        for steps in (net.case.example.steps, path)
    )
    return compare_beads(gold, found)


def table(weights: Floats, turns: Floats, layers: tuple[Layer, Layer, Floats], source: str) -> dict[str, Any]:
    """What `model.read_model` reads."""

    def listed(values: Floats) -> list[float]:
        return [float(f"{v:.5g}") for v in values.ravel()]

    return {
        "source": source,
        "features": {
            "coarse": coarse.LINK_FEATURES + coarse.NULL_FEATURES,
            "links": fine.LINK_FEATURES,
            "null": fine.NULL_FEATURES,
        },
        "coarse": listed(weights),
        "coarse_transitions": listed(turns),
        **{
            name: {part: listed(getattr(layer, part)) for part in ("scale", "linear", "hidden", "bias", "out")}
            for name, layer in (("links", layers[0]), ("null", layers[1]))
        },
        "transitions": listed(layers[2]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with eval/align/mac-dev and data/parallel")
    parser.add_argument("--folds", action="store_true", help="keep weights without each book for the benchmark")
    args = parser.parse_args()
    encoder = EmbeddedEncoder()
    kinds = shapes(LIMIT)
    gold = [prepare(x, encoder, 1.0) for x in gold_chapters(args.shared / "eval" / "align" / "mac-dev")]
    made = [prepare(x, encoder, MADE_WEIGHT) for x in made_cases(args.shared / "data" / "parallel")]
    # The coarse search knows made cases only, so that leaving a book out below leaves it out of everything.
    weights, turns = train_coarse(made[::COARSE_STRIDE], kinds)
    nets = [candidates_of(c, kinds, weights, turns) for c in gold + made]
    if args.folds:
        write_folds(gold, nets, weights, turns, kinds)
    layers = train_fine(nets)
    source = f"training.crf on {len(gold)} chapters of MAC-Dev and {len(made)} made cases, {encoder.name}"
    WEIGHTS.write_text(json.dumps(table(weights, turns, layers, source), indent=1) + "\n", encoding="utf-8")
    print(f"{WEIGHTS} written")


def write_folds(gold: Sequence[Case], nets: Sequence[Net], weights: Floats, turns: Floats, kinds: Shapes) -> None:
    """Weights that do not know one of the chapters, for the benchmark, and how they do on it."""
    total, folds = Tally(), {}
    for k, left_out in enumerate(gold):
        layers = train_fine([net for i, net in enumerate(nets) if i != k])
        net = candidates_of(left_out, kinds, weights, turns, teach=False)
        found = tally(net, decode(net, layers))
        print(f"{left_out.example.name}: strict F1 {found.strict.f1:.4f}, gold beads lost: {net.lost}", flush=True)
        total += found
        folds[left_out.example.name] = table(weights, turns, layers, f"without {left_out.example.name}")
    print(f"leave one book out: strict F1 {total.strict.f1:.4f}, lax {total.lax.f1:.4f}")
    FOLDS.write_text(json.dumps(folds) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
