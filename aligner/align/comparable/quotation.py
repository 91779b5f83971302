"""A passage that both texts quote or translate: sentence by sentence, with nothing left out."""

from __future__ import annotations

from aligner.align.comparable.confidence import Seen, literal_odds, probability
from aligner.align.comparable.grow import Step, chain_scores
from aligner.align.comparable.runs import Runs
from aligner.align.comparable.sides import Floats

# In a quotation the next pair follows at once, and nothing in its wording need say so: of pairs with log odds under 0
# that stand alone between two sure ones, 300 of 301 were right in the cases; in accounts of one matter 8 of 25. Chosen
# on draws 41 to 48 and 61 to 66 of the cases and on cases made alike from literature (docs/comparable.md).
QUOTED = Step(0, 7.0, 0.0)
SLOPE, LESS = 0.7, 3.5  # the log odds of a pair and its neighbours count so, and less by so much


def quoted(runs: Runs, seen: Seen, rich: float) -> Floats:
    """float32 `(n_runs,)`: probability that each pair belongs to such a passage. `rich`: confidence.richness.

    For texts that have little else in common: in accounts of one matter two sentences may well stand between the same
    ones and tell of something else.
    """
    odds = literal_odds(seen, rich)
    before, after = chain_scores(runs, odds, QUOTED)
    return probability(SLOPE * (odds + before + after) - LESS)
