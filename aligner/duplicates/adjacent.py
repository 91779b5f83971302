"""Finds pieces that are near one another in both places, and so may be parts of one repeat."""

from __future__ import annotations

import numpy as np

from aligner.arrays import Ints
from aligner.duplicates.ruler import Ruler

# Parts of one repeat may be this far apart, in letters (an ideograph counts as three): a sentence put in or left out.
BRIDGE = 150
# How far apart sentences in new order are looked for, in letters: 40 long sentences.
REACH = 9000
LOOK_AHEAD = 16  # pieces behind one that are tried: others that begin in the same place stand between


def adjacent(rows: Ints, ruler: Ruler) -> Ints:
    """int64 `(n, 2)`: rows of `Repeat` that follow one another within `BRIDGE` in one place and `REACH` in the other.

    In fifty million characters a million and a half pieces are found, nearly all of them phrases that stand alone.
    """
    a_start, a_end, b_start, b_end = rows[:, :4].T
    of_a, of_b = ruler.document_of(a_start), ruler.document_of(b_start)
    found = [np.zeros((0, 2), dtype=np.int64)]
    for start, end, other, other_end in ((a_start, a_end, b_start, b_end), (b_start, b_end, a_start, a_end)):
        order = np.argsort(start, kind="stable")
        first = np.arange(len(order))
        for step in range(1, LOOK_AHEAD + 1):
            # What begins too far behind a piece does so for all further steps.
            first = first[first + step < len(order)]
            x, y = order[first], order[first + step]
            near = (start[y] <= end[x]) | (ruler.letters(end[x], start[y]) <= BRIDGE)
            first, x, y = first[near], x[near], y[near]
            first_end = np.where(other[x] <= other[y], other_end[x], other_end[y])
            last_start = np.maximum(other[x], other[y])
            near = (last_start <= first_end) | (ruler.letters(first_end, last_start) <= REACH)
            near &= (of_a[x] == of_a[y]) & (of_b[x] == of_b[y])
            found.append(np.stack((x[near], y[near]), axis=1))
    return np.concatenate(found)
