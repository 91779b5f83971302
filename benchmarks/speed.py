"""Time and memory of whole commands, start-up included: text files to `.beads.json`, and pairs to divergences."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain, cycle, islice
from pathlib import Path

from benchmarks.cases import read_pairs
from benchmarks.harness import Score
from training.development import development_sets

CHECKED = 10_000  # pairs
RUNS = 3
ROOT = Path(__file__).parents[1]
# Chinese sentences, and English ones for each of them: 5,000 x 6,300 and 30,000 x 40,000.
SHORT, LONG, PER_ZH = 5_000, 30_000, 1.29


def scores(shared: Path) -> Iterator[Score]:
    pairs = [
        pair
        for file in ("wmt22_zh-en", "wmt22_en-zh", "ud_pud")
        for pair in read_pairs(shared / "eval" / "pairs" / f"{file}.jsonl")
    ]
    with tempfile.TemporaryDirectory() as folder:
        few = write_texts(Path(folder) / "few", pairs, 20)
        align(*few)  # machine code is made, and in the file cache
        start = fastest(*few)
        tenth = fastest(*write_texts(Path(folder) / "tenth", pairs, LONG // 10))
        short = fastest(*write_texts(Path(folder) / "short", pairs, SHORT))
        long = fastest(*write_texts(Path(folder) / "long", pairs, LONG))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20  # the most of any so far
        different = list(dict.fromkeys(chain.from_iterable(development_sets(shared).values())))
        checked = check(Path(folder) / "pairs.tsv", different)
    yield Score("align/speed/start/seconds", start, higher_is_better=False)
    yield Score("align/speed/5000x6300/seconds", short, 3.0, higher_is_better=False)
    yield Score("align/speed/30000x40000/seconds", long, 20.0, higher_is_better=False)
    yield Score("align/speed/ten-times-the-text", (long - start) / (tenth - start), 11.0, higher_is_better=False)
    yield Score("align/speed/30000x40000/gigabytes", memory, 1.5, higher_is_better=False)
    yield Score("check/speed/10000/seconds", checked, 15.0, higher_is_better=False)


def write_texts(stem: Path, pairs: list[dict[str, str]], count: int) -> tuple[Path, Path]:
    """`count` Chinese lines out of real pairs, each time round in another order; English ones in two where they
    can be cut.
    """
    rng = random.Random(1)
    zh: list[str] = []
    en: list[str] = []
    while len(zh) < count:
        for pair in rng.sample(pairs, min(len(pairs), count - len(zh))):
            zh.append(pair["zh"])
            at = pair["en"].find(", ", len(pair["en"]) // 3)
            cut = at > 0 and len(en) + 2 <= PER_ZH * len(zh)
            en += [pair["en"][: at + 1], pair["en"][at + 2 :]] if cut else [pair["en"]]
    paths = stem.with_suffix(".zh.txt"), stem.with_suffix(".en.txt")
    for path, lines in zip(paths, (zh, en), strict=True):
        path.write_text("\n".join(line.replace("\n", " ") for line in lines) + "\n", encoding="utf-8")
    return paths


def align(zh: Path, en: Path) -> float:
    """Seconds."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "aligner", "align", "--lines", "--mode", "parallel", "--quiet", str(zh), str(en)]
    subprocess.run([*command, "-o", str(zh.with_suffix(".beads.json"))], cwd=ROOT, check=True)
    return time.perf_counter() - began


def fastest(zh: Path, en: Path) -> float:
    """Seconds of the fastest of RUNS runs: they swing by half with what else the machine does."""
    return min(align(zh, en) for _ in range(RUNS))


def check(file: Path, pairs: list[tuple[str, str]]) -> float:
    """Seconds of `aligner check --scores` for pairs that differ, some 9,100 of all sets, then the first of them again:
    a row that comes back costs next to nothing, so there must be few.
    """
    rows = (f"{zh}\t{en}".replace("\n", " ") for zh, en in islice(cycle(pairs), CHECKED))
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    began = time.perf_counter()
    command = [sys.executable, "-m", "aligner", "check", "--scores", str(file)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began
