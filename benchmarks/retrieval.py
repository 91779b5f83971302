"""The embedded encoder by itself: is each sentence's translation its nearest neighbour; how fast; how soon.

Margin score, k = 4, both directions averaged, pairs under 6 Chinese characters left out, as eval/README.md has it. Of
pairs that repeat a Chinese or an English text only the first is kept: between equal texts there is no right answer
(`wmt22_en-zh` repeats 118 of 2,013; `wmt22_zh-en` one). `wmt22` is the mean of its two files.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import chain, cycle, islice
from pathlib import Path

from aligner.embed import load_encoder
from benchmarks.harness import Score
from training.development import development_sets, retrieval_scores

GOALS = {"wmt22": 0.97, "ud-pud": 0.987}
SENTENCES = 20_000
START = """
import time
begin = time.perf_counter()
from aligner.embed import load_encoder
load_encoder()
print(time.perf_counter() - begin)
"""


def scores(shared: Path) -> Iterator[Score]:
    sets = development_sets(shared)
    encoder = load_encoder()
    for name, score in retrieval_scores(encoder.encode, sets).items():
        yield Score(f"retrieval/{name}", score, GOALS.get(name))
    news = (text for name, pairs in sets.items() if name.startswith("wmt") for text in chain.from_iterable(pairs))
    texts = list(islice(cycle(dict.fromkeys(news)), SENTENCES))
    fresh = load_encoder()
    begin = time.perf_counter()
    fresh.encode(texts)
    yield Score("retrieval/encode-20000-seconds", time.perf_counter() - begin, 1.0, higher_is_better=False)
    started = [subprocess.run([sys.executable, "-c", START], capture_output=True, check=True) for _ in range(3)]
    yield Score("retrieval/load-seconds", min(float(run.stdout) for run in started), 0.3, higher_is_better=False)
