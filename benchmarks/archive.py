"""`aligner duplicates` over fifty million characters, from files to the table: minutes, so only when asked for by name.

The text is real and repeats much: manuals and laws of the training data (`data/parallel`), the first share of each,
Chinese and English in files of half a million characters. Time and memory are those of the whole command.
"""

from __future__ import annotations

import json
import lzma
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.harness import Score

ROOT = Path(__file__).parents[1]
TEXTS = (
    "angular_docs",
    "d2l_book",
    "demopaedia",
    "msdocs_cpp",
    "msdocs_windrivers",
    "php_manual",
    "python_docs",
    "tatoeba",
    "tico19_tm",
    "tw_laws",
)
SHARE = 0.416  # of the lines of each: 50.3 million characters
FILE = 500_000  # characters


def scores(shared: Path) -> Iterator[Score]:
    with tempfile.TemporaryDirectory() as folder:
        write_archive(shared, Path(folder))
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "aligner", "duplicates", "--quiet", folder], cwd=ROOT, check=True)
        seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    yield Score("duplicates/50m-characters/seconds", seconds, 180.0, higher_is_better=False)
    yield Score("duplicates/50m-characters/gigabytes", memory, 8.0, higher_is_better=False)


def write_archive(shared: Path, folder: Path) -> None:
    """Write the texts into `folder`."""
    for name in TEXTS:
        with lzma.open(shared / "data" / "parallel" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        rows = rows[: int(len(rows) * SHARE)]
        for lang in ("zh", "en"):
            text = "".join(row[lang].replace("\n", " ") + "\n" for row in rows)
            for k, start in enumerate(range(0, len(text), FILE)):
                path = folder / f"{name}-{lang}-{k:02}.txt"
                path.write_text(text[start : start + FILE], encoding="utf-8")
