"""Pairs that are links between texts: line pairs (Moses), JSON lines, InterText, TEI."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aligner.errors import InputError
from aligner.read.decode import decode
from aligner.read.package import local
from aligner.read.paired.exchange import XML_LANG, parse_xml
from aligner.read.paired.rows import PairedText, Row, as_score, lang_named, paired
from aligner.records import Lang
from aligner.segment.script import language_of

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG_PART = re.compile(r"\.(zh|en)(?=\.[^.]+\Z|\Z)", re.IGNORECASE)
_GLUE: dict[Lang, str] = {"zh": "", "en": " "}


def moses_partner(path: Path) -> Path | None:
    """The other file of a pair a.zh and a.en (or a.zh.txt and a.en.txt), if it is there."""
    match = _LANG_PART.search(path.name)
    if match is None:
        return None
    other = {"zh": "en", "en": "zh"}[match[1].lower()]
    partner = path.with_name(path.name[: match.start(1)] + other + path.name[match.end(1) :])
    return partner if partner.is_file() else None


def read_moses(data: bytes, path: Path) -> PairedText:
    """Line i of one file against line i of the other. Raises InputError where there are not as many lines."""
    partner = moses_partner(path)
    if partner is None:
        raise InputError("read.paired.partner", path=path)
    texts = [decode(data, path)[0], decode(partner.read_bytes(), partner)[0]]
    lines = [[line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] for text in texts]
    if len(lines[0]) != len(lines[1]):
        raise InputError("read.paired.uneven", path=path, lines=len(lines[0]), other=partner, others=len(lines[1]))
    match = _LANG_PART.search(path.name)
    zh, en = lines if match and match[1].lower() == "zh" else lines[::-1]
    return paired(path, (Row(a, b, str(i)) for i, (a, b) in enumerate(zip(zh, en, strict=True))))


def read_jsonl(data: bytes, path: Path) -> PairedText:
    """The links of comparison.jsonl, or any objects with "zh" and "en" as text. Raises InputError."""
    text, _ = decode(data, path)
    rows: list[Row] = []
    left_out = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InputError("read.broken", path=path, format="JSON lines", why=f"line {number}: {error}") from error
        row = _json_row(record, len(rows)) if isinstance(record, dict) else None
        if row is not None:
            rows.append(row)
        elif not isinstance(record, dict) or "type" not in record:
            left_out += 1
    return paired(path, rows, left_out)


def _json_row(record: dict[str, Any], number: int) -> Row | None:
    zh, en = record.get("zh"), record.get("en")
    if isinstance(zh, str) and isinstance(en, str):
        return Row(zh, en, str(record.get("id", number)), as_score(str(record.get("score", ""))))
    if record.get("type") == "link" and isinstance(zh, dict) and isinstance(en, dict):
        key = f"{record.get('pair', 0)}-{record.get('bead', number)}"
        score = as_score(str(record.get("score", "")))
        return Row(
            str(zh.get("text", "")),
            str(en.get("text", "")),
            key,
            score,
            _numbers(zh),
            _numbers(en),
            str(zh.get("document", "")),
            str(en.get("document", "")),
        )
    return None


def _numbers(side: dict[str, Any]) -> tuple[int, ...]:
    numbers = side.get("sentences")
    return tuple(n for n in numbers if isinstance(n, int)) if isinstance(numbers, list) else ()


def read_link_groups(data: bytes, path: Path) -> PairedText:
    """InterText's alignment file (its texts beside it), or TEI with link groups and texts in one. Raises InputError."""
    root = parse_xml(data, path, "TEI")
    group = next((e for e in root.iter() if local(e) == "linkGrp"), None)
    if group is None:
        raise InputError("read.paired.links", path=path)
    if group.get("toDoc") is not None:
        return paired(path, _intertext(group, path))
    return paired(path, _tei(root))


def _intertext(group: Any, path: Path) -> Iterator[Row]:
    """<link xtargets="2:1;2:1 2:2"/>: sentences of toDoc, then of fromDoc."""
    texts = [_sentences(_beside(path, group.get(name, ""))) for name in ("toDoc", "fromDoc")]
    langs = [language_of(" ".join(text.values())) for text in texts]
    if set(langs) != {"zh", "en"}:
        raise InputError("read.paired.none", path=path)
    for number, link in enumerate(e for e in group if local(e) == "link"):
        sides = dict[Lang, str]()
        targets = f"{link.get('xtargets', '')};".split(";")
        for text, lang, ids in zip(texts, langs, targets, strict=False):
            sides[lang] = _joined(text, ids.split(), lang, path)
        yield Row(sides["zh"], sides["en"], str(number), 1.0 if link.get("status") == "man" else None)


def _beside(path: Path, name: str) -> Path:
    """A text of an InterText alignment: by the name that the link group gives, else a.en.xml beside a.zh.en.xml."""
    stem = path.name.removesuffix(".xml").rsplit(".", 2)[0]
    for candidate in (path.with_name(name), path.with_name(f"{stem}.{name}")):
        if name and candidate.is_file():
            return candidate
    raise InputError("read.paired.text-missing", path=path, text=name or "?")


def _sentences(path: Path) -> dict[str, str]:
    root = parse_xml(path.read_bytes(), path, "XML")
    return {e.get("id") or e.get(_XML_ID, ""): "".join(e.itertext()).strip() for e in root.iter() if local(e) == "s"}


def _joined(text: dict[str, str], ids: list[str], lang: Lang, path: Path) -> str:
    missing = [i for i in ids if i not in text]
    if missing:
        raise InputError("read.paired.sentence", path=path, id=missing[0])
    return _GLUE[lang].join(text[i] for i in ids)


def _tei(root: Any) -> Iterator[Row]:
    """<link target="#d0.s3 #d1.s3"/> into the texts of the same file; their language by xml:lang, or by their words."""
    sentences: dict[str, tuple[str, Lang]] = {}
    for element in root.iter():
        if local(element) in ("s", "seg", "p") and (key := element.get(_XML_ID)):
            text = "".join(element.itertext()).strip()
            sentences[key] = text, _lang_of(element) or language_of(text)
    links = (e for e in root.iter() if local(e) == "link" and local(e.getparent()) == "linkGrp")
    for number, link in enumerate(links):
        held = [sentences[i] for t in link.get("target", "").split() if (i := t.lstrip("#")) in sentences]
        zh, en = (_GLUE[side].join(text for text, lang in held if lang == side) for side in ("zh", "en"))
        yield Row(zh, en, str(number), as_score(link.get("cert", "")))


def _lang_of(element: Any) -> Lang | None:
    while element is not None:
        if name := element.get(XML_LANG):
            return lang_named(name)
        element = element.getparent()
    return None
