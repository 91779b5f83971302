"""Exact search in a band: best path, how likely each bead is (Viterbi and forward-backward of a semi-Markov CRF), and
the path of the likeliest beads.

A path runs from node (0, 0) to node (n_zh, n_en); a step is a bead. Its score is that of the bead plus the transition
from the kind of the bead before. Runs of null beads stand in one order, Chinese before English, so that a set of beads
is one path. The loops themselves are in `kernels.py`; `tests/align/oracle.py` says the same slowly.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aligner.align.parallel import kernels
from aligner.align.parallel.band import Band
from aligner.align.parallel.kernels import NEVER
from aligner.align.parallel.shapes import Kind, Shapes
from aligner.arrays import Floats

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
    """What each bead scores.

    `links`: float32 `(band.cells, n_shapes)`, the bead of that shape that starts at that node; NEVER where it leaves
    the band. `null_zh` `(n_zh,)`, `null_en` `(n_en,)`: float64, the sentence left alone. `transitions`: float64
    `(KINDS + 1, KINDS)`, from kind (last row: from the start of the text) to kind.
    """

    band: Band
    shapes: Shapes
    links: npt.NDArray[np.float32]
    null_zh: Floats
    null_en: Floats
    transitions: Floats


@dataclass(frozen=True)
class Forward:
    """Left to right. `alpha` `(cells, KINDS)`: all ways to a node whose last bead has that kind; `enter`
    `(cells, KINDS)`: all ways to a node, transition to a bead of that kind included; `total`: to the end."""

    alpha: Floats
    enter: Floats
    total: float


@dataclass(frozen=True)
class Marginals:
    """All paths through a bead, less all paths: logarithms of probabilities, or best path less best path.

    `links` float32 `(cells, n_shapes)`, `null_zh` `(n_zh,)`, `null_en` `(n_en,)`; `turns` `(KINDS + 1, KINDS)`: how
    often each transition is expected (zero where best paths were asked for).
    """

    links: npt.NDArray[np.float32]
    null_zh: Floats
    null_en: Floats
    turns: Floats


def forward(s: Scores, *, best: bool) -> Forward:
    """All ways to each node: their best (`best`), or the logarithm of the sum of their exponentials."""
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
    """Right to left, with `f = forward(s, best=best)`. `consume`: write over `s.links`, which in a book are 200 MB."""
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
    """The path that holds the likeliest beads, each counted with its probability less one half.

    The best path may hold beads of which each is unlikely, where many paths differ in a detail. This one is expected to
    have the most beads right for each that it has wrong (maximum expected accuracy: Do, Mahabhashyam, Brudno and
    Batzoglou 2005); without the half, two doubtful beads would be worth more than one that is nearly sure. `likely`:
    `marginals(s, forward(s, best=False), best=False)`.
    """
    worth = replace(
        s,
        links=_less_one_half(likely.links).astype(np.float32),
        null_zh=_less_one_half(likely.null_zh),
        null_en=_less_one_half(likely.null_en),
        transitions=np.where(s.transitions > NEVER, 0.0, NEVER),
    )
    return best_path(worth, forward(worth, best=True))


def _less_one_half(logs: npt.NDArray[np.floating]) -> Floats:
    return np.where(logs > NEVER, np.exp(logs, dtype=np.float64) - 0.5, NEVER)
