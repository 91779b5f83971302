"""From two sides to beads: band, coarse search, evidence on the candidates, fine search, probabilities."""

from __future__ import annotations

import numpy as np

from aligner.align.parallel.anchors import find_band
from aligner.align.parallel.asked_runs import embed_runs
from aligner.align.parallel.band import full_band
from aligner.align.parallel.fine import gather
from aligner.align.parallel.grid import measure
from aligner.align.parallel.model import Model
from aligner.align.parallel.search import Marginals, Scores, Step, forward, likeliest_beads, marginals
from aligner.align.parallel.shapes import shapes
from aligner.align.parallel.stages import find_candidates, fine_scores, narrow_band
from aligner.align.parallel.texts import Side
from aligner.arrays import Floats, Floats32
from aligner.records import Bead


def align_sides(zh: Side, en: Side, max_sentences: int, model: Model) -> list[Bead]:
    """Beads in order, each sentence in exactly one; sentences are numbered within the sides."""
    if not len(zh) or not len(en):
        return [Bead((i,), (), 1.0) for i in range(len(zh))] + [Bead((), (j,), 1.0) for j in range(len(en))]
    kinds = shapes(max_sentences)
    band = find_band(zh.sums, en.sums) if len(zh) * len(en) > 100 else full_band(len(zh), len(en))
    grid = measure(zh, en, band, max_sentences)
    found = find_candidates(zh, en, grid, kinds, model.coarse, model.coarse_transitions)
    if zh.runs and en.runs:
        grid = embed_runs(zh.runs, en.runs, grid, found.edges)
    evidence = gather(zh, en, grid, found)
    narrow = narrow_band(found.edges, found.best, len(zh), len(en))
    scores = fine_scores(found, evidence, narrow, kinds, model.links, model.null, model.transitions)
    likely = marginals(scores, forward(scores, best=False), best=False)
    return _settle(likeliest_beads(scores, likely), scores, likely)


def _settle(path: list[Step], scores: Scores, likely: Marginals) -> list[Bead]:
    """The beads of a path, without the links that are less likely than that each of their sentences stands alone.

    Between unrelated texts a sentence could be linked to any of ten others, or, likelier than to any of these, to none;
    still, one unlikely link scores more than two sentences alone. No link is better than a wrong one.
    """
    alone_zh, alone_en = _probabilities(likely.null_zh), _probabilities(likely.null_en)
    shape = {size: number for number, size in enumerate(scores.shapes.sizes)}
    linked = np.array([(i, j, shape[n, m]) for i, j, n, m in path if n and m], np.int64).reshape(-1, 3)
    top, left, which = linked.T
    cells = scores.band.offset[top] + left - scores.band.lo[top]
    scored = iter(_probabilities(likely.links[cells, which]))
    beads = []
    for i, j, n, m in path:
        zh, en = range(i, i + n), range(j, j + m)
        if n and m and (together := next(scored)) >= min(*alone_zh[i : i + n], *alone_en[j : j + m]):
            beads.append(Bead(tuple(zh), tuple(en), together))
        else:
            beads += [Bead((k,), (), alone_zh[k]) for k in zh]
            beads += [Bead((), (k,), alone_en[k]) for k in en]
    return beads


def _probabilities(logs: Floats | Floats32) -> list[float]:
    """From logarithms; at most 1, which rounding may exceed."""
    return [min(1.0, p) for p in np.exp(logs).tolist()]
