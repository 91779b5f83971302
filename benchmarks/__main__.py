"""`python -m benchmarks [NAME ...] [--write-floors]`: run, print a table, compare with floors.json.

Exit 1 where a figure is worse than its floor. Floors are never lowered by --write-floors: edit the file, and say why.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys

from rich.console import Console
from rich.table import Table

from benchmarks.harness import FLOORS, Benchmark, Score, digest, shared_folder

NAMES = (
    "segmentation",
    "retrieval",
    "parallel",
    "notes",
    "comparable",
    "recognisers",
    "minimal_pairs",
    "mqm",
    "duplicates",
    "speed",
    "search",
)
BY_NAME = ("archive",)  # minutes long: run only when named
# How much worse than its floor a figure may come out: room for machine noise where time is measured, none for scores
# beyond rounding.
TOLERANCE = {"seconds": 0.5, "score": 0.0005}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which of {', '.join(NAMES)} (default: all), or {', '.join(BY_NAME)}"
    )
    parser.add_argument("--write-floors", action="store_true", help="raise floors to what is measured now")
    args = parser.parse_args()
    unknown = set(args.names) - {*NAMES, *BY_NAME}
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    shared = shared_folder()
    console = Console()
    if shared is None:
        console.print("No development data: set ALIGNER_SHARED to the folder that holds eval/. Nothing was scored.")
        return 0
    committed = json.loads(FLOORS.read_text(encoding="utf-8"))
    floors: dict[str, float] = committed["floors"]
    if committed["data"] != digest(shared / "eval"):
        console.print(
            "The development data differ from those the floors were measured on: compared for information only."
        )
    scores: list[Score] = []
    for name in args.names or NAMES:
        benchmark: Benchmark = importlib.import_module(f"benchmarks.{name}").scores
        scores += benchmark(shared)
    failed = [s for s in scores if s.name in floors and worse(s, floors[s.name])]
    console.print(table(scores, floors))
    if args.write_floors:
        for s in scores:
            old = floors.get(s.name)
            if old is None or (s.value > old) == s.higher_is_better:
                floors[s.name] = round(s.value, 4)
        data = {"data": digest(shared / "eval"), "floors": dict(sorted(floors.items()))}
        FLOORS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    for s in failed:
        console.print(f"WORSE THAN ITS FLOOR: {s.name} is {s.value:.4f}, floor {floors[s.name]:.4f}")
    return 1 if failed else 0


def worse(score: Score, floor: float) -> bool:
    if score.higher_is_better:
        return score.value < floor - TOLERANCE["score"]
    room = floor * TOLERANCE["seconds"] if score.name.endswith("seconds") else TOLERANCE["score"]
    return score.value > floor + room


def table(scores: list[Score], floors: dict[str, float]) -> Table:
    grid = Table("figure", "value", "floor", "goal", "")
    for s in scores:
        reached = s.goal is None or (s.value >= s.goal if s.higher_is_better else s.value <= s.goal)
        grid.add_row(
            s.name,
            f"{s.value:.4f}",
            f"{floors[s.name]:.4f}" if s.name in floors else "-",
            "-" if s.goal is None else ("≥ " if s.higher_is_better else "≤ ") + f"{s.goal:g}",
            "" if reached else "short of goal",
        )
    return grid


if __name__ == "__main__":
    sys.exit(main())
