"""Two sides to beads: the band, the coarse search, the candidates' evidence, the fine search, and how sure it is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aligner.align.parallel.asked_runs import embed_runs
from aligner.align.parallel.band import full_band
from aligner.align.parallel.fine import gather
from aligner.align.parallel.grid import measure
from aligner.align.parallel.lattice import find_candidates, fine_scores, narrow_band
from aligner.align.parallel.model import Model
from aligner.align.parallel.search import Marginals, Scores, Step, forward, likeliest_beads, marginals
from aligner.align.parallel.shapes import shapes
from aligner.align.parallel.texts import Side
from aligner.align.parallel.way import find_band
from aligner.records import Bead


def align_sides(zh: Side, en: Side, max_sentences: int, model: Model) -> list[Bead]:
    """Every sentence in one bead, in order; sentences are numbered within the sides."""
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
    """The beads of a path, in place of some their sentences left alone, where that is likelier for each of them.

    Between unrelated texts a sentence could be linked to any of ten others, or, likelier than any, to none; and still
    one unlikely link counts for more than two sentences alone. No link is better than a wrong one.
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


def _probabilities(logs: npt.NDArray[np.floating]) -> list[float]:
    """Rounding may lift what is certain a hair above 1."""
    return [min(1.0, p) for p in np.exp(logs).tolist()]
