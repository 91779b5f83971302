"""Where sentences end: gold sentences joined to paragraphs of 5 to 10 and split again.

Ends that no punctuation marks (headings, which the gold data have among the sentences) are left out of both sides:
nothing in a joined line shows them, and real texts give headings lines of their own.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from aligner.segment.chinese import chinese_ends
from aligner.segment.english import english_ends
from benchmarks.harness import Score

_MARKED = re.compile(r"[.!?。！？…][”’」』）)\"'\]]*\Z")
_SPLITTERS = {"zh": (chinese_ends, ""), "en": (english_ends, " ")}
_SEED = 3


def scores(shared: Path) -> Iterator[Score]:
    """F1 of sentence ends, for each language of each collection. Goals: what nupunkt (en) and sentencex (zh) reach."""
    goals = {("mac-dev", "en"): 0.991, ("mac-dev", "zh"): 0.947, ("academic", "en"): 0.976, ("academic", "zh"): 0.958}
    for (collection, lang), goal in goals.items():
        files = sorted((shared / "eval" / "align" / collection).glob("*.json"))
        texts = [json.loads(file.read_text(encoding="utf-8"))[lang] for file in files]
        yield Score(f"segment/{collection}/{lang}-f1", _f1(texts, lang), goal)


def _f1(texts: list[list[str]], lang: str) -> float:
    split, glue = _SPLITTERS[lang]
    rng = random.Random(_SEED)
    found = expected = right = 0
    for sentences in texts:
        at = 0
        while at < len(sentences):
            size = rng.randint(5, 10)
            paragraph, gold, unmarked = _joined([s.strip() for s in sentences[at : at + size]], glue)
            at += size
            auto = {len(paragraph[:end].rstrip()) for end in split(paragraph)} - unmarked - {len(paragraph)}
            found, expected, right = found + len(auto), expected + len(gold), right + len(auto & gold)
    return 2 * right / (found + expected)


def _joined(sentences: list[str], glue: str) -> tuple[str, set[int], set[int]]:
    """The paragraph, the ends inside it that punctuation marks, and those that it does not."""
    text, marked, unmarked = "", set[int](), set[int]()
    for sentence in sentences:
        text += (glue if text else "") + sentence
        (marked if _MARKED.search(sentence) else unmarked).add(len(text))
    return text, marked - {len(text)}, unmarked
