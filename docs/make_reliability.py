"""Draws docs/pictures/reliability.svg: how often beads of a given confidence are right, on MAC-Dev, a book left out.

`python -m docs.make_reliability` from the repository, where the development data are.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from benchmarks.harness import shared_folder
from benchmarks.parallel import BINS, novels

SIDE, EDGE = 300, 44
OUT = Path(__file__).with_name("pictures") / "reliability.svg"


def main() -> None:
    shared = shared_folder()
    if shared is None:
        sys.exit("the development data are not there")
    _, sure, right = novels(shared)
    OUT.write_text(diagram(np.array(sure), np.array(right, float)), encoding="utf-8")
    print(OUT)


def diagram(sure: np.ndarray, right: np.ndarray) -> str:
    """One circle a tenth of confidence, as large as it holds beads; on the diagonal confidence is what it says."""

    def x(value: float) -> float:
        return round(EDGE + value * SIDE, 1)

    def y(value: float) -> float:
        return round(EDGE / 2 + (1 - value) * SIDE, 1)

    drawn = [
        f'<rect x="{x(0)}" y="{y(1)}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#888" stroke-dasharray="4 4"/>',
    ]
    for tick in (0, 0.5, 1):
        drawn.append(f'<text x="{x(tick)}" y="{y(0) + 16}" text-anchor="middle">{tick:g}</text>')
        drawn.append(f'<text x="{x(0) - 6}" y="{y(tick) + 4}" text-anchor="end">{tick:g}</text>')
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    for number in range(BINS):
        inside = bins == number
        if inside.any():
            at, hit, count = float(sure[inside].mean()), float(right[inside].mean()), int(inside.sum())
            size = 2 + 14 * np.sqrt(count / len(sure))
            title = f"<title>{count} beads: {at:.2f} sure, {hit:.2f} right</title>"
            drawn.append(f'<circle cx="{x(at)}" cy="{y(hit)}" r="{size:.1f}" fill="#2563eb">{title}</circle>')
    drawn.append(f'<text x="{x(0.5)}" y="{y(0) + 34}" text-anchor="middle">confidence</text>')
    middle = f"{x(0) - 32} {y(0.5)}"
    drawn.append(
        f'<text transform="translate({middle}) rotate(-90)" text-anchor="middle">share of beads that are right</text>'
    )
    size = f'width="{SIDE + 2 * EDGE}" height="{SIDE + 2 * EDGE}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12" fill="#555">'
        + "".join(drawn)
        + "</svg>\n"
    )


if __name__ == "__main__":
    main()
