"""Where paragraphs begin: what most translators keep, and what tells beads apart as far as these two keep it.

A path through the texts says of each sentence that it begins a bead, stands inside one, or is alone. What begins there
(a paragraph, a heading, a block quotation, nothing) is seen on both sides. How often each is met where beads begin, and
inside them, is counted on the coarse search's path; a bead is the likelier the more it is like those. Where every
sentence is a paragraph, or none, or each text has its own, this says nothing.
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
# Beads, and sentences inside beads, that are added to those counted, as if where paragraphs begin told nothing. On
# MAC-Dev with paragraphs planted (docs/alignment.md) 3, 10 and 30 do the same within .003.
ADDED = 10.0


def read_openings(sentences: Sequence[Sentence]) -> Ints:
    """int64 `(n,)`: what begins with each sentence, 0 for nothing, else 1 and the number of the role in `ROLES`."""
    out, last = [], -1
    for s in sentences:
        out.append(1 + ROLES.index(s.role) if s.paragraph != last else 0)
        last = s.paragraph
    return np.array(out, np.int64)


def opening_evidence(zh: Ints, en: Ints, edges: Edges, path: Sequence[Step]) -> Floats:
    """float64 `(n_edges,)`: log likelihood ratio of what begins where, if the bead is right and by chance.

    `zh`, `en`: `read_openings`. `path`: the coarse search's.
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
    """float64 `(n + 1,)`: the log likelihood ratios of the sentences before each, if they stand inside beads."""
    counts = np.concatenate([np.zeros((1, KINDS)), np.cumsum(np.eye(KINDS)[openings], 0)])
    met = (counts[start + size] - counts[start + 1]).sum(0)
    ratios = _ratio((met + ADDED * usual) / (met.sum() + ADDED), usual)
    return np.concatenate([[0.0], np.cumsum(ratios[openings])])


def _ratio(met: Floats, chance: Floats) -> Floats:
    """Logarithm of both shares; 0 of what never occurs."""
    return np.asarray(np.log(np.divide(met, chance, out=np.ones_like(met), where=chance > 0)))
