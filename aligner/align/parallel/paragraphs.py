"""Evidence from where paragraphs begin, as far as the two texts agree in that; most translators keep paragraphs.

With each sentence a paragraph, a heading, a block quotation or nothing begins. How often each of these coincides at the
beginning of a bead, and how often it occurs inside beads, is counted on the path of the coarse search. The evidence for
a bead is the log likelihood ratio of what begins at its sentences. If every sentence is a paragraph, or none, or each
text has paragraphs of its own, it is about 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligner.align.parallel.candidates import Edges
from aligner.align.parallel.search import Step
from aligner.arrays import Floats, Ints
from aligner.records import Role, Sentence

ROLES = tuple(Role)
KINDS = 1 + len(ROLES)  # 0: nothing begins
# Pseudo-count of beads, and of sentences inside beads, in which paragraphs say nothing. On MAC-Dev with planted
# paragraphs (docs/alignment.md) 3, 10 and 30 give the same F1 within .003.
ADDED = 10.0


def read_openings(sentences: Sequence[Sentence]) -> Ints:
    """int64 `(n,)`: what begins with each sentence, 0 for nothing, else 1 and the number of the role in `ROLES`."""
    out, last = [], -1
    for s in sentences:
        out.append(1 + ROLES.index(s.role) if s.paragraph != last else 0)
        last = s.paragraph
    return np.array(out, np.int64)


def opening_evidence(zh: Ints, en: Ints, edges: Edges, path: Sequence[Step]) -> Floats:
    """float64 `(n_edges,)`: log likelihood ratio of what begins at the sentences of a bead, if it is right or by
    chance.

    `zh`, `en`: from `read_openings`. `path`: of the coarse search.
    """
    i, j, n, m = np.array([step for step in path if step[2] and step[3]], np.int64).reshape(-1, 4).T
    usual_zh, usual_en = _shares(zh), _shares(en)
    chance = np.outer(usual_zh, usual_en)
    met = np.bincount(zh[i] * KINDS + en[j], minlength=KINDS * KINDS).reshape(KINDS, KINDS)
    begins = _ratio((met + ADDED * chance) / (len(i) + ADDED), chance)
    inside_zh, inside_en = _inside(zh, i, n, usual_zh), _inside(en, j, m, usual_en)
    return np.asarray(
        begins[zh[edges.i], en[edges.j]]
        + inside_zh[edges.i + edges.n] - inside_zh[edges.i + 1]
        + inside_en[edges.j + edges.m] - inside_en[edges.j + 1]
    )  # fmt: skip


def _shares(openings: Ints) -> Floats:
    return np.bincount(openings, minlength=KINDS) / len(openings)


def _inside(openings: Ints, start: Ints, size: Ints, usual: Floats) -> Floats:
    """float64 `(n + 1,)`: cumulative sums of the log likelihood ratios of the sentences, if each is inside a bead."""
    counts = np.concatenate([np.zeros((1, KINDS)), np.cumsum(np.eye(KINDS)[openings], 0)])
    met = (counts[start + size] - counts[start + 1]).sum(0)
    ratios = _ratio((met + ADDED * usual) / (met.sum() + ADDED), usual)
    return np.concatenate([[0.0], np.cumsum(ratios[openings])])


def _ratio(met: Floats, chance: Floats) -> Floats:
    """The logarithm of the ratio; 0 where `chance` is 0."""
    return np.asarray(np.log(np.divide(met, chance, out=np.ones_like(met), where=chance > 0)))
