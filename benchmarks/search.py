"""Questions to 100,000 sentences with an index: how long a whole command takes, and each further question to one.

The sentences are those of real pairs and of the sample corpus, in files of 2,000, one a line. One process answers ten
questions through a pipe: what it takes longer than for one is the time of the other nine.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cases import read_pairs
from benchmarks.harness import Score

SENTENCES, IN_FILE = 100_000, 2_000
QUESTIONS = (
    "14 May telegram",
    "五月十四日电报",
    "寒电",
    "冬天港口封冻",
    "who decided on the date of the landing at Inchon?",
)
ROOT = Path(__file__).parents[1]


def scores(shared: Path) -> Iterator[Score]:
    files = ("wmt22_zh-en", "wmt22_en-zh", "ud_pud")
    pairs = [pair for file in files for pair in read_pairs(shared / "eval" / "pairs" / f"{file}.jsonl")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "texts", pairs)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        _ask(folder / "texts", environment, QUESTIONS[:1])
        alone = min(_ask(folder / "texts", environment, QUESTIONS[:1]) for _ in range(3))
        several = min(_ask(folder / "texts", environment, QUESTIONS * 2) for _ in range(3))
    each = (several - alone) / (2 * len(QUESTIONS) - 1)
    yield Score("find/100000/next-question/seconds", each, 0.3, higher_is_better=False)
    yield Score("find/100000/command/seconds", alone, higher_is_better=False)


def _write(folder: Path, pairs: list[dict[str, str]]) -> None:
    folder.mkdir()
    for name in ("zh", "en"):
        for path in (ROOT / "corpus" / name).glob("*.txt"):
            (folder / f"corpus-{path.name}").write_bytes(path.read_bytes())
    rng = random.Random(1)
    for number in range(SENTENCES // IN_FILE):
        lang = ("zh", "en")[number % 2]
        lines = "\n".join(pair[lang].replace("\n", " ") for pair in rng.choices(pairs, k=IN_FILE))
        (folder / f"{number:02}.{lang}.txt").write_text(lines + "\n", encoding="utf-8")


def _ask(folder: Path, environment: dict[str, str], questions: tuple[str, ...]) -> float:
    """Seconds of the whole command that answers these questions."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "aligner", "find", "-", str(folder)]
    asked = "\n".join(questions).encode()
    subprocess.run(command, input=asked, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began
