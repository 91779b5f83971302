"""`aligner-review.json`, which the page saves: decisions by the words they are about. docs/formats.md describes it."""

from __future__ import annotations

import json
import operator
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.errors import InputError
from aligner.read.source import file_errors
from aligner.records import FlagKind, Verdict

FORMAT, SCHEMA = "aligner-review", 1


@dataclass(frozen=True, slots=True)
class SideWords:
    """One side of a link: the document's name, sentence numbers in it, and what each of these sentences said."""

    document: str
    sentences: tuple[int, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkDecision:
    zh: SideWords
    en: SideWords
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A divergence that is none: the pair's documents, and the words that it pointed at on each side."""

    kind: FlagKind
    zh_document: str
    en_document: str
    zh: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    path: Path
    links: tuple[LinkDecision, ...]
    dismissed: tuple[Dismissal, ...]


def read_review(path: Path) -> Review:
    """Raises InputError for a file that cannot be read, is something else, or was written by a later version."""
    with file_errors(path):
        data = path.read_bytes()
    try:
        record = json.loads(data)
    except ValueError as error:
        raise InputError("review.other", path=path) from error
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise InputError("review.other", path=path)
    if record.get("schema") != SCHEMA:
        raise InputError("review.schema", path=path, schema=record.get("schema"), known=SCHEMA)
    try:
        links = tuple(_link(each) for each in record["links"])
        dismissed = tuple(_dismissal(each) for each in record["dismissed"])
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("read.broken", path=path, format=FORMAT, why=error) from error
    return Review(path, links, dismissed)


def _link(record: dict[str, Any]) -> LinkDecision:
    return LinkDecision(_side(record["zh"]), _side(record["en"]), Verdict(record["verdict"]))


def _side(record: dict[str, Any]) -> SideWords:
    """Raises ValueError where numbers and texts are not as many, or there are none."""
    numbers = tuple(operator.index(i) for i in record["sentences"])
    texts = _texts(record["texts"])
    if not numbers or len(numbers) != len(texts) or min(numbers) < 0:
        raise ValueError(f"sentences {list(numbers)} with {len(texts)} texts")
    return SideWords(str(record["document"]), numbers, texts)


def _dismissal(record: dict[str, Any]) -> Dismissal:
    documents = str(record["zh_document"]), str(record["en_document"])
    return Dismissal(FlagKind(record["kind"]), *documents, _texts(record["zh"]), _texts(record["en"]))


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    """Raises TypeError for anything but a list of strings."""
    texts = tuple(values)
    if isinstance(values, str) or not all(isinstance(text, str) for text in texts):
        raise TypeError(f"not a list of texts: {values!r}")
    return texts
