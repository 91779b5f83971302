"""Decides which documents of a folder are compared with each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePath

from aligner.records import Document

# chapter1.zh.txt and chapter1.en.txt, chapter1_cn.md and chapter1-eng.docx: the same stem.
LANGUAGE = re.compile(r"[._-](zh|cn|chs|cht|chi|zho|en|eng|zh[-_](cn|tw|hk|hans|hant)|en[-_](us|gb))$", re.IGNORECASE)


def stem(name: str) -> str:
    """`zh/chapter1.zh.txt` -> `chapter1`."""
    return LANGUAGE.sub("", PurePath(name).stem).casefold()


def pair_documents(documents: Sequence[Document]) -> list[tuple[Document, Document]]:
    """Pairs of one Chinese and one English document with the same stem; all pairs of the other documents."""
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
    return pairs + [(zh, en) for zh in rest_zh for en in rest_en]
