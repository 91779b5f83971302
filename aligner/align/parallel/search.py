"""Exact search in a band: a semi-Markov CRF with the best path (Viterbi), the probability of each bead
(forward-backward), and the path of the likeliest beads.

A path goes from node (0, 0) to node (n_zh, n_en); each step is a bead. A step scores the bead plus the transition from
the kind of the bead before. Among null beads, Chinese ones come before English ones, so that a set of beads is only one
path. The loops are in kernels.py; tests/align/oracle.py is their slow twin.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from aligner.align.parallel import kernels
from aligner.align.parallel.band import Band
from aligner.align.parallel.kernels import NEVER
from aligner.align.parallel.shapes import Kind, Shapes
from aligner.arrays import Floats, Floats32

__all__ = [
    "KINDS",
    "NEVER",
    "Forward",
    "Marginals",
    "Scores",
    "Step",
    "best_path",
    "forward",
    "likeliest_beads",
    "marginals",
]

Step = tuple[int, int, int, int]  # i, j, n, m: the bead of n Chinese sentences from i and m English from j

KINDS = len(Kind)
START = KINDS  # row of the transitions for the bead that opens the text


@dataclass(frozen=True)
class Scores:
    """The scores (unnormalised log probabilities) of beads.

    `links`: float32 `(band.cells, n_shapes)`, of the bead with that shape that starts at that node, NEVER if it leaves
    the band. `null_zh` `(n_zh,)`, `null_en` `(n_en,)`: float64, of a sentence alone. `transitions`: float64
    `(KINDS + 1, KINDS)`, from a kind (last row: from the start of the text) to a kind.
    """

    band: Band
    shapes: Shapes
    links: Floats32
    null_zh: Floats
    null_en: Floats
    transitions: Floats


@dataclass(frozen=True)
class Forward:
    """Forward scores, float64. `alpha` `(cells, KINDS)`: of all paths to a node whose last bead has that kind; `enter`
    `(cells, KINDS)`: of all paths to a node, plus the transition to a bead of that kind; `total`: of all paths to the
    end.
    """

    alpha: Floats
    enter: Floats
    total: float


@dataclass(frozen=True)
class Marginals:
    """The score of all paths through a bead less that of all paths, which is its log probability; or with best paths,
    how far the best path through it is below the best path.

    `links` float32 `(cells, n_shapes)`, `null_zh` `(n_zh,)`, `null_en` `(n_en,)`. `turns` `(KINDS + 1, KINDS)`: the
    expected number of each transition (0 with best paths).
    """

    links: Floats32
    null_zh: Floats
    null_en: Floats
    turns: Floats


def forward(s: Scores, *, best: bool) -> Forward:
    """Scores of all paths to each node: of the best one if `best`, else the log of the sum of exponentials."""
    b = s.band
    alpha, enter = np.full((2, b.cells, KINDS), NEVER)
    kernels.forward(
        b.lo, b.hi, b.offset, s.shapes.n, s.shapes.m, s.shapes.kind, s.links, s.null_zh, s.null_en, s.transitions,
        best, alpha, enter,
    )  # fmt: skip
    last = alpha[b.cells - 1]
    top = float(last.max())
    return Forward(alpha, enter, top if best else top + float(np.log(np.exp(last - top).sum())))


def marginals(s: Scores, f: Forward, *, best: bool, consume: bool = False) -> Marginals:
    """The backward pass, with `f = forward(s, best=best)`. `consume`: overwrite `s.links`, which take 200 MB for a
    book.
    """
    b = s.band
    through = s.links if consume else np.empty_like(s.links)
    alone_zh, alone_en = np.full(len(s.null_zh), NEVER), np.full(len(s.null_en), NEVER)
    turns = np.zeros((KINDS + 1, KINDS))
    kernels.backward(
        b.lo, b.hi, b.offset, s.shapes.n, s.shapes.m, s.shapes.kind, s.links, s.null_zh, s.null_en, s.transitions,
        f.alpha, f.enter, f.total, best, np.full((b.cells, KINDS), NEVER), np.empty(KINDS),
        through, alone_zh, alone_en, turns,
    )  # fmt: skip
    return Marginals(through, alone_zh, alone_en, turns)


def best_path(s: Scores, f: Forward) -> list[Step]:
    """The beads of the best path, in order; `f = forward(s, best=True)`."""
    b = s.band
    steps = np.empty((b.n_zh + b.n_en, 4), np.int64)
    first = kernels.best_path(
        b.lo, b.hi, b.offset, s.shapes.n, s.shapes.m, s.shapes.kind, s.links, s.transitions, f.alpha, f.enter, steps
    )
    return [(i, j, n, m) for i, j, n, m in steps[first:].tolist()]


def likeliest_beads(s: Scores, likely: Marginals) -> list[Step]:
    """The path with the highest sum, over its beads, of probability less one half.

    Where many paths differ in details, the best path may consist of unlikely beads. This one has the most right beads
    less wrong ones, in expectation (maximum expected accuracy: Do, Mahabhashyam, Brudno and Batzoglou 2005). Without
    the half, two doubtful beads would be worth more than one that is nearly sure. `likely`: `marginals(s, forward(s,
    best=False), best=False)`.
    """
    worth = replace(
        s,
        links=_less_one_half(likely.links).astype(np.float32),
        null_zh=_less_one_half(likely.null_zh),
        null_en=_less_one_half(likely.null_en),
        transitions=np.where(s.transitions > NEVER, 0.0, NEVER),
    )
    return best_path(worth, forward(worth, best=True))


def _less_one_half(logs: Floats | Floats32) -> Floats:
    return np.where(logs > NEVER, np.exp(logs, dtype=np.float64) - 0.5, NEVER)
