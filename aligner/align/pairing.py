"""Decides which documents of a folder are compared with each other, and aligns them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import PurePath

import numpy as np

from aligner.align import align
from aligner.arrays import Floats32
from aligner.embed import Encoder, Vectors
from aligner.progress import Progress, silent
from aligner.records import Alignment, Document
from aligner.settings import Settings

# chapter1.zh.txt and chapter1.en.txt, chapter1_cn.md and chapter1-eng.docx: the same stem.
LANGUAGE = re.compile(r"[._-](zh|cn|chs|cht|chi|zho|en|eng|zh[-_](cn|tw|hk|hans|hant)|en[-_](us|gb))$", re.IGNORECASE)
SAMPLE = 100  # sentences of a document that look for their like: chapters of one novel are told apart with 30

Pair = tuple[Document, Document]


def align_pairs(
    documents: Sequence[Document],
    vectors: Mapping[str, Vectors],
    encoder: Encoder,
    settings: Settings,
    progress: Progress = silent,
) -> list[Alignment]:
    """All alignments of a folder; `vectors`: by document name.

    Documents with the same stem are a pair. Of the others, those that turn out to be translations of each other are not
    compared with documents that have a translation of their own; everything else is compared with everything.
    """
    named, zh, en = pair_by_name(documents)
    likely = pair_by_content(zh, en, vectors) if settings.mode != "comparable" else []
    found: dict[tuple[str, str], Alignment] = {}

    def align_each(pairs: Sequence[Pair], total: int) -> None:
        for a, b in pairs:
            progress("progress.align", len(found), total)
            found[a.name, b.name] = align(a, b, vectors[a.name], vectors[b.name], encoder, settings)

    align_each(likely, len(named) + len(likely))
    translated = {d.name for pair in found.values() if pair.mode == "parallel" for d in (pair.zh, pair.en)}
    others = [
        (a, b)
        for a, b in product(zh, en)
        if (a.name, b.name) in found or not (a.name in translated and b.name in translated)
    ]
    wanted = [*named, *others]
    align_each([(a, b) for a, b in wanted if (a.name, b.name) not in found], len(wanted))
    return [found[a.name, b.name] for a, b in wanted]


def stem(name: str) -> str:
    """`zh/chapter1.zh.txt` -> `chapter1`."""
    return LANGUAGE.sub("", PurePath(name).stem).casefold()


def pair_by_name(documents: Sequence[Document]) -> tuple[list[Pair], list[Document], list[Document]]:
    """(pairs of one Chinese and one English document with the same stem, other Chinese ones, other English ones)."""
    by_stem: dict[str, dict[str, list[Document]]] = defaultdict(lambda: {"zh": [], "en": []})
    for document in documents:
        by_stem[stem(document.name)][document.lang].append(document)
    pairs, rest_zh, rest_en = [], [], []
    for group in by_stem.values():
        if len(group["zh"]) == len(group["en"]) == 1:
            pairs.append((group["zh"][0], group["en"][0]))
        else:
            rest_zh += group["zh"]
            rest_en += group["en"]
    return pairs, rest_zh, rest_en


def pair_by_content(zh: Sequence[Document], en: Sequence[Document], vectors: Mapping[str, Vectors]) -> list[Pair]:
    """Documents in which most sentences of the other have their likest sentence, each way; at most one pair each.

    Where there is but one document of a language, there is nothing to tell apart, and no pair.
    """
    zh, en = ([d for d in side if d.aligned] for side in (zh, en))
    if min(len(zh), len(en)) < 2:
        return []
    of_zh, of_en = _votes(zh, en, vectors).argmax(axis=1), _votes(en, zh, vectors).argmax(axis=1)
    return [(a, en[of_zh[i]]) for i, a in enumerate(zh) if of_en[of_zh[i]] == i]


def _votes(documents: Sequence[Document], others: Sequence[Document], vectors: Mapping[str, Vectors]) -> Floats32:
    """(documents, others): in which of the others how many of a document's sampled sentences have their likest one."""
    owners = np.repeat(np.arange(len(others)), [len(d.aligned) for d in others])
    candidates = np.concatenate([vectors[d.name][list(d.aligned)] for d in others]).T
    votes = np.zeros((len(documents), len(others)), np.float32)
    for row, document in enumerate(documents):
        places = np.linspace(0, len(document.aligned) - 1, min(SAMPLE, len(document.aligned))).round().astype(int)
        sampled = vectors[document.name][[document.aligned[k] for k in places]]
        np.add.at(votes[row], owners[(sampled @ candidates).argmax(axis=1)], 1)
    return votes
