"""MQM: does the divergence score rank translations as professional raters do?

Severity to points as in WMT (major 5, minor 1, minor punctuation .1, non-translation 25), averaged over the raters of a
segment and system; Spearman between that and the score over all segments and systems, and the areas under the curve for
"a majority of raters marked a major accuracy error" and "an omission". Beside them plain cosine and the length ratio.
"""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import rankdata, spearmanr

from aligner.compare.coverage import LENGTH_RATIO
from aligner.compare.pairs import check_and_score
from aligner.embed import load_encoder
from benchmarks.harness import Score

SETS = (("ted", "mqm-ted_zhen.tsv"), ("newstest2021", "mqm-newstest2021_zhen.tsv"))
_MARK = re.compile("</?v>")


@dataclass(frozen=True, slots=True)
class Rated:
    """A translation of a segment by one system, with what its raters said."""

    zh: str
    en: str
    system: str
    points: float
    major_accuracy: bool
    omission: bool


def points(category: str, severity: str) -> float:
    if category.startswith("Non"):
        return 25.0
    if severity.lower() == "major":
        return 5.0
    if severity.lower() == "minor":
        return 0.1 if category == "Fluency/Punctuation" else 1.0
    return 0.0


def read_rated(path: Path) -> list[Rated]:
    """One entry a segment and system; the marks of errors are taken out of the texts."""
    by_segment: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            by_segment[row["system"], row["doc"], row["seg_id"]].append(row)
    found = []
    for (system, _, _), rows in by_segment.items():
        raters = {row["rater"] for row in rows}
        major = {r["rater"] for r in rows if r["category"].startswith("Accuracy") and r["severity"].lower() == "major"}
        omitted = {r["rater"] for r in rows if r["category"] == "Accuracy/Omission"}
        found.append(
            Rated(
                _MARK.sub("", rows[0]["source"]),
                _MARK.sub("", rows[0]["target"]),
                system,
                sum(points(r["category"], r["severity"]) for r in rows) / len(raters),
                len(major) * 2 > len(raters),
                bool(omitted),
            )
        )
    return found


def auc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Area under the ROC curve: the chance that a positive ranks above a negative."""
    ranks = rankdata(scores)
    yes = np.array(positive)
    n, m = int(yes.sum()), int((~yes).sum())
    return float((ranks[yes].sum() - n * (n + 1) / 2) / (n * m)) if n and m else math.nan


def scores(shared: Path) -> Iterator[Score]:
    encoder = load_encoder("embedded")
    for name, file in SETS:
        rated = read_rated(shared / "eval" / "mqm" / file)
        rows = [(r.zh, r.en) for r in rated]
        zh, en = encoder.encode([r.zh for r in rated]), encoder.encode([r.en for r in rated])
        methods = {
            "divergence": [checked.divergence for checked in check_and_score(rows, encoder)],
            "cosine": [1 - float(a @ b) for a, b in zip(zh, en, strict=True)],
            "length": [abs(math.log(max(1, len(e)) / max(1, len(z))) - LENGTH_RATIO) for z, e in rows],
        }
        for method, values in methods.items():
            ours = method == "divergence"
            rank = float(spearmanr(values, [r.points for r in rated]).statistic)
            yield Score(f"mqm/{name}/{method}/spearman", rank, 0.25 if ours else None)
            yield Score(f"mqm/{name}/{method}/auc-major-accuracy", auc(values, [r.major_accuracy for r in rated]))
            yield Score(f"mqm/{name}/{method}/auc-omission", auc(values, [r.omission for r in rated]))
